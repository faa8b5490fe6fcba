import type { Cluster } from '../catalogue/figures/cluster.ts'

/** M1 recordCount: records that pass the filter and count for the area, the basis applied to each record by itself. */
export function countRecords(clusters: readonly Cluster[]): number {
  return clusters.reduce((sum, { bases }) => sum + bases.length, 0)
}

/** M2 serviceCount, the headline count: clusters with at least one record that passes the filter and counts for the area. */
export function countServices(clusters: readonly Cluster[]): number {
  return clusters.length
}

/** M3 organizationCount: distinct organizations over the clusters of M2; a cluster without one adds none. */
export function countOrganizations(clusters: readonly Cluster[]): number {
  return new Set(clusters.flatMap((cluster) => organizationOf(cluster) ?? [])).size
}

/** The one organization a cluster is counted under: that of the most preferred of its records that name one; undefined where none does. */
export function organizationOf({ records }: Cluster): number | undefined {
  return records.find(({ organization }) => organization !== undefined)?.organization
}

import type { Cluster } from '../catalogue/figures/cluster.ts'
import { organizationOf } from './count-services.ts'

/**
 * M12 organizationConcentration, the Herfindahl index: Σ s_i², s_i an organization's share of the services whose
 * organization is known. 1 is one organization for all, near 0 very many. Undefined where none is known.
 */
export function organizationConcentration(clusters: readonly Cluster[]): number | undefined {
  const counts = new Map<number, number>()
  for (const cluster of clusters) {
    const organization = organizationOf(cluster)
    if (organization !== undefined) counts.set(organization, (counts.get(organization) ?? 0) + 1)
  }
  const all = counts.values().reduce((sum, count) => sum + count, 0)
  return all === 0 ? undefined : counts.values().reduce((sum, count) => sum + (count / all) ** 2, 0)
}

/** M12 effectiveOrganizations: 1 / Σ s_i², as many organizations of one size as would be so concentrated. */
export function effectiveOrganizations(clusters: readonly Cluster[]): number | undefined {
  const index = organizationConcentration(clusters)
  return index === undefined ? undefined : 1 / index
}

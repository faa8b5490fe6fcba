import type { RecordFacts } from '../catalogue/figures/record-facts.ts'
import type { DeliveryClass } from '../geography/delivery-class.ts'
import type { Cluster } from '../catalogue/figures/cluster.ts'
import { shareOf, type Share } from './share.ts'

export interface DeliveryMix {
  readonly site: number
  readonly siteAndArea: number
  readonly areaOnly: number
  readonly national: number
  readonly virtual: number
  readonly unplaced: number
}

const MEMBERS = {
  SITE: 'site',
  SITE_AND_AREA: 'siteAndArea',
  AREA_ONLY: 'areaOnly',
  NATIONAL: 'national',
  VIRTUAL: 'virtual',
  UNPLACED: 'unplaced',
} as const satisfies Record<DeliveryClass, keyof DeliveryMix>

/** M22 deliveryMix: clusters by delivery class, one each, from the evidence of all their records. */
export function deliveryMixOf(clusters: readonly Cluster[]): DeliveryMix {
  const mix = { site: 0, siteAndArea: 0, areaOnly: 0, national: 0, virtual: 0, unplaced: 0 }
  for (const cluster of clusters) mix[MEMBERS[deliveryOf(cluster)]] += 1
  return mix
}

/** M23 unplaced: clusters of class UNPLACED / all clusters. They count for the publisher's area and are never on the map. */
export function unplacedOf(clusters: readonly Cluster[]): Share {
  return shareOf(clusters.filter((cluster) => deliveryOf(cluster) === 'UNPLACED').length, clusters.length)
}

/**
 * M23 outOfArea: SITE records all of whose placed sites lie outside their feed's own area / records. `records` are those that
 * pass, of the feeds whose own area lies in the area asked for, wherever they count; `outside` those with no site in their
 * feed's area. The mark of head offices given as places.
 */
export function outOfAreaOf(records: readonly RecordFacts[], outside: ReadonlySet<number>): Share {
  return shareOf(records.filter((facts) => isAway(facts, outside)).length, records.length)
}

/** Whether a record is at sites alone, all of them outside its feed's area. */
export function isAway({ record, delivery }: RecordFacts, outside: ReadonlySet<number>): boolean {
  return delivery === 'SITE' && outside.has(record)
}

/** The class of a cluster from those of its records: what any of them shows, it has (docs/figures.md 2.2). */
export function deliveryOf({ records }: Pick<Cluster, 'records'>): DeliveryClass {
  const [first] = records
  // Nearly all are one record.
  if (first !== undefined && records.length === 1) return first.delivery
  const classes = new Set(records.map(({ delivery }) => delivery))
  if (classes.has('NATIONAL')) return 'NATIONAL'
  const hasSite = classes.has('SITE') || classes.has('SITE_AND_AREA')
  const hasArea = classes.has('AREA_ONLY') || classes.has('SITE_AND_AREA')
  if (hasSite) return hasArea ? 'SITE_AND_AREA' : 'SITE'
  if (hasArea) return 'AREA_ONLY'
  return classes.has('VIRTUAL') ? 'VIRTUAL' : 'UNPLACED'
}

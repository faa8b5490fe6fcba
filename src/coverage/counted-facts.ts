import { type FieldGroup, FIELD_GROUPS } from '../model/field-groups.ts'
import type { QualityBand } from '../model/quality.ts'
import type { DeliveryClass } from '../geography/delivery-class.ts'
import { statesGroup } from '../catalogue/figures/record-facts.ts'
import { ageBandNamesOf } from './age-bands.ts'
import type { Cluster } from '../catalogue/figures/cluster.ts'
import { deliveryOf } from './delivery-mix.ts'
import { isCrossListed } from './duplication.ts'
import { freeOf } from './free-share.ts'
import { type Freshness, freshnessClassOf } from './freshness.ts'
import { qualityBandOf } from './quality-bands.ts'
import { present } from '../model/present.ts'

/** As what one service counts in the figures of an area, each by the figure's own definition over its records together. */
export interface CountedFacts {
  /** M21; absent where not known, or where its records contradict each other. */
  readonly free?: boolean
  /** M18. */
  readonly freshness: keyof Freshness
  /** M22, M23. */
  readonly delivery: DeliveryClass
  /** M28; absent where none of its records is scored. */
  readonly qualityBand?: QualityBand
  /** M6. */
  readonly isCrossListed: boolean
  /** M19, M25: the groups of fields that any of its records states. */
  readonly states: readonly FieldGroup[]
  /** M24; absent where none of its records states an age. */
  readonly ageBands?: readonly string[]
}

/** The facts of a service, on `today` (`YYYY-MM-DD`). */
export function countedFactsOf(cluster: Pick<Cluster, 'records'>, today: string): CountedFacts {
  const { records } = cluster
  return {
    freshness: freshnessClassOf(cluster, today),
    delivery: deliveryOf(cluster),
    isCrossListed: isCrossListed(cluster),
    states: FIELD_GROUPS.filter((group) => records.some((facts) => statesGroup(facts, group))),
    ...present({ free: freeOf(cluster), qualityBand: qualityBandOf(cluster), ageBands: ageBandNamesOf(cluster) }),
  }
}

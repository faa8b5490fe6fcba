import type { Cluster } from '../catalogue/figures/cluster.ts'
import { strongestBasis } from './cluster.ts'

/** Services by the evidence that puts them in the area. */
export interface BasisMix {
  readonly serves: number
  readonly located: number
  readonly publisher: number
}

/** basisMix: clusters by the strongest basis of their records that count for the area: SERVES, else LOCATED, else PUBLISHER. */
export function basisMixOf(clusters: readonly Cluster[]): BasisMix {
  const mix = { serves: 0, located: 0, publisher: 0 }
  for (const { bases } of clusters) {
    const basis = strongestBasis(bases)
    if (basis === 'SERVES') mix.serves += 1
    else if (basis === 'LOCATED') mix.located += 1
    else mix.publisher += 1
  }
  return mix
}

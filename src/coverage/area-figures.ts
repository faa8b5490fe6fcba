import type { CellCount } from '../model/cell-count.ts'
import type { Area } from '../geography/area.ts'
import type { BasisMix } from './basis-mix.ts'
import type { Caveat } from './caveats.ts'
import type { FeedReach } from '../model/observation.ts'
import type { SiteCluster } from './cluster-sites.ts'
import type { Cluster } from '../catalogue/figures/cluster.ts'
import type { Comparison } from './comparison.ts'
import type { DistanceFigures } from './distance-figures.ts'
import type { CoveringFeed } from './feed-reach.ts'
import type { Rate } from './rate.ts'
import type { Share } from './share.ts'

/**
 * The figures of one area, or of several together, each computed when asked for. Undefined throughout where no ready feed
 * covers any of it. Figures that are functions of the clusters alone are computed from `clusters` by their own functions.
 */
export interface Figures {
  readonly reach: FeedReach
  /** M1, M2 and the basis mix. */
  counts(): CellCount | undefined
  clusters(): readonly Cluster[] | undefined
  unknownCount(): number | undefined
  siteCount(): number | undefined
  siteClusters(across: number): readonly SiteCluster[] | undefined
  taxonomyCoverage(): Share | undefined
  ratePer1000(): Rate | undefined
  termDiversity(): number | undefined
  outOfArea(): Share | undefined
  /** `YYYY-MM-DD` to which ages are counted. */
  readonly today: string
}

/** The figures of one area, with how they compare. */
export interface AreaFigures extends Figures {
  readonly area: Area
  /** Feeds whose publisher's area is, contains or lies in the area. */
  readonly feeds: readonly CoveringFeed[]
  comparison(): Comparison | undefined
  /** Undefined where no small areas of it were imported. */
  distance(): DistanceFigures | undefined
  caveats(): readonly Caveat[]
}

/** The mix of a count: its clusters by their strongest evidence. */
export function mixOf({ serves, located, publisher }: CellCount): BasisMix {
  return { serves, located, publisher }
}

import type { SmallArea } from '../geography/read-small-areas.ts'
import { locateInSmallAreas, rateByDeprivation, type DecileRate, type ServicePoint } from './deprivation.ts'
import { desertsOf, distancesOf, populationWithin, reachSmallAreas, type Distances, type Reached } from './distance.ts'
import type { NearestPoint } from './nearest-point.ts'
import { once } from './once.ts'
import type { Share } from './share.ts'

/** A small area with what the figures count of it. */
export interface CountedSmallArea extends Reached<ServicePoint> {
  /** Services with a site to which its centre is the nearest: of each the first of these sites. */
  readonly located: readonly ServicePoint[]
}

/** M14 to M17 of one area. */
export interface DistanceFigures {
  distances(): Distances
  populationWithin(metres: number): Share
  deserts(metres: number): readonly Reached[]
  rateByDeprivation(): readonly DecileRate[]
  /** The small areas that these are made of, in order of code. */
  smallAreas(): readonly CountedSmallArea[]
  /**
   * Whether anybody here lives nearer to a small area that no ready feed covers than to the nearest site that is known:
   * a nearer one may lie there. Judged by the centroids of the small areas that were imported.
   */
  isAtEdge(): boolean
}

/** What the figures of all areas share, each made when first asked for. */
export interface DistanceSource {
  /** All small areas. */
  readonly smallAreas: readonly SmallArea[]
  /** Sites of all services that pass. */
  points(): readonly ServicePoint[]
  /** The nearest of them. */
  findPoint(): NearestPoint<ServicePoint>
  /** The nearest small area that no ready feed covers. */
  findUncovered(): NearestPoint<SmallArea>
}

/** The figures over the small areas of one area. */
export function createDistanceFigures(own: readonly SmallArea[], source: DistanceSource): DistanceFigures {
  const reached = once(() => reachSmallAreas(own, source.findPoint()))
  const located = once(() => locateInSmallAreas(source.smallAreas, source.points()))
  return {
    distances: () => distancesOf(reached()),
    populationWithin: (metres) => populationWithin(reached(), metres),
    deserts: (metres) => desertsOf(reached(), metres),
    rateByDeprivation: () => rateByDeprivation(own, located()),
    smallAreas: () =>
      reached()
        .map((each) => ({ ...each, located: [...(located().get(each.smallArea.code)?.values() ?? [])] }))
        .toSorted((a, b) => (a.smallArea.code < b.smallArea.code ? -1 : 1)),
    isAtEdge() {
      const findUncovered = source.findUncovered()
      return reached().some(
        ({ smallArea, nearestMetres = Number.POSITIVE_INFINITY }) =>
          (findUncovered(smallArea)?.metres ?? Number.POSITIVE_INFINITY) < nearestMetres,
      )
    },
  }
}

import type { Point } from '../geography/distance.ts'
import type { SmallArea } from '../geography/read-small-areas.ts'
import type { NearestPoint } from './nearest-point.ts'
import { shareOf, type Share } from './share.ts'

/** A small area and how far its people are from the nearest site; absent where there is no site at all. */
export interface Reached<P extends Point = Point> {
  readonly smallArea: SmallArea
  readonly nearestMetres?: number
  readonly nearest?: P
}

/** Distances in straight lines, weighted by how many people live at each. */
export interface Distances {
  readonly meanMetres?: number
  readonly medianMetres?: number
  readonly p90Metres?: number
}

/**
 * d(l) of M14: for each small area the straight-line metres from its centroid to the nearest site that passes the filter,
 * in any feed, inside or outside the area asked about. `findNearest` finds points as published, none masked or guessed.
 */
export function reachSmallAreas<P extends Point>(
  smallAreas: readonly SmallArea[],
  findNearest: NearestPoint<P>,
): readonly Reached<P>[] {
  return smallAreas.map((smallArea) => {
    const found = findNearest(smallArea)
    return found === undefined ? { smallArea } : { smallArea, nearestMetres: found.metres, nearest: found.nearest }
  })
}

/** M14 distanceToNearest: the population-weighted mean, median and 90th percentile of d(l). Empty where there is no site or nobody lives there. */
export function distancesOf(reached: readonly Reached[]): Distances {
  const weighted = reached
    .flatMap(({ smallArea, nearestMetres }) =>
      nearestMetres === undefined ? [] : [{ metres: nearestMetres, people: peopleOf(smallArea) }],
    )
    .toSorted((a, b) => a.metres - b.metres)
  const people = weighted.reduce((sum, each) => sum + each.people, 0)
  if (people === 0) return {}
  const quantile = (share: number): number => {
    let seen = 0
    for (const { metres, people: here } of weighted) {
      seen += here
      if (seen >= share * people) return metres
    }
    return weighted.at(-1)?.metres ?? 0
  }
  const meanMetres = weighted.reduce((sum, each) => sum + each.metres * each.people, 0) / people
  return { meanMetres, medianMetres: quantile(0.5), p90Metres: quantile(0.9) }
}

/** M15 populationWithin(m): people of small areas with d(l) ≤ m / all people. Null where nobody lives there. */
export function populationWithin(reached: readonly Reached[], metres: number): Share {
  const near = reached.filter(({ nearestMetres }) => nearestMetres !== undefined && nearestMetres <= metres)
  return shareOf(peopleIn(near), peopleIn(reached))
}

/** M16 deserts(m): the small areas with d(l) > m, or with no site at all; farthest first, then by code. Those of decile 3 and less are deprived deserts. */
export function desertsOf(reached: readonly Reached[], metres: number): readonly Reached[] {
  const far = ({ nearestMetres }: Reached): number => nearestMetres ?? Number.POSITIVE_INFINITY
  return reached
    .filter((each) => far(each) > metres)
    .toSorted((a, b) => {
      const [left, right] = [far(a), far(b)]
      return left === right ? (a.smallArea.code < b.smallArea.code ? -1 : 1) : right - left
    })
}

/** People of all ages. */
export function peopleOf({ populations }: SmallArea): number {
  return populations.ALL ?? 0
}

function peopleIn(reached: readonly Reached[]): number {
  return reached.reduce((sum, { smallArea }) => sum + peopleOf(smallArea), 0)
}

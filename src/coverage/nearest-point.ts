import { distanceMetres, type Point } from '../geography/distance.ts'

/** Finds the nearest of many points, in a straight line; undefined where there are none. */
export type NearestPoint<P extends Point> = (
  point: Point,
) => { readonly nearest: P; readonly metres: number } | undefined

/** A little less than any degree of latitude on the sphere distances are measured on. */
const METRES_PER_DEGREE = 111_194

/** Sorted once; each question looks outward from its latitude until the rest lies too far north or south. */
export function createNearestPoint<P extends Point>(points: readonly P[]): NearestPoint<P> {
  const sorted = points.toSorted((a, b) => a.latitude - b.latitude)
  return (point) => {
    let nearest: P | undefined
    let metres = Number.POSITIVE_INFINITY
    const start = firstFrom(sorted, point.latitude)
    for (const step of [1, -1]) {
      for (let at = step === 1 ? start : start - 1; ; at += step) {
        const candidate = sorted[at]
        if (candidate === undefined) break
        if (Math.abs(candidate.latitude - point.latitude) * METRES_PER_DEGREE > metres) break
        const distance = distanceMetres(point, candidate)
        if (distance < metres) [nearest, metres] = [candidate, distance]
      }
    }
    return nearest === undefined ? undefined : { nearest, metres }
  }
}

/** Position of the first point that lies at the latitude or north of it. */
function firstFrom(sorted: readonly Point[], latitude: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.latitude ?? 0) < latitude) low = middle + 1
    else high = middle
  }
  return low
}

import type { Point } from '../geography/distance.ts'
import type { SmallArea } from '../geography/read-small-areas.ts'
import { peopleOf } from './distance.ts'
import { createNearestPoint } from './nearest-point.ts'
import { ratePer1000, type Rate } from './rate.ts'

/** Services located in the small areas of one tenth of deprivation, per 1,000 people who live there. */
export interface DecileRate {
  /** 1 is the most deprived tenth. */
  readonly decile: number
  readonly rate: Rate
}

/** A point of a site and the service offered there. */
export interface ServicePoint extends Point {
  readonly cluster: number
  /** One of its records that has the site. */
  readonly record: number
}

/**
 * M17 rateByDeprivation: services located in the small areas of each decile / 1,000 of their people, LOCATED by the
 * small area whose centroid is nearest to the site. A service with sites in several deciles counts in each. Deciles in
 * which nobody lives here are left out; empty where no decile is known.
 */
export function rateByDeprivation(
  smallAreas: readonly SmallArea[],
  located: ReadonlyMap<string, { keys(): Iterable<number> }>,
): readonly DecileRate[] {
  const deciles = Array.from({ length: 10 }, (_, index) => index + 1)
  return deciles.flatMap((decile) => {
    const own = smallAreas.filter(({ deprivationDecile }) => deprivationDecile === decile)
    const services = new Set(own.flatMap(({ code }) => [...(located.get(code)?.keys() ?? [])]))
    const [first] = own
    if (first === undefined) return []
    const value = own.reduce((sum, smallArea) => sum + peopleOf(smallArea), 0)
    const rate = ratePer1000(services.size, { value, year: first.year, band: 'ALL' })
    return rate === undefined ? [] : [{ decile, rate }]
  })
}

/** Services by the small area, of all there are, whose centroid is nearest to one of their sites; of each the first of these sites. */
export function locateInSmallAreas(
  smallAreas: readonly SmallArea[],
  points: readonly ServicePoint[],
): ReadonlyMap<string, ReadonlyMap<number, ServicePoint>> {
  const findNearest = createNearestPoint(smallAreas)
  const located = new Map<string, Map<number, ServicePoint>>()
  for (const point of points) {
    const code = findNearest(point)?.nearest.code
    if (code === undefined) continue
    const known = located.get(code)
    if (known === undefined) located.set(code, new Map([[point.cluster, point]]))
    else if (!known.has(point.cluster)) known.set(point.cluster, point)
  }
  return located
}

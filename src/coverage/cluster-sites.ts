import type { SiteFacts } from '../catalogue/figures/record-facts.ts'
import { groupSites } from './count-sites.ts'

/** Sites near each other, as a map shows them. */
export interface SiteCluster {
  /** In degrees, the mean of theirs. */
  readonly latitude: number
  readonly longitude: number
  /** How many; 1 is a site by itself. */
  readonly siteCount: number
}

/**
 * The sites of M4 that have a point, those in one square together: as many squares across as `across` along the longer side of the
 * box around all. From west to east; empty where none has a point.
 */
export function clusterSites(sites: readonly SiteFacts[], across: number): readonly SiteCluster[] {
  const points = groupSites(sites).flatMap((group) => group.flatMap(pointOf).slice(0, 1))
  const [west, east] = boundsOf(points.map(({ longitude }) => longitude))
  const [south, north] = boundsOf(points.map(({ latitude }) => latitude))
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const side = Math.max((east - west) * shrink, north - south) / across || 1
  const squares = Map.groupBy(points, ({ latitude, longitude }) =>
    [((longitude - west) * shrink) / side, (latitude - south) / side].map(Math.floor).join(' '),
  )
  return [...squares.values()]
    .map((members) => ({
      latitude: mean(members.map(({ latitude }) => latitude)),
      longitude: mean(members.map(({ longitude }) => longitude)),
      siteCount: members.length,
    }))
    .toSorted((a, b) => a.longitude - b.longitude || a.latitude - b.latitude)
}

function pointOf({ latitude, longitude }: SiteFacts): readonly Pick<SiteCluster, 'latitude' | 'longitude'>[] {
  return latitude === undefined || longitude === undefined ? [] : [{ latitude, longitude }]
}

/** Without spreading: there may be more than a call takes. */
function boundsOf(values: readonly number[]): readonly [least: number, most: number] {
  const [first = 0] = values
  return values.reduce<readonly [number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [first, first],
  )
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

import type { AreaBasis } from '../geography/placement-rows.ts'
import type { Gazetteer } from '../geography/gazetteer.ts'
import type { FeedState } from '../model/feed.ts'
import type { FeedReach } from './cell-state.ts'

/** A feed as coverage sees it: whose area it is, and how it stands. */
export interface CoveringFeed {
  readonly slug: string
  readonly name: string
  /** Codes of the publisher's own areas, as configured. */
  readonly areas: readonly string[]
  readonly scope?: string
  readonly state: FeedState
  /** Of its records, held in full; absent where it has none. */
  readonly detailedShare?: number
}

/** How a feed's own area lies to an area. */
export type FeedPosition = 'HOLDS' | 'SAME' | 'INSIDE' | 'APART'

/** Whether figures may rest on the feed: the whole of its list was read. */
function isReady({ state }: Pick<CoveringFeed, 'state'>): boolean {
  return state === 'FRESH' || state === 'STALE'
}

/** SAME: one of its areas is the area; HOLDS: one contains it; INSIDE: one lies in it; APART: none of these. */
export function positionOf(feed: Pick<CoveringFeed, 'areas'>, area: string, gazetteer: Gazetteer): FeedPosition {
  const own = feed.areas.flatMap((code) => gazetteer.findCurrent(code).map((current) => current.area.code))
  if (own.includes(area)) return 'SAME'
  const above = gazetteer.ancestorsOf(area)
  if (own.some((code) => above.includes(code))) return 'HOLDS'
  return own.some((code) => gazetteer.ancestorsOf(code).includes(area)) ? 'INSIDE' : 'APART'
}

/**
 * How much of an area the areas of ready feeds hold. WHOLE: one is or contains it, or all areas directly below it are
 * held; PART: some lie in it; NONE: nothing does, so nothing is known. Under PUBLISHER a wider feed does not count, as it
 * places its services in none of the parts (docs/figures.md 2.2).
 */
export function reachOf(
  area: string,
  feeds: readonly CoveringFeed[],
  gazetteer: Gazetteer,
  basis: AreaBasis,
): FeedReach {
  const positions = new Set(feeds.filter(isReady).map((feed) => positionOf(feed, area, gazetteer)))
  if (positions.has('SAME') || (basis !== 'PUBLISHER' && positions.has('HOLDS'))) return 'WHOLE'
  if (!positions.has('INSIDE')) return 'NONE'
  const below = gazetteer.childrenOf(area).filter(({ successors }) => successors.length === 0)
  return below.every(({ code }) => reachOf(code, feeds, gazetteer, basis) === 'WHOLE') ? 'WHOLE' : 'PART'
}

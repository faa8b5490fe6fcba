import type { AreaBasis } from '../geography/placement-rows.ts'
import type { Gazetteer } from '../geography/gazetteer.ts'
import type { FeedState } from '../model/feed.ts'
import type { FeedReach } from '../model/observation.ts'
import { memo } from './once.ts'

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
export function isReady({ state }: Pick<CoveringFeed, 'state'>): boolean {
  return state === 'FRESH' || state === 'STALE'
}

/** SAME: one of its areas is the area; HOLDS: one contains it; INSIDE: one lies in it, or a part of one does; APART: none of these. */
export function positionOf(feed: Pick<CoveringFeed, 'areas'>, area: string, gazetteer: Gazetteer): FeedPosition {
  const own = feed.areas.flatMap((code) => gazetteer.findCurrent(code).map((current) => current.area.code))
  if (own.includes(area)) return 'SAME'
  const above = gazetteer.ancestorsOf(area)
  if (own.some((code) => above.includes(code))) return 'HOLDS'
  const isInside = own.some((code) => [...gazetteer.ancestorsOf(code), ...gazetteer.overlapsOf(code)].includes(area))
  return isInside ? 'INSIDE' : 'APART'
}

/** Codes of all areas that an area of any of the feeds is, holds, or lies in at least in part: of which it is not APART. */
export function coveredBy(feeds: readonly Pick<CoveringFeed, 'areas'>[], gazetteer: Gazetteer): ReadonlySet<string> {
  const covered = new Set<string>()
  for (const code of new Set(feeds.flatMap(({ areas }) => areas))) {
    for (const { area } of gazetteer.findCurrent(code)) {
      covered.add(area.code)
      const around = [gazetteer.ancestorsOf, gazetteer.descendantsOf, gazetteer.overlapsOf]
      for (const related of around) for (const other of related(area.code)) covered.add(other)
    }
  }
  return covered
}

/**
 * How much of an area the areas of ready feeds hold. WHOLE: one is it, or contains it and demonstrably lists its services
 * (`lists`), or all areas directly below it are held; PART: some lie in it, or one contains it of which that can't be said;
 * NONE: nothing does, so nothing is known. Under PUBLISHER a wider feed does not count, as it places its services in none of
 * the parts (docs/figures.md 2.2).
 */
export function reachOf(
  area: string,
  feeds: readonly CoveringFeed[],
  gazetteer: Gazetteer,
  basis: AreaBasis,
  lists: (feed: string, area: string) => boolean,
): FeedReach {
  const at = Map.groupBy(feeds.filter(isReady), (feed) => positionOf(feed, area, gazetteer))
  if (at.has('SAME')) return 'WHOLE'
  const wider = basis === 'PUBLISHER' ? [] : (at.get('HOLDS') ?? [])
  if (wider.some(({ slug }) => lists(slug, area))) return 'WHOLE'
  if (!at.has('INSIDE')) return wider.length > 0 ? 'PART' : 'NONE'
  const below = gazetteer.childrenOf(area).filter(({ successors }) => successors.length === 0)
  const isHeld = memo((code: string) => reachOf(code, feeds, gazetteer, basis, lists) === 'WHOLE')
  const outside = new Set([area, ...gazetteer.ancestorsOf(area)])
  // A ward of a district that lies in this area only in part is held where the whole district is.
  const districtsOf = (code: string): readonly string[] =>
    gazetteer.ancestorsOf(code).filter((each) => gazetteer.find(each)?.type === 'DISTRICT' && !outside.has(each))
  const isWhole = below.length > 0 && below.every(({ code }) => isHeld(code) || districtsOf(code).some(isHeld))
  return isWhole ? 'WHOLE' : 'PART'
}

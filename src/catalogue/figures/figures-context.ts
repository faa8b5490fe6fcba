import type { SmallAreaLookup } from '../../geography/create-small-area-lookup.ts'
import type { SmallArea } from '../../geography/read-small-areas.ts'
import type { AreaRows } from '../areas/area-rows.ts'
import { type AreaBasis, AVAILABLE_BY } from '../../geography/placement-rows.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf } from '../../store/row.ts'
import type { SearchContext } from '../search/search-context.ts'
import type { AreaGroup, AreaWithUnplaced, TermGroup } from './figures-reader.ts'
import type { EvidenceBasis } from './record-facts.ts'

/** What the folder works with. */
export interface FiguresContext {
  readonly store: ReaderStore
  readonly search: SearchContext
  readonly areas: AreaRows
  /** Slugs by the row numbers of feeds. */
  slugOf(fid: number): string
  /** Codes of a feed's own areas, as configured. */
  feedAreas(fid: number): readonly string[]
  smallAreas(): readonly SmallArea[]
  smallAreaLookup(): SmallAreaLookup
  /** Equal version: areas lie in each other alike. */
  geographyVersion(): string
}

/** The position of a group of areas, a number under which services of it are held, and the feed of which alone they count where nothing places them nearer. */
export type AreaPair = readonly [group: number, aid: number, onlyUnplacedOf?: number]

/** The rows of `service_area` and `cell` in which to find the services of each group of areas. */
export function areaPairs(
  { areas, search }: FiguresContext,
  groups: readonly (AreaGroup | AreaWithUnplaced)[],
): readonly AreaPair[] {
  const aidsOf = (codes: AreaGroup) => new Set(codes.flatMap((code) => areas.aidsFor(code)))
  return groups.flatMap((group, at): AreaPair[] => {
    const { codes, unplaced } = isOfAreasOnly(group) ? { codes: group, unplaced: [] } : group
    const own = [...aidsOf(codes)].map((aid) => [at, aid] as const)
    const published = unplaced.flatMap(({ feed, areas: around }): AreaPair[] => {
      const fid = search.feedId(feed)
      return fid === undefined ? [] : [...aidsOf(around)].map((aid) => [at, aid, fid] as const)
    })
    return [...own, ...published]
  })
}

/** Whether a group is of areas and nothing else. */
export function isOfAreasOnly(group: AreaGroup | AreaWithUnplaced): group is AreaGroup {
  return !('codes' in group)
}

/** By what evidence a record `s` counts, as a position in `AVAILABLE_BY`. */
export function evidenceSql(basis: AreaBasis): string {
  return basis === 'AVAILABLE' ? 's.available' : String(AVAILABLE_BY.indexOf(basis))
}

/** The evidence at that position. */
export function evidenceAt(position: number): EvidenceBasis {
  return AVAILABLE_BY[position] ?? 'PUBLISHER'
}

/** Numbers of what a group names: of terms, 0 for any, and of schemes below 0. What nobody knows any more has none. */
export function groupNumbers({ search, store }: FiguresContext, group: TermGroup): readonly number[] {
  if (group === 'ANY_TERM') return [0]
  if ('schemes' in group) {
    const rows = store.all(
      'SELECT xid FROM scheme WHERE key IN (SELECT value FROM json_each(?))',
      JSON.stringify(group.schemes),
    )
    return rows.map((row) => -numberOf(row, 'xid'))
  }
  return group.flatMap((uri) => search.termId(uri) ?? [])
}

/** A number of a row that a count left null counts 0. */
export function countOf(row: Parameters<typeof numberOf>[0], column: string): number {
  return row[column] === null ? 0 : numberOf(row, column)
}

import type { SmallArea } from '../../geography/read-small-areas.ts'
import type { AreaBasis } from '../../geography/placement-rows.ts'
import type { AreaRows } from '../places/area-rows.ts'
import { AVAILABLE_BY } from '../places/stored-placement.ts'
import type { ReaderStore } from '../read/reader-store.ts'
import { numberOf } from '../row.ts'
import type { SearchContext } from '../search/search-context.ts'
import type { AreaGroup } from './figures-reader.ts'
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
  /** Equal version: areas lie in each other alike. */
  geographyVersion(): string
}

/** The rows of `service_area` and `cell` in which to find the services of each group of areas, as JSON [[group, aid], …]. */
export function areaPairs({ areas }: FiguresContext, groups: readonly AreaGroup[]): string {
  const pairs = groups.flatMap((codes, group) =>
    [...new Set(codes.flatMap((code) => areas.aidsFor(code)))].map((aid) => [group, aid]),
  )
  return JSON.stringify(pairs)
}

/** By what evidence a record `s` counts, as a position in `AVAILABLE_BY`. */
export function evidenceSql(basis: AreaBasis): string {
  return basis === 'AVAILABLE' ? 's.available' : String(AVAILABLE_BY.indexOf(basis))
}

/** The evidence at that position. */
export function evidenceAt(position: number): EvidenceBasis {
  return AVAILABLE_BY[position] ?? 'PUBLISHER'
}

/** Numbers of the terms named. URIs that nobody knows any more have none. */
export function termRows({ search }: FiguresContext, uris: readonly string[]): readonly number[] {
  return uris.flatMap((uri) => search.termId(uri) ?? [])
}

/** A number of a row that a count left null counts 0. */
export function countOf(row: Parameters<typeof numberOf>[0], column: string): number {
  return row[column] === null ? 0 : numberOf(row, column)
}

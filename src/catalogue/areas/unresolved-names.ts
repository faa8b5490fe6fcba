import type { AreaResolution } from '../../geography/resolve-service-area.ts'
import { type DeclaredArea, rankUnresolved, type UnresolvedName } from '../../geography/rank-unresolved.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf, type Row } from '../../store/row.ts'
import { eachRange, type Steps } from '../steps.ts'

/** What active services declared for areas that no gazetteer knows, by the slug of their feed. */
export type UnresolvedAreas = ReadonlyMap<string, readonly DeclaredArea[]>

/** Reads them out of the catalogue. */
export function* readUnresolvedAreas(store: Pick<ReaderStore, 'all'>): Steps<UnresolvedAreas> {
  const [last = {}] = store.all('SELECT coalesce(max(sid), 0) AS sid FROM unresolved_area')
  const found = new Map<string, DeclaredArea[]>()
  yield* eachRange(numberOf(last, 'sid'), (from, to) => {
    const rows = store.all(
      `SELECT f.slug, u.name, u.resolution, u.candidates FROM unresolved_area u JOIN service s USING (sid) JOIN feed f USING (fid)
       WHERE u.sid BETWEEN ? AND ? AND s.active = 1`,
      from,
      to,
    )
    for (const row of rows) {
      const declared = readDeclared(row)
      const own = found.get(declared.feed)
      if (own === undefined) found.set(declared.feed, [declared])
      else own.push(declared)
    }
  })
  return found
}

function readDeclared(row: Row): DeclaredArea {
  return {
    feed: textOf(row, 'slug'),
    area: {
      // The column was written from a resolution.
      resolution: textOf(row, 'resolution') as AreaResolution,
      unresolvedName: textOf(row, 'name'),
      candidates: textOf(row, 'candidates').split(' ').filter(Boolean),
    },
  }
}

/** Their names, most frequent first; of one feed, or of all where no slug is given. */
export function unresolvedNames(areas: UnresolvedAreas, slug?: string): readonly UnresolvedName[] {
  return rankUnresolved(slug === undefined ? [...areas.values()].flat() : (areas.get(slug) ?? []))
}

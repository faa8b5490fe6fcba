import type { AreaResolution } from '../../geography/resolve-service-area.ts'
import { rankUnresolved, type UnresolvedName } from '../../geography/rank-unresolved.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { textOf } from '../../store/row.ts'

/** Names of service areas that could not be resolved, most frequent first; of one feed, or of all where no slug is given. */
export function unresolvedNames(store: Pick<ReaderStore, 'all'>, slug?: string): readonly UnresolvedName[] {
  const rows = store.all(
    `SELECT f.slug, u.name, u.resolution, u.candidates FROM unresolved_area u JOIN service s USING (sid) JOIN feed f USING (fid)
     WHERE s.active = 1 AND (?1 IS NULL OR f.slug = ?1)`,
    slug ?? null,
  )
  return rankUnresolved(
    rows.map((row) => ({
      feed: textOf(row, 'slug'),
      area: {
        // The column was written from a resolution.
        resolution: textOf(row, 'resolution') as AreaResolution,
        unresolvedName: textOf(row, 'name'),
        candidates: textOf(row, 'candidates').split(' ').filter(Boolean),
      },
    })),
  )
}

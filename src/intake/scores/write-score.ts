// quality: the score of each record, kept beside it so that services can be filtered and ordered by it.
// What a score means is the room quality's to say; this folder must not know it, nor of GraphQL.
import { scoreQuality } from '../../quality/score-quality.ts'
import type { Quality } from '../../model/quality.ts'
import type { WholeService } from '../../store/whole-service.ts'
import { BASIS_BITS } from '../../geography/area-bits.ts'
import { issueOf } from '../../store/issue-row.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** A service to be scored, with its organization and places nested. */
type ScoredService = Pick<WholeService, 'sid' | 'service'>

/** Scores services whose rows, terms, areas and issues are written, as of `at` (RFC 3339). Whether any score is another than it was. */
export function writeScores(store: WriterStore, services: readonly ScoredService[], at: string): boolean {
  const qualities = scoreServices(store, services, at)
  return services.filter(({ sid }, index) => writeQuality(store, sid, qualities[index])).length > 0
}

function writeQuality(store: WriterStore, sid: number, quality: Quality | undefined): boolean {
  if (quality === undefined) return false
  writeComponents(store, sid, quality)
  return (
    store.get('UPDATE service SET quality = ?1 WHERE sid = ?2 AND quality <> ?1 RETURNING sid', quality.score, sid) !==
    undefined
  )
}

/** What the score in a service's row is made of. */
export function writeComponents(store: WriterStore, sid: number, quality: Quality): void {
  store.run(
    'INSERT OR REPLACE INTO service_score (sid, richness, freshness, findability, validity) VALUES (?, ?, ?, ?, ?)',
    sid,
    quality.richness,
    quality.freshness,
    quality.findability,
    quality.validity,
  )
}

const KNOWN = `SELECT value AS sid,
  EXISTS (SELECT 1 FROM service_term st JOIN term t USING (tid) JOIN scheme x USING (xid) WHERE st.sid = value AND x.shared = 1) AS mapped,
  EXISTS (SELECT 1 FROM service_area a WHERE a.sid = value AND (a.bases & ${BASIS_BITS.SERVES}) <> 0) AS resolved
  FROM json_each(?)`

/** The quality of records by all that is held of them, as of `at` (RFC 3339); in the order given. */
export function scoreServices(
  store: Pick<ReaderStore, 'all'>,
  services: readonly ScoredService[],
  at: string,
): readonly Quality[] {
  const sids = JSON.stringify(services.map(({ sid }) => sid))
  const knownOf = new Map(store.all(KNOWN, sids).map((row) => [numberOf(row, 'sid'), row]))
  const issues = store.all('SELECT * FROM issue WHERE sid IN (SELECT value FROM json_each(?))', sids)
  const issuesOf = Map.groupBy(issues, (row) => numberOf(row, 'sid'))
  return services.map(({ sid, service }) =>
    scoreQuality(service, {
      now: new Date(at),
      hasMappedTerm: knownOf.get(sid)?.['mapped'] === 1,
      hasResolvedArea: knownOf.get(sid)?.['resolved'] === 1,
      readingIssues: (issuesOf.get(sid) ?? []).map(issueOf),
    }),
  )
}

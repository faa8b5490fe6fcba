// scores: the score of each record, kept beside it so that services can be filtered and ordered by it.
// What a score means is the room quality's to say; this folder must not know it, nor of GraphQL.
import { BASIS_BITS } from '../../geography/area-bits.ts'
import type { Quality } from '../../model/quality.ts'
import { scoreQuality } from '../../quality/score-quality.ts'
import { issueOf } from '../../store/issue-row.ts'
import { packRepeated } from '../../store/packed.ts'
import { numberOf, textOf } from '../../store/row.ts'
import { readWholeServices, type WholeService } from '../../store/whole-service.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** A service to be scored, with its organization and places nested. */
type ScoredService = Pick<WholeService, 'sid' | 'service'>

/** Scores services whose rows, terms, areas and issues are written, as of `at` (RFC 3339). Whether any score is another than it was. */
export function writeScores(store: WriterStore, services: readonly ScoredService[], at: string): boolean {
  const sids = services.map(({ sid }) => sid)
  const known = createKnown(store, sids)
  const rows = store.all(`${PART_HASHES} WHERE s.sid IN (SELECT value FROM json_each(?))`, JSON.stringify(sids))
  const partHashes = new Map(rows.map((row) => [numberOf(row, 'sid'), textOf(row, 'held')]))
  let isAnyChanged = false
  for (const { sid, service } of services) {
    const quality = scoreQuality(service, { now: new Date(at), ...known(sid) })
    writeComponents(store, sid, quality, partHashes.get(sid) ?? '')
    const sql = 'UPDATE service SET quality = ?1 WHERE sid = ?2 AND quality <> ?1'
    if (store.changeRows(sql, quality.score, sid) > 0) isAnyChanged = true
  }
  return isAnyChanged
}

/** The same of those services only whose organization or places are held otherwise than they were scored with: another record may state more of them. */
export function writeChangedScores(store: WriterStore, uids: readonly string[], at: string): boolean {
  const rows = store.all(`${PART_HASHES} WHERE s.uid IN (SELECT value FROM json_each(?))`, JSON.stringify(uids))
  const changed = rows.filter((row) => textOf(row, 'held') !== textOf(row, 'scored')).map((row) => textOf(row, 'uid'))
  return changed.length > 0 && writeScores(store, readWholeServices(store, changed), at)
}

/** What the score in a service's row is made of and lowered by; `partHashes` are of the organization and places it was scored with, in order, in one text. */
export function writeComponents(store: WriterStore, sid: number, quality: Quality, partHashes: string): void {
  const { richness, richnessOruk, freshness, findability, validity, version, issues } = quality
  store.run(
    `INSERT OR REPLACE INTO service_score (sid, richness, richness_oruk, freshness, findability, validity, version, issues, part_hashes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    sid,
    richness,
    richnessOruk,
    freshness,
    findability,
    validity,
    version,
    packRepeated(issues, 'PENALTIES'),
    partHashes,
  )
}

const PART_HASHES = `SELECT s.sid, s.uid, c.part_hashes AS scored, coalesce(o.hash, '') || coalesce((SELECT group_concat(p.hash, '' ORDER BY l.place)
    FROM service_location l JOIN location p USING (lid) WHERE l.sid = s.sid), '') AS held
  FROM service s JOIN service_score c USING (sid) LEFT JOIN organization o USING (oid)`

const KNOWN = `SELECT value AS sid,
  EXISTS (SELECT 1 FROM service_term st JOIN term t USING (tid) JOIN scheme x USING (xid) WHERE st.sid = value AND x.shared = 1) AS mapped,
  EXISTS (SELECT 1 FROM service_area a WHERE a.sid = value AND (a.bases & ${BASIS_BITS.SERVES}) <> 0) AS resolved
  FROM json_each(?)`

/** What scoring must know of each of these services besides the record. */
function createKnown(
  store: WriterStore,
  sids: readonly number[],
): (sid: number) => Omit<Parameters<typeof scoreQuality>[1], 'now'> {
  const named = JSON.stringify(sids)
  const knownOf = new Map(store.all(KNOWN, named).map((row) => [numberOf(row, 'sid'), row]))
  const issues = store.all('SELECT * FROM issue WHERE sid IN (SELECT value FROM json_each(?))', named)
  const issuesOf = Map.groupBy(issues, (row) => numberOf(row, 'sid'))
  return (sid) => ({
    hasMappedTerm: knownOf.get(sid)?.['mapped'] === 1,
    hasResolvedArea: knownOf.get(sid)?.['resolved'] === 1,
    readingIssues: (issuesOf.get(sid) ?? []).map(issueOf),
  })
}

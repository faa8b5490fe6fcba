import { present } from '../../model/present.ts'
import { issueOf } from '../../store/issue-row.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { maybeTextOf, numberOf } from '../../store/row.ts'
import type { FeedsReader, FeedIssue } from '../catalogue-reader.ts'

/** An issue of the feed ?1 for each of its terms whose broader terms led back to it, in the columns of the feed's other issues. */
const TERM_CYCLES = `SELECT (1 << 41) + (c.tid << 20) + (c.parent & 1048575), t.code, 'taxonomy_term', 'TERM_CYCLE', 'WARNING', 'parent',
    'This term stands under one that stands under it; the link that closes the circle is left out.', t.name || ' under ' || p.name
  FROM term_cut c JOIN term_feed f ON f.tid = c.tid AND f.fid = ?1 JOIN term t ON t.tid = c.tid JOIN term p ON p.tid = c.parent`

/** Issues of the feed's list first, then of its records, then of its terms, each with a steady number to go on from. */
const ALL_ISSUES = `
  SELECT rowid AS id, origin_id, record_type, code, severity, path, message, sample FROM sweep_issue WHERE fid = ?1
  UNION ALL
  SELECT (1 << 40) + i.iid, substr(s.uid, instr(s.uid, '/') + 1), 'service', i.code, i.severity, i.path, i.message, i.sample
    FROM issue i JOIN service s ON s.sid = i.sid WHERE i.fid = ?1
  UNION ALL
  ${TERM_CYCLES}`

/** The defects of a feed that the query means, after the one of that number, with how many there are in all. */
export function listFeedIssues(
  store: ReaderStore,
  fid: number,
  { codes, severity }: Parameters<FeedsReader['feedIssues']>[1],
  first: number,
  afterId = 0,
): ReturnType<FeedsReader['feedIssues']> {
  const wanted =
    '(?2 IS NULL OR code IN (SELECT value FROM json_each(?2))) AND (?3 IS NULL OR severity IN (SELECT value FROM json_each(?3)))'
  const values = [
    fid,
    codes === undefined ? null : JSON.stringify(codes),
    severity === undefined ? null : JSON.stringify(severity),
  ]
  const rows = store.all(
    `SELECT * FROM (${ALL_ISSUES}) WHERE id > ?4 AND ${wanted} ORDER BY id LIMIT ?5`,
    ...values,
    afterId,
    first + 1,
  )
  const total = Number(store.get(`SELECT count(*) AS n FROM (${ALL_ISSUES}) WHERE ${wanted}`, ...values)?.['n'])
  const issues = rows.slice(0, first).map((row): FeedIssue & { id: number } => {
    const [originId, recordType] = [maybeTextOf(row, 'origin_id'), maybeTextOf(row, 'record_type')]
    return {
      id: numberOf(row, 'id'),
      ...issueOf(row),
      ...present({ originId, recordType }),
    }
  })
  return { issues, total, hasNext: rows.length > first }
}

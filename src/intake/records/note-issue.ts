import type { RecordIssue } from '../../model/issue.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** Keeps what a sweep noticed outside the records it keeps; the same of the same record once, as last noticed. */
export function noteIssue(
  store: WriterStore,
  feed: { readonly fid: number; readonly sweep: number },
  { originId, issue }: { readonly originId?: string; readonly issue: RecordIssue },
  isSetAside: boolean,
): void {
  const noted = store.get(
    'UPDATE sweep_issue SET message = ?, sample = ? WHERE fid = ? AND sweep = ? AND origin_id IS ? AND code = ? AND path = ? RETURNING 1',
    issue.message,
    issue.sample ?? null,
    feed.fid,
    feed.sweep,
    originId ?? null,
    issue.code,
    issue.path,
  )
  if (noted !== undefined) return
  store.run(
    'INSERT INTO sweep_issue (fid, sweep, origin_id, record_type, aside, code, severity, path, message, sample) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    feed.fid,
    feed.sweep,
    originId ?? null,
    'service',
    Number(isSetAside),
    issue.code,
    issue.severity,
    issue.path,
    issue.message,
    issue.sample ?? null,
  )
}

import { readUidsAfter } from '../clusters/match-store.ts'
import { readWholeServices } from '../../store/whole-service.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { writeScores } from './write-score.ts'

const SCORED_TOGETHER = 200
const META_KEY = 'scored'

/** How far a pass has come: every record up to that row number is scored as of that day (`YYYY-MM-DD`, UTC). */
interface Scored {
  readonly day: string
  /** Absent: all are. */
  readonly after?: number
}

/**
 * Scores records as of today where a day has passed since, because a score fades by the day: some at a time, whether there
 * are more. What is written meanwhile is scored as it is written.
 */
export function scoreAnew(store: WriterStore, at: string): boolean {
  const day = at.slice(0, 10)
  const scored = readScored(store)
  if (scored?.day === day && scored.after === undefined) return false
  const next = readUidsAfter(store, scored?.day === day ? (scored.after ?? 0) : 0, SCORED_TOGETHER)
  const isFirst = scored === undefined
  return store.transaction(() => {
    // Of a new catalogue every record was scored as it was written, this very day.
    if (next === undefined || isFirst) {
      writeScored(store, { day })
      return { visible: false, hasMore: false }
    }
    const visible = writeScores(store, readWholeServices(store, next.uids), at)
    writeScored(store, { day, after: next.last })
    return { visible, hasMore: true }
  }).hasMore
}

function readScored(store: WriterStore): Scored | undefined {
  const row = store.get('SELECT value FROM meta WHERE key = ?', META_KEY)
  return row === undefined ? undefined : JSON.parse(String(row['value']))
}

function writeScored(store: WriterStore, scored: Scored): void {
  store.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', META_KEY, JSON.stringify(scored))
}

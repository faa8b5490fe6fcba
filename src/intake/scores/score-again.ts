import { toLondon } from '../../model/london-time.ts'
import { readUidsAfter } from '../clusters/match-store.ts'
import { RULE_VERSIONS } from '../../model/rule-versions.ts'
import type { Reprocessing } from '../../model/reprocessing.ts'
import { SCORED_KEY, type Scored } from '../../store/reprocessing-state.ts'
import { readWholeServices } from '../../store/whole-service.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { writeFactsOfDay } from './facts-of-day.ts'
import { writeScores } from './write-score.ts'

const SCORED_TOGETHER = 200

/**
 * Scores records as of today and by the present rules where a day has passed since, because a score fades by the day and
 * prices begin and end, or the rules are others: some at a time, whether there are more. What is written meanwhile is judged
 * as it is written.
 */
export function scoreAgain(store: WriterStore, at: string): boolean {
  const now = { day: toLondon(Date.parse(at)).date, version: RULE_VERSIONS.scoring }
  const scored = readScored(store)
  const isUnderWay = scored?.day === now.day && scored.version === now.version
  if (isUnderWay && scored.after === undefined) return false
  const next = readUidsAfter(store, isUnderWay ? (scored.after ?? 0) : 0, SCORED_TOGETHER)
  return store.transaction(() => {
    // Of a new catalogue every record was scored as it was written, this very day.
    if (next === undefined || scored === undefined) {
      writeScored(store, now)
      return { visible: scored?.progress !== undefined, hasMore: false }
    }
    const services = readWholeServices(store, next.uids)
    const isScored = writeScores(store, services, at)
    const isChanged = writeFactsOfDay(store, services, now.day) || isScored
    const progress = progressOf(store, scored, next.uids.length, isUnderWay)
    writeScored(store, { ...now, after: next.last, ...(progress === undefined ? {} : { progress }) })
    return { visible: isChanged || progress !== undefined, hasMore: true }
  }).hasMore
}

/** Undefined where a day has passed and nothing else. */
function progressOf(store: WriterStore, scored: Scored, count: number, isUnderWay: boolean): Reprocessing | undefined {
  if (isUnderWay) return scored.progress && { ...scored.progress, done: scored.progress.done + count }
  if (scored.version === RULE_VERSIONS.scoring && scored.progress === undefined) return undefined
  const total = Number(store.get('SELECT count(*) AS n FROM service')?.['n'])
  return { rules: ['SCORING'], done: count, total }
}

function readScored(store: WriterStore): Scored | undefined {
  const row = store.get('SELECT value FROM meta WHERE key = ?', SCORED_KEY)
  return row === undefined ? undefined : JSON.parse(String(row['value']))
}

function writeScored(store: WriterStore, scored: Scored): void {
  store.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', SCORED_KEY, JSON.stringify(scored))
}

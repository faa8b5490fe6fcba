import type { Reprocessing } from '../../model/reprocessing.ts'
import { RULE_VERSIONS } from '../../model/rule-versions.ts'
import { MATCHING_KEY } from '../../store/reprocessing-state.ts'
import { textOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** The key in `meta` that says by which version of the rules the clusters there are were made. */
const MATCHED_UNDER = 'matched_under'

/**
 * Has all services matched again where they were matched by other rules: a portion at a time, and every cluster stands until
 * its own portion is judged.
 */
export function noteMatchingRules(store: WriterStore): void {
  const held = store.get('SELECT value FROM meta WHERE key = ?', MATCHED_UNDER)
  if (held !== undefined && textOf(held, 'value') === RULE_VERSIONS.matching) return
  store.transaction(() => {
    store.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', MATCHED_UNDER, RULE_VERSIONS.matching)
    const isMatched = store.get('SELECT 1 FROM match_pair UNION ALL SELECT 1 FROM cluster LIMIT 1') !== undefined
    // Of a new catalogue nothing was matched by any rules.
    if (!isMatched) return { visible: false }
    store.run('INSERT OR IGNORE INTO unmatched SELECT uid FROM service')
    writeProgress(store, Number(store.get('SELECT count(*) AS n FROM service')?.['n']))
    return { visible: true }
  })
}

/** Keeps how far matching by other rules has come, in the transaction under way; whether it is under way. */
export function noteMatched(store: WriterStore): boolean {
  const row = store.get('SELECT value FROM meta WHERE key = ?', MATCHING_KEY)
  if (row === undefined) return false
  const { total }: Reprocessing = JSON.parse(textOf(row, 'value'))
  writeProgress(store, total)
  return true
}

/** What is written meanwhile is matched in the same pass, so it ends when nothing is left to match. */
function writeProgress(store: WriterStore, total: number): void {
  const left = Number(store.get('SELECT count(*) AS n FROM unmatched')?.['n'])
  if (left === 0) return void store.run('DELETE FROM meta WHERE key = ?', MATCHING_KEY)
  const progress: Reprocessing = { rules: ['MATCHING'], done: Math.max(0, total - left), total }
  store.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', MATCHING_KEY, JSON.stringify(progress))
}

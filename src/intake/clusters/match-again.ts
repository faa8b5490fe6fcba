import { MATCHED_UNDER_KEY, MATCHING_KEY, type Rematching } from '../../store/reprocessing-state.ts'
import { RULE_VERSIONS } from '../../model/rule-versions.ts'
import { numberOf, textOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { clearOtherSide, readLiveSide, turnSides } from './stored-pairs.ts'

/** The key in `meta` that says that clusters are found again of which the pairs are not held: what moves is no change of the world. */
const FOUND_AGAIN = 'clusters_found_again'

/**
 * Has all services matched again beside what stands where they were matched by other rules, from the beginning where that was
 * begun by others still. Whether there is more to do before anything can be matched.
 */
export function noteMatchingRules(store: WriterStore): boolean {
  const { matching: version } = RULE_VERSIONS
  const isMadeByThem = readMeta(store, MATCHED_UNDER_KEY) === version
  const begun = readRematching(store)
  if (!isMadeByThem && begun?.version === version) return false
  // What was judged beside, by rules that are no longer wanted, or stood before.
  if (clearOtherSide(store)) return true
  const isJudged = store.get('SELECT 1 FROM match_pair WHERE side = ? LIMIT 1', readLiveSide(store)) !== undefined
  if (isMadeByThem && begun === undefined) {
    if (!isJudged) noteFoundAgain(store)
    return false
  }
  store.transaction(() => {
    store.run('DELETE FROM draft_cluster')
    dropMeta(store, MATCHING_KEY)
    // Where nothing is judged, all is yet to be, by whichever rules are the present ones.
    if (isMadeByThem || !isJudged) writeMeta(store, MATCHED_UNDER_KEY, version)
    else writeRematching(store, { rules: ['MATCHING'], done: 0, total: countServices(store), version, after: '' })
    return { visible: true }
  })
  return true
}

/** Clusters whose pairs went with the tables that they were in. */
function noteFoundAgain(store: WriterStore): void {
  if (areMovesOurs(store)) return
  const isLost =
    store.get('SELECT 1 FROM cluster LIMIT 1') !== undefined &&
    store.get('SELECT 1 FROM unmatched LIMIT 1') !== undefined
  if (isLost) writeMeta(store, FOUND_AGAIN, '1')
}

/** Whether records that join or part now do so because all are matched again, not because of what a publisher changed. */
export function areMovesOurs(store: WriterStore): boolean {
  return readMeta(store, FOUND_AGAIN) !== undefined
}

/** Notes that nothing is left unmatched, in the transaction under way. */
export function noteAllMatched(store: WriterStore): void {
  dropMeta(store, FOUND_AGAIN)
}

/** How far matching by other rules has come; undefined where it is not under way. */
export function readRematching(store: WriterStore): Rematching | undefined {
  const held = readMeta(store, MATCHING_KEY)
  return held === undefined ? undefined : JSON.parse(held)
}

/** Keeps how far it has come, in the transaction under way. */
export function writeRematching(store: WriterStore, progress: Rematching): void {
  writeMeta(store, MATCHING_KEY, JSON.stringify(progress))
}

/** Notes that what was judged beside stands from here on, in the transaction under way. */
export function endRematching(store: WriterStore): void {
  turnSides(store)
  store.run('DELETE FROM draft_cluster')
  writeMeta(store, MATCHED_UNDER_KEY, RULE_VERSIONS.matching)
  dropMeta(store, MATCHING_KEY)
}

/** Services after that uid, in order. */
export function readUidsFrom(store: WriterStore, after: string, limit: number): readonly string[] {
  return store
    .all('SELECT uid FROM service WHERE uid > ? ORDER BY uid LIMIT ?', after, limit)
    .map((row) => textOf(row, 'uid'))
}

function countServices(store: WriterStore): number {
  return numberOf(store.get('SELECT count(*) AS n FROM service') ?? {}, 'n')
}

function readMeta(store: WriterStore, key: string): string | undefined {
  const row = store.get('SELECT value FROM meta WHERE key = ?', key)
  return row && textOf(row, 'value')
}

function writeMeta(store: WriterStore, key: string, value: string): void {
  store.run('INSERT OR REPLACE INTO meta VALUES (?, ?)', key, value)
}

function dropMeta(store: WriterStore, key: string): void {
  store.run('DELETE FROM meta WHERE key = ?', key)
}

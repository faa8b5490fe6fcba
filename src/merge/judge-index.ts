import { findCandidates } from './match-index.ts'
import type { BlockLimit, MatchIndex } from './match-index.ts'
import type { MatchRecord } from './match-record.ts'
import { judgeRelated } from './judge-pair.ts'
import type { PairJudgement } from './judge-pair.ts'

/** How records are judged. */
export interface Judging {
  /** Hears of blocks not used whole. */
  readonly onLimit?: ((limit: BlockLimit) => void) | undefined
  /** Whether a record's own turn is still to come, in which its pairs with all others are judged. */
  readonly isWaiting?: ((key: string) => boolean) | undefined
}

/** Every related pair among all records, each once, in the order of the records. */
export function* judgeAll(
  index: MatchIndex & { readonly records: ReadonlyMap<string, MatchRecord> },
): Generator<PairJudgement> {
  yield* judgeRecords(index, index.records.keys())
}

/**
 * Every related pair that has at least one of these records, each once, merged, to be reviewed, or related; keys that are not
 * in the index have none.
 */
export function* judgeRecords(
  index: MatchIndex,
  keys: Iterable<string>,
  { onLimit, isWaiting }: Judging = {},
): Generator<PairJudgement> {
  const done = new Set<string>()
  for (const key of keys) {
    const record = index.find(key)
    if (record === undefined || done.has(key)) continue
    for (const candidate of findCandidates(index, record, onLimit)) {
      if (done.has(candidate) || isWaiting?.(candidate) === true) continue
      const other = index.find(candidate)
      if (other === undefined) continue
      const pair = judgeRelated(record, other, index.corpus)
      if (pair !== undefined) yield pair
    }
    done.add(key)
  }
}

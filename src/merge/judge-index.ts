import { findCandidates } from './match-index.ts'
import type { BlockLimit, MatchIndex } from './match-index.ts'
import { judgePair } from './judge-pair.ts'
import type { PairJudgement } from './judge-pair.ts'

/** True for judgements worth keeping: merged, to be reviewed, or related. */
function isRelated(pair: PairJudgement): boolean {
  return pair.relation !== undefined
}

/** Every related pair among all records, each once, in the order of the records. */
export function* judgeAll(index: MatchIndex, onLimit?: (limit: BlockLimit) => void): Generator<PairJudgement> {
  yield* judgeRecords(index, index.records.keys(), onLimit)
}

/** Every related pair that has at least one of these records, each once; keys that are not in the index have none. */
export function* judgeRecords(
  index: MatchIndex,
  keys: Iterable<string>,
  onLimit?: (limit: BlockLimit) => void,
): Generator<PairJudgement> {
  const done = new Set<string>()
  for (const key of keys) {
    const record = index.records.get(key)
    if (record === undefined || done.has(key)) continue
    for (const candidate of findCandidates(index, record, onLimit)) {
      const other = index.records.get(candidate)
      if (other === undefined || done.has(candidate)) continue
      const pair = judgePair(record, other, index.corpus)
      if (isRelated(pair)) yield pair
    }
    done.add(key)
  }
}

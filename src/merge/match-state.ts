import type { Cluster } from './cluster-history.ts'
import type { Decisions } from './decisions.ts'
import { judgePair } from './judge-pair.ts'
import type { PairJudgement } from './judge-pair.ts'
import type { MatchIndex } from './match-index.ts'

/** What matching goes on with of a judgement made before. */
export type KeptPair = Pick<PairJudgement, 'tier' | 'score' | 'withinFeed' | 'vetoed'>

/** Judgements on pairs that are merged, to be reviewed or related, wherever they are kept. */
export interface KeptPairs {
  /** Other record → their judgement. */
  of(key: string): ReadonlyMap<string, KeptPair>
  find(a: string, b: string): KeptPair | undefined
  /** Keeps a judgement, in place of the one there was. */
  keep(pair: PairJudgement): void
  forget(a: string, b: string): void
}

/** Clusters by their members, wherever they are kept. */
export interface KeptClusters {
  /** Undefined for a record alone. */
  of(member: string): Cluster | undefined
  /** Members of the first are in no cluster then, unless they are in one of the second. */
  replace(before: Iterable<Cluster>, after: readonly Cluster[]): void
}

/** Everything matching knows now: changed only by `applyChanges`, `judgeAgain` and `applyDecisions`. */
export interface MatchState {
  readonly index: MatchIndex
  readonly pairs: KeptPairs
  readonly clusters: KeptClusters
  decisions: Decisions
}

/** The judgement on two records of the index, kept or made now; throws where either is not in it. */
export function judgeKeys(state: MatchState, a: string, b: string): KeptPair {
  return state.pairs.find(a, b) ?? judgeNow(state.index, a, b)
}

/** The judgement on two records of the index, made now; throws where either is not in it. */
export function judgeNow(index: MatchIndex, a: string, b: string): PairJudgement {
  const [left, right] = [index.find(a), index.find(b)]
  if (left === undefined || right === undefined) throw new Error(`no record ${left === undefined ? a : b} in the index`)
  return judgePair(left, right, index.corpus)
}

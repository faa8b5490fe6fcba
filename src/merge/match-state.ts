import type { Cluster } from './cluster-history.ts'
import type { Decisions } from './decisions.ts'
import { judgePair } from './judge-pair.ts'
import type { PairJudgement } from './judge-pair.ts'
import { createMatchIndex } from './match-index.ts'
import type { MatchIndex } from './match-index.ts'
import type { MatchRecord } from './match-record.ts'

/** Everything matching knows now: plain Maps, changed only by `applyChanges` and `applyDecisions`. */
export interface MatchState {
  readonly index: MatchIndex
  /** Record → other record → their judgement, for pairs that are merged, to be reviewed or related. */
  readonly pairs: Map<string, Map<string, PairJudgement>>
  /** Record → its cluster; a record alone has none. */
  readonly clusters: Map<string, Cluster>
  decisions: Decisions
}

export function createMatchState(decisions: Decisions = new Map()): MatchState {
  return { index: createMatchIndex(), pairs: new Map(), clusters: new Map(), decisions }
}

/** The state as it was, from what deltas said and the catalogue kept: nothing is scored again. */
export function restoreMatchState(kept: {
  readonly records: Iterable<MatchRecord>
  readonly pairs: Iterable<PairJudgement>
  readonly clusters: Iterable<Cluster>
  readonly decisions: Decisions
}): MatchState {
  const state: MatchState = { ...createMatchState(kept.decisions), index: createMatchIndex(kept.records) }
  for (const pair of kept.pairs) keepPair(state, pair)
  for (const cluster of kept.clusters) for (const member of cluster.members) state.clusters.set(member, cluster)
  return state
}

/** Keeps a judgement from both its ends, in place of the one there was. */
export function keepPair(state: MatchState, pair: PairJudgement): void {
  for (const [from, to] of [
    [pair.a, pair.b],
    [pair.b, pair.a],
  ] as const) {
    const known = state.pairs.get(from)
    if (known === undefined) state.pairs.set(from, new Map([[to, pair]]))
    else known.set(to, pair)
  }
}

/** The judgement on two records of the index, kept or made now; throws where either is not in it. */
export function judgeKeys(state: MatchState, a: string, b: string): PairJudgement {
  const known = state.pairs.get(a)?.get(b)
  if (known !== undefined) return known
  const left = state.index.records.get(a)
  const right = state.index.records.get(b)
  if (left === undefined || right === undefined) throw new Error(`no record ${left === undefined ? a : b} in the index`)
  return judgePair(left, right, state.index.corpus)
}

import type { Cluster } from './cluster-history.ts'
import type { Decisions } from './decisions.ts'
import type { PairJudgement } from './judge-pair.ts'
import type { KeptPair, MatchState } from './match-state.ts'
import type { MatchRecord } from './match-record.ts'
import { createMatchIndex, type MemoryIndex } from './memory-index.ts'

/** A state in plain Maps, for as many records as the heap holds. */
export interface MemoryState extends MatchState {
  readonly index: MemoryIndex
  /** Record → its cluster; a record alone has none. */
  readonly clusterOf: ReadonlyMap<string, Cluster>
}

/** The state of nothing, or as it was, from what deltas said and the catalogue kept: nothing is scored again. */
export function createMatchState(
  kept: {
    readonly records?: Iterable<MatchRecord>
    readonly pairs?: Iterable<PairJudgement>
    readonly clusters?: Iterable<Cluster>
    readonly decisions?: Decisions
  } = {},
): MemoryState {
  const known = new Map<string, Map<string, KeptPair>>()
  const clusterOf = new Map<string, Cluster>()
  const state: MemoryState = {
    index: createMatchIndex(kept.records),
    clusterOf,
    pairs: {
      of: (key) => known.get(key) ?? new Map(),
      find: (a, b) => known.get(a)?.get(b),
      keep(pair) {
        for (const [from, to] of [
          [pair.a, pair.b],
          [pair.b, pair.a],
        ] as const) {
          const others = known.get(from)
          if (others === undefined) known.set(from, new Map([[to, pair]]))
          else others.set(to, pair)
        }
      },
      forget(a, b) {
        known.get(a)?.delete(b)
        known.get(b)?.delete(a)
      },
    },
    clusters: {
      of: (member) => clusterOf.get(member),
      replace(before, after) {
        for (const { members } of before) for (const member of members) clusterOf.delete(member)
        for (const cluster of after) for (const member of cluster.members) clusterOf.set(member, cluster)
      },
    },
    decisions: kept.decisions ?? new Map(),
  }
  for (const pair of kept.pairs ?? []) state.pairs.keep(pair)
  state.clusters.replace([], [...(kept.clusters ?? [])])
  return state
}

import type { Decisions } from './decisions.ts'
import type { PairJudgement } from './judge-pair.ts'
import { judgeRecords } from './judge-index.ts'
import { putRecord, removeRecord } from './match-index.ts'
import type { BlockLimit } from './match-index.ts'
import { pairKeyOf } from './match-record.ts'
import type { MatchRecord } from './match-record.ts'
import { judgeKeys, keepPair } from './match-state.ts'
import type { MatchState } from './match-state.ts'
import { regroup } from './regroup.ts'
import type { Regrouping } from './regroup.ts'

/** What a change did, for the catalogue to write: all of it, and nothing that stayed as it was. */
export interface MatchDelta extends Regrouping {
  /** New or judged again. */
  readonly pairs: readonly PairJudgement[]
  /** `pairKeyOf` keys of pairs that are no longer found. */
  readonly removedPairs: readonly string[]
}

export interface MatchChanges {
  /** New or changed records. */
  readonly put: readonly MatchRecord[]
  /** Keys of records that are gone. */
  readonly remove: readonly string[]
}

/**
 * Brings the state up to date and re-scores only the blocks of what changed. Counts of words and hosts move with every
 * record while pairs far from the change keep their scores: the same records from nothing may differ at a threshold,
 * so a build from nothing (a restart, a nightly pass) has the last word.
 */
export function applyChanges(
  state: MatchState,
  changes: MatchChanges,
  onLimit?: (limit: BlockLimit) => void,
): MatchDelta {
  const changed = new Set([...changes.remove, ...changes.put.map((record) => record.key)])
  const touched = new Set(changed)
  const removedPairs = forgetPairs(state, changed, touched)
  for (const key of changes.remove) removeRecord(state.index, key)
  for (const record of changes.put) putRecord(state.index, record)
  const found = [...judgeRecords(state.index, changed, onLimit)]
  for (const pair of found) keepPair(state, pair)
  const decided = judgeDecided(
    state,
    state.decisions,
    (a, b) => (changed.has(a) || changed.has(b)) && !state.pairs.get(a)?.has(b),
  )
  const pairs = [...found, ...decided]
  for (const pair of pairs) removedPairs.delete(pairKeyOf(pair.a, pair.b))
  return { pairs, removedPairs: [...removedPairs], ...regroup(state, touched) }
}

/**
 * Takes new decisions in place of the old and regroups the records that either speaks of. The delta's pairs are those whose
 * standing changed: what is decided is given even where nothing but the decision relates the two.
 */
export function applyDecisions(state: MatchState, decisions: Decisions): MatchDelta {
  const before = state.decisions
  const isOther = (key: string): boolean => before.get(key)?.relation !== decisions.get(key)?.relation
  const changed = [...before, ...decisions].filter(([key]) => isOther(key))
  state.decisions = decisions
  const pairs = judgeDecided(state, new Map(changed), () => true)
  const unrelated = pairs.filter((pair) => pair.relation === undefined && !decisions.has(pairKeyOf(pair.a, pair.b)))
  for (const { a, b } of unrelated) {
    state.pairs.get(a)?.delete(b)
    state.pairs.get(b)?.delete(a)
  }
  return {
    pairs: pairs.filter((pair) => !unrelated.includes(pair)),
    removedPairs: unrelated.map(({ a, b }) => pairKeyOf(a, b)),
    ...regroup(state, new Set(changed.flatMap(([, { a, b }]) => [a, b]))),
  }
}

/** Judges and keeps the pairs of decisions of which both records are there. */
function judgeDecided(
  state: MatchState,
  decisions: Decisions,
  isMeant: (a: string, b: string) => boolean,
): readonly PairJudgement[] {
  const { records } = state.index
  const meant = [...decisions.values()].filter(({ a, b }) => isMeant(a, b) && records.has(a) && records.has(b))
  const pairs = meant.map(({ a, b }) => judgeKeys(state, a, b))
  for (const pair of pairs) keepPair(state, pair)
  return pairs
}

function forgetPairs(state: MatchState, keys: ReadonlySet<string>, touched: Set<string>): Set<string> {
  const forgotten = new Set<string>()
  for (const key of keys) {
    for (const [other, pair] of state.pairs.get(key) ?? []) {
      forgotten.add(pairKeyOf(key, other))
      state.pairs.get(other)?.delete(key)
      if (pair.tier === 'AUTO') touched.add(other)
    }
    state.pairs.delete(key)
  }
  return forgotten
}

import type { Decisions } from './decisions.ts'
import type { PairJudgement } from './judge-pair.ts'
import { judgeRecords, type Judging } from './judge-index.ts'
import { pairKeyOf } from './match-record.ts'
import type { MatchRecord } from './match-record.ts'
import { judgeNow } from './match-state.ts'
import type { MatchState } from './match-state.ts'
import { regroup } from './regroup.ts'
import type { Regrouping } from './regroup.ts'

/** What a change did: all of it, and nothing that stayed as it was. */
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
export function applyChanges(state: MatchState, { put, remove }: MatchChanges, judging?: Judging): MatchDelta {
  for (const key of remove) state.index.remove(key)
  for (const record of put) state.index.put(record)
  return judgeAgain(state, [...remove, ...put.map((record) => record.key)], judging)
}

/** Judges the pairs of these records again, whose index is up to date, and forms their clusters; records that are gone have none. */
export function judgeAgain(state: MatchState, keys: readonly string[], judging?: Judging): MatchDelta {
  const changed = new Set(keys)
  const touched = new Set(changed)
  const outdated = new Map<string, readonly [string, string]>()
  const isWaiting = (key: string): boolean => !changed.has(key) && judging?.isWaiting?.(key) === true
  for (const key of changed) {
    for (const [other, pair] of state.pairs.of(key)) {
      if (pair.tier === 'AUTO') touched.add(other)
      // What is judged in the other's turn stands until then.
      if (!isWaiting(other)) outdated.set(pairKeyOf(key, other), [key, other])
    }
  }
  const found = [...judgeRecords(state.index, changed, { ...judging, isWaiting })]
  const isFound = new Set(found.map(({ a, b }) => pairKeyOf(a, b)))
  const isMeant = (a: string, b: string): boolean =>
    (changed.has(a) || changed.has(b)) && !isFound.has(pairKeyOf(a, b)) && !isWaiting(a) && !isWaiting(b)
  const pairs = [...found, ...judgeDecided(state, state.decisions, isMeant)]
  for (const pair of found) state.pairs.keep(pair)
  for (const { a, b } of pairs) outdated.delete(pairKeyOf(a, b))
  for (const [a, b] of outdated.values()) state.pairs.forget(a, b)
  return { pairs, removedPairs: [...outdated.keys()], ...regroup(state, touched) }
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
  for (const { a, b } of unrelated) state.pairs.forget(a, b)
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
  const isHeld = (key: string): boolean => state.index.find(key) !== undefined
  const meant = [...decisions.values()].filter(({ a, b }) => isMeant(a, b) && isHeld(a) && isHeld(b))
  const pairs = meant.map(({ a, b }) => judgeNow(state.index, a, b))
  for (const pair of pairs) state.pairs.keep(pair)
  return pairs
}

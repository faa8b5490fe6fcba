import { applyChanges, applyDecisions, type MatchDelta } from '../../merge/apply-changes.ts'
import { parseDecisions } from '../../merge/decisions.ts'
import { createMatchIndex, putRecord } from '../../merge/match-index.ts'
import type { MatchIndex } from '../../merge/match-index.ts'
import type { MatchFeed } from '../../merge/match-record.ts'
import { keepPair, restoreMatchState, type MatchState } from '../../merge/match-state.ts'
import { scoreAgain } from '../scores/score-again.ts'
import { writeChangedScores } from '../scores/write-score.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import {
  readAppliedDecisions,
  readClusters,
  readMatchRecords,
  readPairs,
  readUidsAfter,
  readUnmatched,
  toMatchRecords,
  writeAppliedDecisions,
} from './match-store.ts'
import { noteMatched, noteMatchingRules } from './match-again.ts'
import { noteStandings } from './rank-members.ts'
import { isOrganizationsNoted } from './note-unmatched.ts'
import { settleOrganizations } from './settle-organizations.ts'
import { readWholeServices } from '../../store/whole-service.ts'
import { writeDelta } from './write-delta.ts'

/** What settling goes by. */
export interface SettleOrder {
  /** RFC 3339: now. */
  readonly at: string
  readonly feeds: readonly MatchFeed[]
  /** The decisions file as it stands; empty where there is none. */
  readonly decisions: string
}

/** Records read, and records matched, in one step: each well under a second, so that pages and details get their turn. */
const READ_TOGETHER = 2_000
const MATCHED_TOGETHER = 250

/** What matching remembers between steps; read from the file when it is first needed. */
interface Memory {
  state: MatchState | undefined
  loading: { readonly index: MatchIndex; after: number } | undefined
  /** Unmatched records are in the index up to this uid: pairs are judged by the counts of all, not only of those before. */
  counted: string
}

/**
 * Brings clusters, organizations and scores up to date, a step at a time; true where there is more to do. What was written
 * stands whenever it is broken off: what is still unmatched is kept in the file.
 */
export function createSettling(store: WriterStore): (order: SettleOrder) => boolean {
  const memory: Memory = { state: undefined, loading: undefined, counted: '' }
  return (order) => {
    try {
      return settleStep(store, memory, order)
    } catch (error) {
      // The transaction did not happen: what was remembered of it is read again.
      memory.state = undefined
      throw error
    }
  }
}

function settleStep(store: WriterStore, memory: Memory, order: SettleOrder): boolean {
  noteStandings(store, order.feeds)
  noteMatchingRules(store)
  if (scoreAgain(store, order.at)) return true
  const isDecidedAgain = readAppliedDecisions(store) !== order.decisions
  const isMatched = readUnmatched(store, '', 1).length === 0
  if (isMatched && !isDecidedAgain) {
    if (!isOrganizationsNoted(store)) return false
    settleOrganizations(store, order.feeds)
    return true
  }
  const state = memory.state ?? loadStep(store, memory, order)
  if (state === undefined) return true
  if (isDecidedAgain) return decide(store, state, order)
  if (countStep(store, memory, state.index, order)) return true
  matchStep(store, state, order)
  if (readUnmatched(store, '', 1).length === 0) memory.counted = ''
  return true
}

/** Reads some more of the records; undefined until all are read. */
function loadStep(store: WriterStore, memory: Memory, { feeds }: SettleOrder): MatchState | undefined {
  const loading = (memory.loading ??= { index: createMatchIndex(), after: 0 })
  const next = readUidsAfter(store, loading.after, READ_TOGETHER)
  if (next !== undefined) {
    for (const record of readMatchRecords(store, next.uids, feeds)) putRecord(loading.index, record)
    loading.after = next.last
    return undefined
  }
  const { decisions } = parseDecisions(readAppliedDecisions(store))
  const kept = { records: [], pairs: readPairs(store), clusters: readClusters(store), decisions }
  memory.state = { ...restoreMatchState(kept), index: loading.index }
  memory.loading = undefined
  return memory.state
}

function decide(store: WriterStore, state: MatchState, { decisions, feeds, at }: SettleOrder): true {
  const delta = applyDecisions(state, parseDecisions(decisions).decisions)
  store.transaction(() => {
    const visible = writeDelta(store, state, delta, [], { feeds, at })
    writeAppliedDecisions(store, decisions)
    return { visible }
  })
  remember(state, delta)
  return true
}

/** Counts the words and contacts of unmatched records in, some at a time; whether there are more. */
function countStep(store: WriterStore, memory: Memory, index: MatchIndex, { feeds }: SettleOrder): boolean {
  const uids = readUnmatched(store, memory.counted, READ_TOGETHER)
  if (uids.length <= MATCHED_TOGETHER) return false
  for (const record of readMatchRecords(store, uids, feeds)) putRecord(index, record)
  memory.counted = uids.at(-1) ?? ''
  return true
}

function matchStep(store: WriterStore, state: MatchState, { feeds, at }: SettleOrder): void {
  const uids = readUnmatched(store, '', MATCHED_TOGETHER)
  const services = readWholeServices(store, uids)
  const put = toMatchRecords(services, feeds)
  const held = new Set(put.map(({ key }) => key))
  const delta = applyChanges(state, { put, remove: uids.filter((uid) => !held.has(uid)) })
  store.transaction(() => {
    // Preferring one record over another has to know the scores.
    const isScoredAgain = writeChangedScores(store, services, at)
    const isRegrouped = writeDelta(store, state, delta, [...held], { feeds, at })
    store.run('DELETE FROM unmatched WHERE uid IN (SELECT value FROM json_each(?))', JSON.stringify(uids))
    const isByOtherRules = noteMatched(store)
    return { visible: isRegrouped || isScoredAgain || isByOtherRules }
  })
  remember(state, delta)
}

/** What was judged lies in the file from here on, with its evidence: there is much of it. */
function remember(state: MatchState, { pairs }: MatchDelta): void {
  for (const pair of pairs) keepPair(state, { ...pair, evidence: [] })
}

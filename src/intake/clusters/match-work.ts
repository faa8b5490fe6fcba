import { parseDecisions } from '../../merge/decisions.ts'
import type { MatchIndex } from '../../merge/match-index.ts'
import type { MatchFeed, MatchRecord } from '../../merge/match-record.ts'
import type { MatchState } from '../../merge/match-state.ts'
import { openMatchFile, type MatchFile } from '../../store/match-file.ts'
import { numberOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import {
  forgetCounted,
  noteCounted,
  readAppliedDecisions,
  readClusters,
  readCounted,
  readDraftClusters,
  readLastUnmatched,
  readMatchRecords,
  readUidsAfter,
} from './match-store.ts'
import { createStoredClusters, type Side } from './stored-clusters.ts'
import { createStoredIndex } from './stored-index.ts'
import { createStoredPairs, readLiveSide, type StoredPairs } from './stored-pairs.ts'

/** Records read in one step: well under a second, so that pages and details get their turn. */
const READ_TOGETHER = 1_000

/** A state whose pairs lie in the catalogue's file. */
interface StoredState extends MatchState {
  readonly pairs: StoredPairs
}

/** What matching works on between steps: filled from the catalogue when it is first needed, and whenever a step failed. */
export interface MatchWork {
  readonly file: MatchFile
  readonly index: MatchIndex
  readonly live: StoredState
  /** The same records matched by other rules than those that stand were. */
  readonly draft: StoredState
  /** The feeds that records in the index were read with. */
  feeds: readonly MatchFeed[] | undefined
  /** Forgets which rows records have, which others may have changed since. */
  forgetRows(): void
  /** Row number of the last record filled in; undefined once all are, and the clusters too. */
  filledTo: number | undefined
  /** Unmatched records are in the index up to this uid: pairs are judged by the counts of all, not only of those before. */
  countedTo: string
}

/** Work with nothing filled in yet, beside the catalogue of that path. */
export function openMatchWork(store: WriterStore, catalogueFile: string): MatchWork {
  const file = openMatchFile(catalogueFile)
  const index = createStoredIndex(file)
  const { decisions } = parseDecisions(readAppliedDecisions(store))
  const liveSide = readLiveSide(store)
  const sids = new Map<string, number | undefined>()
  function sidOf(uid: string): number | undefined {
    if (sids.has(uid)) return sids.get(uid)
    const row = store.get('SELECT sid FROM service WHERE uid = ?', uid)
    const sid = row && numberOf(row, 'sid')
    sids.set(uid, sid)
    return sid
  }
  const stateOf = (side: Side, number: number): StoredState => {
    const clusters = createStoredClusters(file, side)
    const pairs = createStoredPairs(store, number, sidOf, () => state.decisions)
    const state: StoredState = { index, pairs, clusters, decisions }
    return state
  }
  return {
    ...{ file, index, live: stateOf('LIVE', liveSide), draft: stateOf('DRAFT', 1 - liveSide) },
    ...{ filledTo: 0, countedTo: '', feeds: undefined },
    forgetRows: () => sids.clear(),
  }
}

/** Fills in some more; whether there was any. */
export function fillStep(store: WriterStore, work: MatchWork, feeds: readonly MatchFeed[]): boolean {
  if (work.filledTo === undefined) return false
  const next = readUidsAfter(store, work.filledTo, READ_TOGETHER)
  if (next === undefined) work.file.gather(() => fillClusters(store, work))
  else countIn(store, work, next.uids, feeds)
  work.filledTo = next?.last
  // What waits to be matched was read with the rest.
  if (next === undefined) work.countedTo = readLastUnmatched(store)
  return true
}

/** Puts these services into the index as they are now. */
export function countIn(
  store: WriterStore,
  work: MatchWork,
  uids: readonly string[],
  feeds: readonly MatchFeed[],
): void {
  if (work.feeds !== feeds) forgetCounted(store)
  work.feeds = feeds
  store.transaction(() => {
    work.file.gather(() => {
      for (const record of readMatchRecords(store, uids, feeds)) work.index.put(record)
    })
    noteCounted(store, uids)
    return { visible: false }
  })
}

/** What these services are matched on: as counted in where they stand so, else read now. */
export function recordsOf(
  store: WriterStore,
  work: MatchWork,
  uids: readonly string[],
  feeds: readonly MatchFeed[],
): readonly MatchRecord[] {
  const counted = work.feeds === feeds ? readCounted(store, uids) : new Set<string>()
  const known = [...counted].flatMap((uid) => work.index.find(uid) ?? [])
  const isKnown = new Set(known.map(({ key }) => key))
  const others = uids.filter((uid) => !isKnown.has(uid))
  return [...known, ...readMatchRecords(store, others, feeds)]
}

function fillClusters(store: WriterStore, { live, draft }: MatchWork): void {
  for (const clusters of readClusters(store)) live.clusters.replace([], clusters)
  for (const clusters of readDraftClusters(store)) draft.clusters.replace([], clusters)
}

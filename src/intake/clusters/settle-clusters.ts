import { applyChanges, applyDecisions, judgeAgain } from '../../merge/apply-changes.ts'
import { parseDecisions } from '../../merge/decisions.ts'
import type { MatchFeed } from '../../merge/match-record.ts'
import type { Rematching } from '../../store/reprocessing-state.ts'
import type { Reprocessing } from '../../model/reprocessing.ts'
import { scoreAgain } from '../scores/score-again.ts'
import { writeChangedScores } from '../scores/write-score.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { readAppliedDecisions, readUnmatched, writeAppliedDecisions } from './match-store.ts'
import {
  areMovesOurs,
  noteAllMatched,
  noteMatchingRules,
  readRematching,
  readUidsFrom,
  writeRematching,
} from './match-again.ts'
import { countIn, fillStep, openMatchWork, recordsOf, type MatchWork } from './match-work.ts'
import { noteStandings } from './rank-members.ts'
import { isOrganizationsNoted } from './note-unmatched.ts'
import { settleOrganizations } from './settle-organizations.ts'
import { takeDraft } from './take-draft.ts'
import { writeDelta, writeDraft, type DeltaContext } from './write-delta.ts'

/** What settling goes by. */
export interface SettleOrder {
  /** RFC 3339: now. */
  readonly at: string
  readonly feeds: readonly MatchFeed[]
  /** The decisions file as it stands; empty where there is none. */
  readonly decisions: string
  /** Slugs of feeds whose records are to wait, and all organizations with them: details that are being read change them again. */
  readonly unfinished: readonly string[]
}

/** How settling stands after a step. */
export interface Settled {
  /** There is more to do. */
  readonly isMore: boolean
  /** How far all records have been matched by other rules; absent where that is not under way. */
  readonly rematching?: Reprocessing
}

/** Settling of one catalogue. */
export interface ClusterSettling {
  /**
   * Brings clusters, organizations and scores up to date, a step at a time. What was written stands whenever it is broken
   * off: what is still unmatched is kept in the file.
   */
  step(order: SettleOrder): Settled
  /** Gives back memory that only the next step needs. */
  shrink(): void
  close(): void
}

/** Records counted, and records matched, in one step: each well under a second, so that pages and details get their turn. */
const COUNTED_TOGETHER = 1_000
const MATCHED_TOGETHER = 250
/** Progress becomes visible after so many. */
const SHOWN_EVERY = 1_000

const MORE: Settled = { isMore: true }

/** Settling of the catalogue of that path. */
export function createSettling(store: WriterStore, catalogueFile: string): ClusterSettling {
  let work: MatchWork | undefined
  function forget(): void {
    work?.file.close()
    work = undefined
  }
  return {
    step(order) {
      try {
        const waiting = prepare(store, order)
        if (waiting !== undefined) return waiting
        work ??= openMatchWork(store, catalogueFile)
        if (fillStep(store, work, order.feeds)) return MORE
        const rematching = workOn(store, work, order)
        // The sides have changed places.
        if (rematching === 'TAKEN') forget()
        return rematching === 'TAKEN' || rematching === undefined ? MORE : { isMore: true, rematching }
      } catch (error) {
        // The transaction did not happen: what was worked out in it is worked out again.
        forget()
        throw error
      }
    },
    shrink: () => work?.file.shrink(),
    close: forget,
  }
}

/** What comes before matching, or where there is nothing to match; undefined where there is. */
function prepare(store: WriterStore, order: SettleOrder): Settled | undefined {
  noteStandings(store, order.feeds)
  if (noteMatchingRules(store) || scoreAgain(store, order.at)) return MORE
  if (isLeft(store, order) || isDecidedAgain(store, order) || readRematching(store) !== undefined) return undefined
  // All are matched together: while a feed is first read they would be again at each step.
  if (order.unfinished.length > 0 || !isOrganizationsNoted(store)) return { isMore: false }
  settleOrganizations(store, order.feeds)
  return MORE
}

/** Whether any record is to be matched now. */
function isLeft(store: WriterStore, { unfinished }: SettleOrder): boolean {
  return readUnmatched(store, '', 1, unfinished).length > 0
}

function isDecidedAgain(store: WriterStore, { decisions }: SettleOrder): boolean {
  return readAppliedDecisions(store) !== decisions
}

/** What the world or a person changed comes before what our rules did. */
function workOn(store: WriterStore, work: MatchWork, order: SettleOrder): Rematching | 'TAKEN' | undefined {
  const rematching = readRematching(store)
  if (isDecidedAgain(store, order)) decide(store, work, order, rematching)
  else if (isLeft(store, order)) {
    if (!countStep(store, work, order)) matchStep(store, work, order, rematching)
  } else if (rematching !== undefined) return rematchStep(store, work, order, rematching)
  return rematching
}

/** Does it to the catalogue and the work together. */
function change(store: WriterStore, { file, forgetRows }: MatchWork, write: () => boolean): void {
  forgetRows()
  store.transaction(() => ({ visible: file.gather(write) }))
}

function contextOf(store: WriterStore, { feeds, at }: SettleOrder): DeltaContext {
  return { feeds, at, areMovesNoted: !areMovesOurs(store) }
}

function decide(store: WriterStore, work: MatchWork, order: SettleOrder, rematching: Rematching | undefined): void {
  const { live, draft } = work
  const { decisions } = parseDecisions(order.decisions)
  change(store, work, () => {
    const isRegrouped = writeDelta(store, live, applyDecisions(live, decisions), [], contextOf(store, order))
    if (rematching === undefined) draft.decisions = decisions
    else writeDraft(store, draft, applyDecisions(draft, decisions), [], contextOf(store, order))
    writeAppliedDecisions(store, order.decisions)
    return live.pairs.takeChanged() || isRegrouped
  })
}

/** Counts the words and contacts of unmatched records in, some at a time; whether there are more. */
function countStep(store: WriterStore, work: MatchWork, { feeds, unfinished }: SettleOrder): boolean {
  const uids = readUnmatched(store, work.countedTo, COUNTED_TOGETHER, unfinished)
  if (uids.length <= MATCHED_TOGETHER) return false
  countIn(store, work, uids, feeds)
  work.countedTo = uids.at(-1) ?? ''
  return true
}

function matchStep(store: WriterStore, work: MatchWork, order: SettleOrder, rematching: Rematching | undefined): void {
  const { live, draft } = work
  const uids = readUnmatched(store, '', MATCHED_TOGETHER, order.unfinished)
  const put = recordsOf(store, work, uids, order.feeds)
  const held = put.map(({ key }) => key)
  const isHeld = new Set(held)
  const isUnmatched = createLookUp(store, 'SELECT 1 FROM unmatched WHERE uid = ?')
  change(store, work, () => {
    // Preferring one record over another has to know the scores.
    const isScoredAgain = writeChangedScores(store, held, order.at)
    store.run('DELETE FROM unmatched WHERE uid IN (SELECT value FROM json_each(?))', JSON.stringify(uids))
    const context = contextOf(store, order)
    const changes = { put, remove: uids.filter((uid) => !isHeld.has(uid)) }
    const delta = applyChanges(live, changes, { isWaiting: isUnmatched })
    const isRegrouped = writeDelta(store, live, delta, held, context)
    if (rematching !== undefined) {
      const { after } = rematching
      const isWaiting = (key: string): boolean => key > after || isUnmatched(key)
      const again = uids.filter((uid) => uid <= after)
      writeDraft(store, draft, judgeAgain(draft, again, { isWaiting }), again, context)
    }
    if (!isLeft(store, order)) work.countedTo = ''
    if (readUnmatched(store, '', 1, []).length === 0) noteAllMatched(store)
    return live.pairs.takeChanged() || isRegrouped || isScoredAgain
  })
}

/** Whether the statement finds a row for a uid; asked once for each, while nothing else is written. */
function createLookUp(store: WriterStore, sql: string): (uid: string) => boolean {
  const known = new Map<string, boolean>()
  return (uid) => {
    const found = known.get(uid) ?? store.get(sql, uid) !== undefined
    known.set(uid, found)
    return found
  }
}

/** Matches some more records by the present rules beside what stands; all of it stands once all are. */
function rematchStep(
  store: WriterStore,
  work: MatchWork,
  order: SettleOrder,
  rematching: Rematching,
): Rematching | 'TAKEN' {
  const { live, draft, file } = work
  const uids = readUidsFrom(store, rematching.after, MATCHED_TOGETHER)
  const after = uids.at(-1)
  if (after === undefined) {
    change(store, work, () => {
      takeDraft(store, file, live.clusters)
      return true
    })
    return 'TAKEN'
  }
  const done = rematching.done + uids.length
  const progress = { ...rematching, after, done, total: Math.max(done, rematching.total) }
  change(store, work, () => {
    const delta = judgeAgain(draft, uids, { isWaiting: (key) => key > after })
    writeDraft(store, draft, delta, uids, contextOf(store, order))
    writeRematching(store, progress)
    return Math.floor(done / SHOWN_EVERY) > Math.floor(rematching.done / SHOWN_EVERY)
  })
  return progress
}

import type { FeedStanding } from '../catalogue-reader.ts'
import type { Reprocessing } from '../../model/reprocessing.ts'
import { MATCHING_KEY, SCORED_KEY, type Rematching, type Scored } from '../../store/reprocessing-state.ts'
import { numberOf, textOf } from '../../store/row.ts'
import { NEVER_READ, type SyncState } from '../../store/sync-state.ts'
import type { FeedConfig, FeedState, FeedFault } from '../../model/feed.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import type { FeedInspection } from '../../model/inspection.ts'
import { ageInWords } from '../../model/age-in-words.ts'
import { present } from '../../model/present.ts'

interface Held {
  readonly services: number
  readonly full: number
}

/** How a feed stands now, by the contract's definitions: MISSING, PARTIAL, STALE, FRESH in this precedence. */
export function feedStanding(
  store: ReaderStore,
  feed: FeedConfig,
  fid: number | undefined,
  nowMs: number,
  unwritten?: FeedFault,
): FeedStanding {
  const kept = readSyncState(store, fid)
  const sync =
    unwritten === undefined ? kept : { ...kept, fault: unwritten, consecutiveFailures: kept.consecutiveFailures + 1 }
  const held = heldOf(store, fid)
  const state = stateOf(sync, held, feed, nowMs)
  const asOf = sync.lastComplete ?? (held.services > 0 ? sync.lastAttempt : undefined)
  const reason = state === 'FRESH' ? undefined : reasonOf(state, feed, sync, nowMs)
  return {
    slug: feed.slug,
    state,
    services: held.services,
    consecutiveFailures: sync.consecutiveFailures,
    ...present({ reprocessing: readReprocessing(store, sync), dialect: sync.dialect, asOf }),
    ...(held.services === 0 ? {} : { detailedShare: held.full / held.services }),
    ...present({ reason }),
    ...(sync.fault === undefined || state === 'FRESH' ? {} : { code: sync.fault.code }),
    ...present({
      lastSuccess: sync.lastSuccess,
      lastAttempt: sync.lastAttempt,
      lastErrorCode: sync.fault?.code,
      lastErrorMessage: sync.fault?.message,
    }),
  }
}

/** Why a feed that must pass does not count, in words a person can act on. */
export function reasonNotAdmitted(feed: FeedConfig, { verification }: FeedInspection): string {
  if (verification === undefined)
    return `${feed.name} counts once it passes verification; it has not been verified yet.`
  const failing = verification.checks.filter(({ outcome }) => outcome === 'FAIL').map(({ id }) => id)
  return `${feed.name} must pass verification before it counts, and these checks fail: ${failing.join(', ')}. See verification.`
}

/** Undefined feed or never read: the state of a feed nothing is known of. */
export function readSyncState(store: ReaderStore, fid: number | undefined): SyncState {
  const row = fid === undefined ? undefined : store.get('SELECT sync FROM feed WHERE fid = ?', fid)
  if (row === undefined) return NEVER_READ
  const state: SyncState = JSON.parse(String(row['sync']))
  return state
}

function readReprocessing(store: ReaderStore, { reprocessing }: SyncState): readonly Reprocessing[] | undefined {
  const rows = store.all('SELECT key, value FROM meta WHERE key IN (?, ?)', SCORED_KEY, MATCHING_KEY)
  const value = (key: string): unknown => {
    const row = rows.find((each) => each['key'] === key)
    return row === undefined ? undefined : JSON.parse(textOf(row, 'value'))
  }
  const scored = value(SCORED_KEY) as Scored | undefined
  const matching = value(MATCHING_KEY) as Rematching | undefined
  const own = reprocessing && { rules: reprocessing.rules, done: reprocessing.done, total: reprocessing.total }
  const all = [own, scored?.progress, matching].filter((each) => each !== undefined)
  return all.length === 0 ? undefined : all
}

function heldOf(store: ReaderStore, fid: number | undefined): Held {
  if (fid === undefined) return { services: 0, full: 0 }
  return store.remember(`held ${fid}`, () => {
    const row =
      store.get(
        'SELECT count(*) AS services, coalesce(sum(full), 0) AS full FROM service WHERE fid = ? AND active = 1',
        fid,
      ) ?? {}
    return { services: numberOf(row, 'services'), full: numberOf(row, 'full') }
  })
}

function stateOf(sync: SyncState, held: Held, feed: FeedConfig, nowMs: number): FeedState {
  if (held.services === 0) return 'MISSING'
  if (sync.lastComplete === undefined || sync.reprocessing?.fromNothing === true) return 'PARTIAL'
  return nowMs - Date.parse(sync.lastComplete) < 2 * feed.refreshIntervalMs ? 'FRESH' : 'STALE'
}

function reasonOf(state: Exclude<FeedState, 'FRESH'>, feed: FeedConfig, sync: SyncState, nowMs: number): string {
  const fault = sync.fault?.message
  switch (state) {
    case 'MISSING':
      return (
        reasonRemade(feed, sync) ??
        fault ??
        (sync.lastAttempt === undefined
          ? `${feed.name} has not been asked yet.`
          : `${feed.name} is being read for the first time.`)
      )
    case 'PARTIAL':
      return (
        reasonRemade(feed, sync) ??
        fault ??
        `${feed.name} is being read for the first time: what has arrived is served.`
      )
    case 'STALE': {
      return `Last confirmed ${ageInWords(nowMs - Date.parse(sync.lastComplete ?? ''))} ago. ${fault ?? 'A refresh is due.'}`
    }
  }
}

function reasonRemade({ name }: FeedConfig, { reprocessing }: SyncState): string | undefined {
  if (reprocessing?.fromNothing !== true) return undefined
  const { done, total } = reprocessing
  return `${name}'s records are being made again from what was received: ${done} of ${total} so far.`
}

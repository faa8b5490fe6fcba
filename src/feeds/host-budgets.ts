import type { FeedConfig, RequestBudget } from '../model/feed.ts'
import { defaultHostBudget, hostOf, type SharedBudget } from '../model/host-budget.ts'
import { createDetailShare, type DetailShare } from './detail-share.ts'
import { createFeedBudget, type FeedBudget } from './feed-budget.ts'
import { createSlidingWindow, type SlidingWindow } from './sliding-window.ts'
import { type Sleep, sleepReally } from './sleep.ts'
import { createSlots, type Slots } from './slots.ts'

/** What all feeds share: their hosts' patience and our connections. Survives a change of the configuration, so that a reload resets no count. */
export interface HostBudgets {
  /** The budget one feed's requests are held to; the same counts each time it is asked for. */
  forFeed(feed: Pick<FeedConfig, 'slug' | 'url' | 'budget'>): FeedBudget
}

/** Requests that count for budgets, kept beyond this process. */
interface SpentRequests {
  /** How many milliseconds ago each was sent that counted for the budget of this name, the oldest first. */
  sentAgoMs(budget: string): readonly number[]
  /** Keeps that one more is about to be sent; rejects where this process may send none. */
  note(budgets: readonly string[]): Promise<void>
}

export interface HostBudgetOptions {
  /** Milliseconds on a clock that nobody sets. */
  readonly monotonicNow: () => number
  readonly sleep?: Sleep
  /** The ceiling of a feed's host; 5 requests a second for each host and none for loopback unless given. */
  readonly budgetOfHost?: (url: string) => SharedBudget
  /** Absent: counted in this process alone. */
  readonly spent?: SpentRequests
  /** At once, over all feeds. */
  readonly connections?: number
  /** At once, to one feed: councils' servers are small. */
  readonly connectionsPerFeed?: number
}

/** The shared budgets of all feeds: 8 connections in all, 2 for each feed, 5 requests a second for each host unless set otherwise. */
export function createHostBudgets(options: HostBudgetOptions): HostBudgets {
  const {
    monotonicNow,
    sleep = sleepReally,
    budgetOfHost = (url) => defaultHostBudget(hostOf(url)),
    spent,
    connections = 8,
    connectionsPerFeed = 2,
  } = options
  const allSlots = createSlots(connections)
  const slots = new Map<string, Slots>()
  const windows = new Map<string, SlidingWindow>()
  const detailShares = new Map<string, DetailShare>()

  function windowOf(key: string, budget: RequestBudget): SlidingWindow {
    return getOrAdd(windows, `${key} ${budget.requests}/${budget.perMs}`, () =>
      createSlidingWindow(budget, monotonicNow, spent?.sentAgoMs(key)),
    )
  }

  function detailShareOf(key: string, budget: RequestBudget): DetailShare {
    return getOrAdd(detailShares, `${key} ${budget.requests}/${budget.perMs}`, () =>
      createDetailShare(budget, monotonicNow),
    )
  }

  return {
    forFeed({ slug, url, budget }) {
      const { key, budget: hostBudget } = budgetOfHost(url)
      const tighter = budget ?? hostBudget
      const queryShare = tighter && shareForQueries(tighter)
      const names = [...(hostBudget ? [`host ${key}`] : []), ...(budget ? [`feed ${slug}`] : [])]
      const ofQueries = queryShare === undefined ? names : [...names, `queries ${slug}`]
      return createFeedBudget({
        feed: slug,
        monotonicNow,
        sleep,
        slots: [getOrAdd(slots, slug, () => createSlots(connectionsPerFeed)), allSlots],
        windows: [
          ...(hostBudget ? [windowOf(`host ${key}`, hostBudget)] : []),
          ...(budget ? [windowOf(`feed ${slug}`, budget)] : []),
        ],
        ...(spent && { note: (purpose) => spent.note(purpose === 'query' ? ofQueries : names) }),
        ...(hostBudget && { detailShare: detailShareOf(key, hostBudget) }),
        ...(queryShare && { queryWindow: windowOf(`queries ${slug}`, queryShare) }),
      })
    },
  }
}

const MINUTE_MS = 60_000

/** A fifth of a budget, counted over a minute at least, so that a second's budget may be used in a burst. */
function shareForQueries({ requests, perMs }: RequestBudget): RequestBudget {
  const spanMs = Math.max(perMs, MINUTE_MS)
  return { requests: Math.max(1, Math.floor((requests * spanMs) / perMs / 5)), perMs: spanMs }
}

function getOrAdd<V>(map: Map<string, V>, key: string, create: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const created = create()
  map.set(key, created)
  return created
}

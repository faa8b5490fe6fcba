import { createHostBudgets } from '../src/feeds/host-budgets.ts'
import type { FeedConfig } from '../src/model/feed.ts'
import { refreshFeed } from '../src/refresh/refresh-feed.ts'
import { type RefreshSchedule, startSchedule } from '../src/refresh/refresh-schedule.ts'
import { printTable } from './print-table.ts'
import { createSimulatedCatalogue, type FeedAge, type SimulatedCatalogue } from './staleness/simulated-catalogue.ts'
import { simulateReader } from './staleness/simulated-feed.ts'
import { createVirtualClock, type VirtualClock } from './staleness/virtual-clock.ts'

const COUNCILS = 400
/** Councils that share one host. */
const TOGETHER = 50
/** Records, and with them pages, and budgets are a fifth of what they stand for: the same days at a fifth of the work. */
const PART = 5
const RECORDS = 4_000 / PART
/** Of most that have a host of their own, which are read independently of each other. */
const FEW_RECORDS = 500 / PART
const PAGE_SIZE = 100
const CHANGED_A_DAY = 0.01
const BUDGET = { requests: 100 / PART, perMs: 15 * 60_000 }
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Councils with a host of their own all go on as they did by then. */
const DAYS_OF_ALL = 2
const REPORTED = [1, 2, 3, 5, 7, 10, 14, 18, 21, 25, 30]

interface Simulated {
  readonly slug: string
  readonly schedule: RefreshSchedule
}

/**
 * Has the gateway's own schedules, passes and budgets read 400 councils on a clock of their own, of which 50 share a host: how far it has
 * come and how old what is held is, day by day. Nothing else is the gateway's: councils answer at once and all alike, and are not verified.
 */
export async function benchStaleness(refreshHours = 24): Promise<void> {
  const clock = createVirtualClock()
  const catalogue = createSimulatedCatalogue(clock.now, PAGE_SIZE)
  const sent = { together: 0, apart: 0 }
  const giveBack = clock.takeOverTimers()
  try {
    const all = begin(clock, catalogue, refreshHours * HOUR_MS, sent)
    const apart = all.slice(TOGETHER)
    const together = all.slice(0, TOGETHER)
    const rows: (readonly (string | number)[])[] = []
    for (const day of REPORTED) {
      const before = { ...sent }
      const from = REPORTED[REPORTED.indexOf(day) - 1] ?? 0
      await clock.runUntil(day * DAY_MS)
      const perDay = (now: number, then: number): number => Math.round(((now - then) * PART) / (day - from))
      rows.push([day, 'one host', ...describe(together, catalogue), perDay(sent.together, before.together)])
      if (day <= DAYS_OF_ALL)
        rows.push([day, 'own hosts', ...describe(apart, catalogue), perDay(sent.apart, before.apart)])
      if (day === DAYS_OF_ALL) for (const { schedule } of apart) void schedule.stop()
    }
    const columns = [
      'day',
      'councils on',
      'lists read',
      'details had',
      'lists of a day',
      'oldest list',
      'oldest detail',
    ]
    printTable(
      `400 councils, ${TOGETHER} of them on one host with ${RECORDS * PART} records each`,
      [...columns, 'requests a day'],
      rows,
    )
  } finally {
    giveBack()
  }
}

function begin(
  clock: VirtualClock,
  catalogue: SimulatedCatalogue,
  refreshIntervalMs: number,
  sent: { together: number; apart: number },
): readonly Simulated[] {
  const hosts = createHostBudgets({
    ...{ monotonicNow: clock.now, sleep: clock.sleep },
    budgetOfHost: (url) => ({ key: new URL(url).hostname, budget: BUDGET }),
  })
  return Array.from({ length: COUNCILS }, (_, at) => {
    const isTogether = at < TOGETHER
    const slug = `c${at}`
    const url = `https://${isTogether ? 'vendor' : slug}.example/${slug}`
    const feed: FeedConfig = {
      ...{ slug, name: slug, publisher: slug, url, areas: [], quirks: [], enabled: true },
      ...{ refreshIntervalMs, pageSize: PAGE_SIZE },
    }
    const onRequest = (): void => void (sent[isTogether ? 'together' : 'apart'] += 1)
    catalogue.add(slug, isTogether || at % 35 === 0 ? RECORDS : FEW_RECORDS, CHANGED_A_DAY)
    const parts = {
      ...{ feed, now: clock.now, monotonicNow: clock.now, ...catalogue },
      ...{
        reader: simulateReader(feed, { hosts, clock, onRequest }),
        walkMemory: { settledRepeats: new Set<string>() },
      },
      ...{ log: { info() {}, warn() {}, error() {} }, noteReading() {}, noteUnwritten() {}, readAgain: async () => {} },
    }
    const schedule = startSchedule({
      ...{ feed, now: clock.now, monotonicNow: clock.now, random: Math.random, confirmedMs: undefined },
      refresh: (signal) => refreshFeed({ ...parts, signal }),
      complete: async () => {},
    })
    return { slug, schedule }
  })
}

function describe(feeds: readonly Simulated[], catalogue: SimulatedCatalogue): readonly string[] {
  const ages = feeds.map(({ slug }) => catalogue.age(slug))
  const isListed = ({ listMs }: FeedAge): boolean => listMs !== undefined
  const isFresh = ({ listMs = Number.POSITIVE_INFINITY }: FeedAge): boolean => listMs < DAY_MS * 1.1
  const share = (is: (age: FeedAge) => boolean): string =>
    `${Math.round((ages.filter(is).length / ages.length) * 100)} %`
  const lacking = ages.reduce((sum, age) => sum + age.lacking, 0)
  return [
    share(isListed),
    `${((1 - lacking / ages.reduce((sum, { records }) => sum + records, 0)) * 100).toFixed(1)} %`,
    share(isFresh),
    hoursOf(ages.map(({ listMs }) => listMs)),
    hoursOf(ages.map(({ detailMs }) => detailMs)),
  ]
}

function hoursOf(ages: readonly (number | undefined)[]): string {
  return ages.includes(undefined) ? 'not all had' : `${Math.round(Math.max(...ages.map((ms = 0) => ms)) / HOUR_MS)} h`
}

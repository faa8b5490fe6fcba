import type { SharedStanding } from '../model/readiness.ts'
import { Gauge, type Registry } from 'prom-client'

import type { FileStanding } from '../model/file-standing.ts'
import { createFileGauges, type PartStanding } from './file-gauges.ts'

/** How the gateway stands at a moment. */
export interface Standing {
  readonly ready: boolean
  /** The catalogue's visible state, counted. */
  readonly generation: number
  readonly files: FileStanding<PartStanding>
  /** Orders that the writer has not answered. */
  readonly writerQueue: number
  readonly feeds: readonly FeedStanding[]
  /** Absent where no other machine shares the catalogue. */
  readonly shared?: SharedStanding
}

/** How a feed stands. */
interface FeedStanding {
  readonly slug: string
  readonly state: 'FRESH' | 'STALE' | 'PARTIAL' | 'MISSING'
  /** Since its list was last confirmed; absent if never. */
  readonly ageSeconds?: number
  readonly services: number
  /** Of those, held in full detail; absent where there are none. */
  readonly detailedShare?: number
  /** Code of the fault that stands; absent where the last attempt succeeded. */
  readonly faultCode?: string
  readonly consecutiveFailures: number
  readonly requestsLastDay: number
  readonly isCircuitOpen: boolean
  /** Milliseconds that it takes to answer; absent before any answer. */
  readonly p95Ms?: number
}

/** Made when there is first something to show: alone a gateway has none of them. */
function createSharedGauges(
  gauge: (name: string, help: string) => Gauge,
): () => { set(standing: SharedStanding): void } {
  let made: { set(standing: SharedStanding): void } | undefined
  function make(): { set(standing: SharedStanding): void } {
    const leads = gauge('shared_leads', '1 while this machine leads and reads the feeds, else 0.')
    const epoch = gauge('shared_epoch', 'Of the lease of the machine that leads, where this is it.')
    const position = gauge('shared_log_position', 'The last entry of the log that this machine holds.')
    const behind = gauge('shared_log_behind', 'Entries of the log that this machine knows of and does not hold.')
    const lag = gauge('shared_lag_seconds', 'From when the last entry was appended until it was visible here.')
    const digested = gauge('shared_digest_position', 'The entry at which all tables were last compared.')
    const isEqual = gauge('shared_digest_equal', '1 where they were as those of the machine that leads, else 0.')
    const problem = gauge('shared_problem', '1 while something keeps this machine from leading or following, else 0.')
    return {
      set(now) {
        leads.set(Number(now.role === 'LEADER'))
        epoch.set(now.epoch ?? 0)
        position.set(now.position ?? 0)
        behind.set(now.behind ?? 0)
        lag.set((now.lagMs ?? 0) / 1_000)
        digested.set(now.digest?.position ?? 0)
        isEqual.set(Number(now.digest?.isEqual ?? true))
        problem.set(Number(now.problem !== undefined))
      },
    }
  }
  return () => (made ??= make())
}

const STATES = ['FRESH', 'STALE', 'PARTIAL', 'MISSING'] as const

/** Registers gauges of the catalogue and of each feed; `set` takes over how all stands now, and feeds no longer named go. */
export function createGatewayGauges(registry: Registry, prefix: string): { set(standing: Standing): void } {
  const registers = [registry]
  const gauge = (name: string, help: string) => new Gauge({ name: `${prefix}${name}`, help, registers })
  const ofFeed = (name: string, help: string) =>
    new Gauge({ name: `${prefix}feed_${name}`, help, labelNames: ['feed'] as const, registers })
  const ready = gauge('ready', '1 once anything is held and the file is sound, else 0.')
  const generation = gauge(
    'catalogue_generation',
    'Number of the visible state of the catalogue; it rises with each change.',
  )
  const files = createFileGauges(registry, prefix)
  const writerQueue = gauge('writer_queue', 'Orders that the writer has not answered.')
  const shared = createSharedGauges(gauge)
  const state = new Gauge({
    name: `${prefix}feed_state`,
    help: '1 for the state that the feed is in, 0 for the others.',
    labelNames: ['feed', 'state'] as const,
    registers,
  })
  const age = ofFeed('age_seconds', 'Since the list was last confirmed with the feed; absent if never.')
  const services = ofFeed('services', 'Active services held.')
  const detailed = ofFeed(
    'detailed_share',
    'Share of its services held in full detail, 0 to 1; absent where there are none.',
  )
  const fault = new Gauge({
    name: `${prefix}feed_fault`,
    help: '1 for the code under which the feed failed last, until it answers again.',
    labelNames: ['feed', 'code'] as const,
    registers,
  })
  const failures = ofFeed('consecutive_failures', 'Attempts in a row that failed.')
  const requests = ofFeed('requests_last_day', 'Requests that it was sent within 24 hours.')
  const circuit = ofFeed('circuit_open', '1 while it is left alone after failures, else 0.')
  const latency = ofFeed('answer_p95_seconds', 'What 95 of its last 100 answers took at most; absent before any.')
  const perFeed = [state, age, services, detailed, fault, failures, requests, circuit, latency]

  return {
    set(now) {
      ready.set(Number(now.ready))
      generation.set(now.generation)
      files.set(now.files)
      writerQueue.set(now.writerQueue)
      if (now.shared !== undefined) shared().set(now.shared)
      for (const each of perFeed) each.reset()
      for (const feed of now.feeds) {
        const label = { feed: feed.slug }
        for (const each of STATES) state.set({ ...label, state: each }, Number(feed.state === each))
        services.set(label, feed.services)
        failures.set(label, feed.consecutiveFailures)
        requests.set(label, feed.requestsLastDay)
        circuit.set(label, Number(feed.isCircuitOpen))
        if (feed.faultCode !== undefined) fault.set({ ...label, code: feed.faultCode }, 1)
        if (feed.ageSeconds !== undefined) age.set(label, feed.ageSeconds)
        if (feed.detailedShare !== undefined) detailed.set(label, feed.detailedShare)
        if (feed.p95Ms !== undefined) latency.set(label, feed.p95Ms / 1_000)
      }
    },
  }
}

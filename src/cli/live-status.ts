import { z } from 'zod'

import type { SharedStanding } from '../model/readiness.ts'
import { present } from '../model/present.ts'
import { readOwnUsage, readProcessStanding } from './process-standing.ts'
import { VERSION } from '../version.ts'
import type { Door } from '../wiring/door.ts'

const LiveFeedStatus = z.object({
  slug: z.string(),
  state: z.string(),
  services: z.number(),
  /** RFC 3339; absent if never. */
  confirmed: z.string().optional(),
  /** Code and sentence of the fault that stands. */
  fault: z.string().optional(),
  consecutiveFailures: z.number(),
  requestsLastDay: z.number(),
  circuit: z.string(),
  /** RFC 3339; absent where nothing is planned. */
  nextAttempt: z.string().optional(),
})
type LiveFeedStatus = z.infer<typeof LiveFeedStatus>

const OneProcess = z.object({
  role: z.enum(['PORTER', 'KEEPER', 'READER']),
  pid: z.number(),
  uptimeSeconds: z.number(),
  residentBytes: z.number(),
})

/** Where a gateway is reached, and the processes that it is, unless it is one. */
export interface SeveralProcesses {
  readonly url: string
  readonly processes?: readonly z.infer<typeof OneProcess>[]
}

const SharedStatus = z.object({
  name: z.string(),
  role: z.enum(['LEADER', 'REPLICA']),
  epoch: z.number().exactOptional(),
  position: z.number().exactOptional(),
  behind: z.number().exactOptional(),
  lagMs: z.number().exactOptional(),
  digest: z.object({ position: z.number(), isEqual: z.boolean() }).exactOptional(),
  problem: z.string().exactOptional(),
})

/** How a running gateway stands. */
export const LiveStatus = z.object({
  version: z.string(),
  pid: z.number(),
  url: z.string(),
  uptimeSeconds: z.number(),
  residentBytes: z.number(),
  ready: z.boolean(),
  /** Why it is not ready. */
  reason: z.string().optional(),
  /** What keeps it from getting newer although it answers. */
  warning: z.string().optional(),
  /** How it stands among the machines that share its catalogue; absent where none does. */
  shared: SharedStatus.exactOptional(),
  generation: z.string(),
  /** Orders that the writer has not answered. */
  writerQueue: z.number(),
  /** What may still be written to the disk of its folder; absent where the system does not say. */
  freeBytes: z.number().optional(),
  /** Files that were damaged and are kept beside those made in their place. */
  aside: z.array(z.object({ path: z.string(), at: z.string(), bytes: z.number() })),
  feeds: z.array(LiveFeedStatus),
  /** Absent where one process does all. */
  processes: z.array(OneProcess).optional(),
})
export type LiveStatus = z.infer<typeof LiveStatus>

/** Of a gateway, or of what stands before one that is being opened. */
export type StatusSource = Pick<Door, 'files' | 'readiness' | 'generation' | 'queued' | 'standings' | 'traffic'>

/** How this very process stands, and the others that it is one of. */
export function readLiveStatus(gateway: StatusSource, { url, processes }: SeveralProcesses): LiveStatus {
  const { freeBytes, parts = [] } = gateway.files() ?? {}
  return {
    version: VERSION,
    url,
    ...readOwnUsage(),
    ...present({ processes: processes && [...processes, readProcessStanding('KEEPER')] }),
    ...gateway.readiness(),
    generation: gateway.generation(),
    writerQueue: gateway.queued(),
    ...present({ freeBytes }),
    aside: parts.flatMap(({ aside }) => aside),
    feeds: gateway.standings().map((feed) => {
      const { circuit, requestsLastDay, nextAttempt } = gateway.traffic(feed.slug)
      const isFailing = feed.consecutiveFailures > 0 && feed.lastErrorCode !== undefined
      const fault = isFailing ? `${feed.lastErrorCode}: ${feed.lastErrorMessage ?? ''}` : undefined
      return {
        ...{ slug: feed.slug, state: feed.state, services: feed.services },
        ...{ consecutiveFailures: feed.consecutiveFailures, requestsLastDay, circuit },
        ...present({ confirmed: feed.asOf, fault, nextAttempt }),
      }
    }),
  }
}

/** The same as lines for a person. */
export function describeLiveStatus(status: LiveStatus): readonly string[] {
  const { version, pid, url, uptimeSeconds, residentBytes, ready, reason, warning, generation } = status
  const { shared, writerQueue, freeBytes, aside, feeds, processes = [] } = status
  return [
    `Running: version ${version}, process ${pid}, ${url}, for ${describeSeconds(uptimeSeconds)}, ${Math.round(residentBytes / 1e6)} MB.`,
    ready ? 'Ready.' : `Not ready: ${reason ?? ''}`,
    ...(warning === undefined ? [] : [warning]),
    ...(shared === undefined ? [] : [describeShared(shared)]),
    `Generation ${generation}, ${writerQueue} orders wait for the writer${freeBytes === undefined ? '' : `, ${Math.round(freeBytes / 1e6)} MB are free on its disk`}.`,
    ...aside.map(
      ({ path, at, bytes }) => `Found damaged ${at} and kept aside: ${path}, ${Math.round(bytes / 1e6)} MB.`,
    ),
    ...processes.map(describeProcess),
    '',
    ...feeds.map(describeLiveFeed),
  ]
}

function describeProcess({ role, pid, uptimeSeconds, residentBytes }: z.infer<typeof OneProcess>): string {
  return `${role.toLowerCase()}: process ${pid}, for ${describeSeconds(uptimeSeconds)}, ${Math.round(residentBytes / 1e6)} MB`
}

function describeShared({ name, role, epoch, position, behind, lagMs, digest, problem }: SharedStanding): string {
  return [
    `Shared: ${name} ${role === 'LEADER' ? `leads, epoch ${epoch}` : 'follows'}`,
    `entry ${position ?? 'none'} of the log`,
    ...(behind === undefined || behind === 0 ? [] : [`${behind} behind`]),
    ...(lagMs === undefined ? [] : [`the last visible after ${lagMs} ms`]),
    ...(digest === undefined ? [] : [`tables ${digest.isEqual ? 'equal' : 'differ'} at entry ${digest.position}`]),
    ...(problem === undefined ? [] : [problem]),
  ].join('; ')
}

/** A feed's line, with the fault that stands. */
export function describeLiveFeed(feed: LiveFeedStatus): string {
  const { slug, state, services, confirmed, fault, consecutiveFailures, requestsLastDay, circuit, nextAttempt } = feed
  return [
    `${slug}: ${state}, ${services} services, ${confirmed === undefined ? 'never confirmed' : `confirmed ${confirmed}`}`,
    `${requestsLastDay} requests within a day`,
    ...(circuit === 'CLOSED' ? [] : [`left alone (circuit ${circuit})`]),
    ...(nextAttempt === undefined ? [] : [`next at ${nextAttempt}`]),
    ...(fault === undefined ? [] : [`failed ${consecutiveFailures} times, ${fault}`]),
  ].join('; ')
}

function describeSeconds(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`
  return `${Math.round(seconds / 3_600)} h`
}

import type { FeedStanding } from '../catalogue/catalogue-reader.ts'
import type { Settings } from '../config/settings.ts'
import type { Door } from '../wiring/door.ts'
import type { Operation } from '../graphql/operations/read-operations.ts'
import type { Metrics } from '../metrics/create-metrics.ts'
import type { Log } from '../model/log.ts'
import { present } from '../model/present.ts'
import type { ServerParts } from '../server/create-server.ts'
import { serveMetrics } from '../server/metrics-page.ts'

/** What a server counts for, and the port of its own where there is one. */
interface OpenMetrics extends Pick<ServerParts, 'noteAnswered' | 'metrics'> {
  close(): void
}

/** Counts what this one of several processes does; undefined where the settings say that nobody reads the numbers. With a door, it says how the gateway stands too. */
export async function countApart(
  settings: Settings,
  operations: readonly Operation[],
  door?: Door,
): Promise<Metrics | undefined> {
  if (settings.metricsPort === undefined && settings.metricsPath === undefined) return undefined
  const { createMetrics } = await import('../metrics/create-metrics.ts')
  const names = operations.map(({ name }) => name)
  return createMetrics(names, door && (() => standingOf(door)))
}

/** Begins to count where the settings say that anybody reads the numbers. */
export async function openMetrics(
  door: Door,
  settings: Settings,
  operations: readonly Operation[],
  log: Log,
): Promise<OpenMetrics> {
  const { metricsPort, metricsHost, metricsPath } = settings
  const counted = await countApart(settings, operations, door)
  if (counted === undefined) return { close: () => {} }
  const { noteAnswered, render } = counted
  const ownPort =
    metricsPort === undefined
      ? undefined
      : serveMetrics({ path: '/metrics', render }, { port: metricsPort, host: metricsHost }, log)
  return {
    noteAnswered,
    ...present({ metrics: metricsPath === undefined ? undefined : { path: metricsPath, render } }),
    close: () => ownPort?.close(),
  }
}

function standingOf(door: Door) {
  const { ready, shared } = door.readiness()
  return {
    ready,
    ...present({ shared }),
    generation: Number(door.generation()),
    files: filesOf(door),
    writerQueue: door.queued(),
    feeds: door.standings().map((feed) => ({ ...feed, ...trafficOf(door, feed) })),
  }
}

function filesOf(door: Door) {
  const files = door.files()
  if (files === undefined) return { bytes: 0, logBytes: 0, isWritable: true, parts: [] }
  const parts = files.parts.map(({ part, isDamaged, aside }) => {
    const found = aside.at(-1)
    return { part, isDamaged, ...(found !== undefined && { foundMs: Date.parse(found.at) }) }
  })
  return { ...files, parts }
}

function trafficOf(door: Door, { slug, asOf, lastErrorCode, consecutiveFailures }: FeedStanding) {
  const { circuit, requestsLastDay, p95Ms } = door.traffic(slug)
  return {
    isCircuitOpen: circuit === 'OPEN',
    requestsLastDay,
    ...present({
      p95Ms,
      ageSeconds: asOf === undefined ? undefined : Math.max(0, (Date.now() - Date.parse(asOf)) / 1_000),
      faultCode: consecutiveFailures > 0 ? lastErrorCode : undefined,
    }),
  }
}

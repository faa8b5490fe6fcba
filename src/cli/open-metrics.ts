import type { FeedStanding } from '../catalogue/catalogue-reader.ts'
import type { Settings } from '../config/settings.ts'
import type { Gateway } from '../gateway.ts'
import { readOperations } from '../graphql/operations/read-operations.ts'
import type { Log } from '../model/log.ts'
import { present } from '../model/present.ts'
import type { ServerParts } from '../server/create-server.ts'
import { serveMetrics } from '../server/metrics-page.ts'

/** What a server counts for, and the port of its own where there is one. */
interface OpenMetrics extends Pick<ServerParts, 'noteAnswered' | 'metrics'> {
  close(): void
}

/** Begins to count where the settings say that anybody reads the numbers. */
export async function openMetrics(gateway: Gateway, settings: Settings, log: Log): Promise<OpenMetrics> {
  const { metricsPort, metricsHost, metricsPath } = settings
  if (metricsPort === undefined && metricsPath === undefined) return { close: () => {} }
  const { createMetrics } = await import('../metrics/create-metrics.ts')
  const names = readOperations().map(({ name }) => name)
  const { noteAnswered, render } = createMetrics(names, () => standingOf(gateway))
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

function standingOf(gateway: Gateway) {
  const { file, log } = gateway.fileBytes()
  return {
    ready: gateway.readiness().ready,
    generation: Number(gateway.generation()),
    fileBytes: file,
    logBytes: log,
    writerQueue: gateway.queued(),
    feeds: gateway.standings().map((feed) => ({ ...feed, ...trafficOf(gateway, feed) })),
  }
}

function trafficOf(gateway: Gateway, { slug, asOf, lastErrorCode, consecutiveFailures }: FeedStanding) {
  const { circuit, requestsLastDay, p95Ms } = gateway.traffic(slug)
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

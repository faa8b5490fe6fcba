// metrics: what the gateway does and how it stands, in numbers for Prometheus. The room must not know HTTP, SQLite or GraphQL.
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

import { createGatewayGauges, type Standing } from './gateway-gauges.ts'
import { createNameBound } from './name-bound.ts'

/** A request that was answered, as it is counted. */
interface AnsweredRequest {
  /** One of the paths that are served, or `other`. */
  readonly route: string
  readonly operationName?: string
  readonly status: number
  readonly ms: number
  /** Of the first error answered. */
  readonly code?: string
  readonly isFromCache?: boolean
  /** Councils' answers that it waited for. */
  readonly upstreamCalls?: number
}

/** Numbers for Prometheus. */
export interface Metrics {
  readonly noteAnswered: (request: AnsweredRequest) => void
  /** All numbers as they stand now, in Prometheus' text format, with its media type. */
  readonly render: () => Promise<{ readonly contentType: string; readonly body: string }>
  /** The same as prom-client's own objects, to be added up with those of other processes. */
  readonly numbers: () => Promise<readonly object[]>
}

const PREFIX = 'oruk_gateway_'
const BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * Creates the numbers. `operations` are names that have a label of their own whatever clients send; `standing` is asked at each
 * reading, and absent where another process says how the gateway stands.
 */
export function createMetrics(operations: readonly string[], standing?: () => Standing): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Counter({
    name: `${PREFIX}requests_total`,
    help: 'Requests answered, health checks apart, by path, name of the operation and HTTP status.',
    labelNames: ['route', 'operation', 'status'] as const,
    registers,
  })
  const errors = new Counter({
    name: `${PREFIX}errors_total`,
    help: 'Requests refused or answered with an error, by the code of the first.',
    labelNames: ['code'] as const,
    registers,
  })
  const seconds = new Histogram({
    name: `${PREFIX}request_seconds`,
    help: 'From the request’s head to the end of its answer, by path and name of the operation.',
    labelNames: ['route', 'operation'] as const,
    buckets: BUCKETS_S,
    registers,
  })
  const kept = new Counter({
    name: `${PREFIX}kept_answers_total`,
    help: 'Operations answered from the kept answers.',
    registers,
  })
  const upstream = new Counter({
    name: `${PREFIX}requests_upstream_calls_total`,
    help: 'Details that requests had councils asked for.',
    registers,
  })
  const gauges = standing && createGatewayGauges(registry, PREFIX)
  const look = (): void => {
    if (standing !== undefined) gauges?.set(standing())
  }
  const boundName = createNameBound(operations)
  return {
    noteAnswered({ route, operationName, status, ms, code, isFromCache = false, upstreamCalls = 0 }) {
      const operation = boundName(operationName)
      requests.inc({ route, operation, status })
      seconds.observe({ route, operation }, ms / 1_000)
      if (code !== undefined) errors.inc({ code })
      if (isFromCache) kept.inc()
      if (upstreamCalls > 0) upstream.inc(upstreamCalls)
    },
    async render() {
      look()
      return { contentType: registry.contentType, body: await registry.metrics() }
    },
    numbers() {
      look()
      return registry.getMetricsAsJSON()
    },
  }
}

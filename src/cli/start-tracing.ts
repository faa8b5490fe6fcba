import { setTimeout as pause } from 'node:timers/promises'

import type { Log } from '../model/log.ts'

/** A stop does not wait longer for a collector. */
const LAST_MS = 2_000

/** Ends tracing; what was noted is sent first, where the collector takes it within two seconds. */
export type StopTracing = () => Promise<void>

/**
 * Sends traces where the standard variables of OpenTelemetry name a collector (`OTEL_EXPORTER_OTLP_ENDPOINT`,
 * `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`, or `OTEL_TRACES_EXPORTER=otlp` for the one of this machine); nothing of it is loaded
 * otherwise. Sampling, headers, batches and names follow those variables too (OTEL_TRACES_SAMPLER, OTEL_SERVICE_NAME, …).
 */
export async function startTracing(log: Log, environment = process.env): Promise<StopTracing> {
  if (!isWanted(environment)) return async () => {}
  const { diag, DiagLogLevel } = await import('@opentelemetry/api')
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node')
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-proto')
  const { defaultResource, detectResources, envDetector, resourceFromAttributes } =
    await import('@opentelemetry/resources')
  const say = (message: string): void => log.warn({}, `Traces: ${message}`)
  diag.setLogger({ error: say, warn: say, info() {}, debug() {}, verbose() {} }, DiagLogLevel.WARN)
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'oruk-gateway' }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  })
  provider.register()
  return () => Promise.race([provider.shutdown(), pause(LAST_MS, undefined, { ref: false })])
}

function isWanted(environment: Readonly<Record<string, string | undefined>>): boolean {
  const { OTEL_SDK_DISABLED, OTEL_TRACES_EXPORTER, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT } =
    environment
  if (OTEL_SDK_DISABLED === 'true' || OTEL_TRACES_EXPORTER === 'none') return false
  return [OTEL_TRACES_EXPORTER, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT].some(Boolean)
}

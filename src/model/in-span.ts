import { type Attributes, type Context, context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'

const tracer = trace.getTracer('oruk-gateway')

/** What a piece of work is called in a trace. */
export interface SpanName {
  readonly name: string
  readonly kind?: 'server' | 'client'
  readonly attributes?: Attributes
  /** Within which it lies; absent: within that of whoever calls. */
  readonly parent?: Context
}

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT } as const

/**
 * Does the work as a span of a trace (OpenTelemetry), which is marked as failed where it rejects. Where nobody exports traces it
 * is only done. Nothing of a client's or a feed's own text belongs in a name or an attribute.
 */
export function inSpan<T>({ name, kind, attributes, parent }: SpanName, work: (span: Span) => Promise<T>): Promise<T> {
  const options = { kind: kind === undefined ? SpanKind.INTERNAL : KINDS[kind], ...(attributes && { attributes }) }
  return tracer.startActiveSpan(name, options, parent ?? context.active(), async (span) => {
    try {
      return await work(span)
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
}

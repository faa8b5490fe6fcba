import type { AttemptParts } from './attempt.ts'
import { CircuitOpen } from './errors/circuit-open.ts'
import { FeedError } from './errors/feed-error.ts'
import { type Answer, exchange } from './exchange.ts'
import type { FeedReader, Observation, ObservedAddress } from './feed-reader.ts'
import type { FeedUrls } from './feed-urls.ts'
import { readRetryAfter } from './retry-after.ts'

/** Asks a feed only to see how it answers: its faults are what is looked for, so they open no circuit and are not retried. */
export function createObserver(parts: AttemptParts, urls: FeedUrls): FeedReader['observe'] {
  const { budget, breaker, feed, limits } = parts

  async function ask(url: URL, signal: AbortSignal | undefined): Promise<Answer | undefined> {
    if (breaker.retryInMs > 0) throw new CircuitOpen({ feed, url: url.href }, breaker.retryInMs)
    const turn = await budget.enter('background', Number.POSITIVE_INFINITY, signal)
    try {
      parts.log.sent()
      return await exchange({
        ...parts,
        url,
        totalMs: limits.totalMs,
        onRedirect() {
          turn.again()
          parts.log.sent()
        },
        ...(signal && { signal }),
      })
    } catch (error) {
      if (error instanceof FeedError) return undefined
      throw error
    } finally {
      turn.leave()
    }
  }

  return async (what, signal) => {
    const url = urlOf(what, urls)
    if (url === undefined) return {}
    for (let tried = 1; ; tried += 1) {
      const startedMs = parts.monotonicNow()
      const answer = await ask(url, signal)
      if (answer === undefined) return {}
      const pauseMs = readRetryAfter(answer.retryAfter, parts.now())
      if (pauseMs !== undefined) budget.hold(Math.min(pauseMs, limits.retryAfterMaxMs))
      if (answer.status !== 429 || tried === 2) return observationOf(answer, parts.monotonicNow() - startedMs)
    }
  }
}

function urlOf(what: ObservedAddress, urls: FeedUrls): URL | undefined {
  switch (what.kind) {
    case 'root':
      return urls.root
    case 'detail':
      return urls.detail(what.originId)
    case 'beside':
      return urls.beside(what.list, what.page, what.size)
    case 'page': {
      const url = urls.page(what.page, what.size)
      for (const [name, value] of Object.entries(what.parameters ?? {})) url.searchParams.set(name, value)
      return url
    }
  }
}

function observationOf({ status, allowOrigin, bytes, contentType, url }: Answer, ms: number): Observation {
  const isSuccess = status >= 200 && status < 300 && bytes.length > 0
  return {
    status,
    ms,
    ...(allowOrigin && { allowOrigin }),
    ...(isSuccess && { body: { bytes, url: url.href, ...(contentType && { contentType }) } }),
  }
}

import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BadStatus } from '../../src/feeds/errors/bad-status.ts'
import { FeedError } from '../../src/feeds/errors/feed-error.ts'
import { type FaultServer, startFaultServer } from './fault-server.ts'
import { createReaderUnderTest } from './reader-under-test.ts'

let server: FaultServer

beforeEach(async () => {
  server = await startFaultServer()
})
afterEach(() => server.close())

function codeOf(asked: Promise<unknown>): Promise<unknown> {
  return asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof FeedError ? error.code : error),
  )
}

describe('retries', () => {
  it('carry a page over a burst of three faults, waiting longer each time', async () => {
    const { reader, clock } = createReaderUnderTest({ url: server.url('burst-of-three') })
    expect(await codeOf(reader.fetchPage(1, 100))).toBe('answered')
    expect(clock.slept).toEqual([500, 1000, 2000])
  })

  it('are at most three, or a fifth of the requests of a crawl', async () => {
    const { reader } = createReaderUnderTest({ url: server.url('server-error'), limits: { circuitFailures: 1000 } })
    for (let page = 1; page <= 10; page += 1) await codeOf(reader.fetchPage(page, 100))
    expect(server.requests('server-error')).toHaveLength(10 + 3)
    for (let page = 11; page <= 30; page += 1) await codeOf(reader.fetchPage(page, 100))
    expect(server.requests('server-error')).toHaveLength(30 + 6)
  })

  it.each([
    ['too-many-seconds', 2000],
    ['too-many-date', 2000],
    ['too-many-garbage', 500],
  ] as const)('wait as long as the feed asks for: %s', async (fault, ms) => {
    const { reader, clock } = createReaderUnderTest({ url: server.url(fault) })
    expect(await codeOf(reader.fetchPage(1, 100))).toBe('answered')
    expect(clock.slept).toEqual([ms])
  })

  it('end at a Retry-After of an hour, and the feed is left in peace for it', async () => {
    const { reader, clock } = createReaderUnderTest({ url: server.url('too-many-hour') })
    expect(await codeOf(reader.fetchPage(1, 100))).toBe('RATE_LIMITED')
    clock.advance(3_599_000)
    expect(await codeOf(reader.fetchPage(1, 100))).toBe('CIRCUIT_OPEN')
    expect(server.requests('too-many-hour')).toHaveLength(1)
    clock.advance(1000)
    expect(await codeOf(reader.fetchPage(1, 100))).toBe('RATE_LIMITED')
  })

  it('hold back every other request to the feed while it asks for time', async () => {
    const { reader, clock } = createReaderUnderTest({ url: server.url('too-many-seconds'), limits: { tries: 1 } })
    expect(await codeOf(reader.fetchDetail('a', 'query'))).toBe('RATE_LIMITED')
    expect(await codeOf(reader.fetchDetail('a', 'query'))).toBe('BUDGET_SPENT')
    expect(await codeOf(reader.fetchDetail('a', 'background'))).toBe('answered')
    expect(clock.slept).toEqual([2000])
  })

  it('are not made for a query', async () => {
    const { reader } = createReaderUnderTest({ url: server.url('server-error') })
    expect(await codeOf(reader.fetchDetail('a', 'query'))).toBe('UPSTREAM_5XX')
    expect(server.requests('server-error')).toHaveLength(1)
  })
})

describe('a feed that fails for an hour', () => {
  it('is called at most twelve times in it', async () => {
    const { reader, clock } = createReaderUnderTest({ url: server.url('unavailable') })
    for (let seconds = 0; seconds < 3600; seconds += 10) {
      await codeOf(reader.fetchPage(1, 100))
      clock.advance(10_000)
    }
    expect(server.requests('unavailable').length).toBeLessThanOrEqual(12)
  })

  it('is left in peace at once when it refuses its list', async () => {
    const { reader } = createReaderUnderTest({ url: server.url('forbidden') })
    expect(await codeOf(reader.fetchPage(1, 100))).toBe('REFUSED')
    await expect(reader.fetchPage(1, 100)).rejects.toMatchObject({ code: 'CIRCUIT_OPEN', cause: { code: 'REFUSED' } })
  })

  it('is not waited for: an open circuit answers before the budget does', async () => {
    const budget = { requests: 1, perMs: 900_000 }
    const { reader, clock } = createReaderUnderTest({ url: server.url('forbidden'), feed: { budget } })
    await codeOf(reader.fetchPage(1, 100))
    expect(await codeOf(reader.fetchPage(1, 100))).toBe('CIRCUIT_OPEN')
    expect(clock.slept).toEqual([])
  })

  it('stays askable when only its info document is guarded', async () => {
    const { reader } = createReaderUnderTest({ url: server.url('forbidden') })
    expect(await codeOf(reader.fetchRoot())).toBe('REFUSED')
    expect(reader.health()).toMatchObject({ circuit: 'CLOSED', consecutiveFailures: 0 })
  })
})

describe('a record that is not there', () => {
  it.each(['not-found', 'gone'] as const)('is undefined and counts against nobody: %s', async (fault) => {
    const { reader } = createReaderUnderTest({ url: server.url(fault) })
    for (let i = 0; i < 8; i += 1) expect(await reader.fetchDetail(`${i}`, 'background')).toBeUndefined()
    expect(await reader.fetchRoot()).toBeUndefined()
    expect(server.requests(fault)).toHaveLength(9)
    expect(reader.health()).toMatchObject({ circuit: 'CLOSED', consecutiveFailures: 0 })
  })

  it('is undefined without a request where no address can carry its id', async () => {
    const { reader } = createReaderUnderTest({ url: server.url('fine') })
    expect(await reader.fetchDetail('..', 'background')).toBeUndefined()
    expect(server.requests('fine')).toHaveLength(0)
  })
})

describe('a caller that stops waiting', () => {
  it('gets its own reason, and the feed is not blamed', async () => {
    const { reader } = createReaderUnderTest({ url: server.url('hangs'), limits: { headersMs: 5000, totalMs: 5000 } })
    const reason = new Error('shutting down')
    const stop = new AbortController()
    const asked = reader.fetchPage(1, 100, stop.signal)
    stop.abort(reason)
    await expect(asked).rejects.toBe(reason)
    expect(reader.health()).toMatchObject({ circuit: 'CLOSED', consecutiveFailures: 0 })
  })

  it('keeps nothing of us on its signal once it is answered', async () => {
    const { reader } = createReaderUnderTest({ url: server.url('fine') })
    const { signal } = new AbortController()
    await reader.fetchPage(1, 100, signal)
    await reader.fetchDetail('a', 'query', signal)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  it('is a query after its three seconds', async () => {
    const { reader } = createReaderUnderTest({ url: server.url('drips') })
    expect(await codeOf(reader.fetchDetail('a', 'query'))).toBe('TOTAL_TIMEOUT')
  })
})

describe('a body that could not be used', () => {
  it('may be asked for again where its JSON was cut, within the retry budget', () => {
    const { reader } = createReaderUnderTest({ url: server.url('fine'), limits: { circuitFailures: 100 } })
    expect([1, 2, 3, 4].map(() => reader.reportBadBody('BAD_JSON'))).toEqual([true, true, true, false])
    expect(reader.reportBadBody('NOT_JSON')).toBe(false)
  })

  it('opens the circuit the fifth time in a row, though each answer arrived', async () => {
    const { reader } = createReaderUnderTest({ url: server.url('html') })
    for (let i = 0; i < 5; i += 1) {
      expect(await codeOf(reader.fetchPage(1, 100))).toBe('answered')
      reader.reportBadBody('NOT_JSON')
    }
    expect(await codeOf(reader.fetchPage(1, 100))).toBe('CIRCUIT_OPEN')
  })
})

describe('the health of a feed', () => {
  it('says nothing of times before the first answer', () => {
    const { reader } = createReaderUnderTest({ url: server.url('fine') })
    expect(reader.health()).toEqual({ circuit: 'CLOSED', consecutiveFailures: 0, requestsLastDay: 0 })
  })

  it('counts requests of the last day and failures in a row', async () => {
    const { reader, clock } = createReaderUnderTest({ url: server.url('burst-of-three'), limits: { tries: 1 } })
    await codeOf(reader.fetchPage(1, 100))
    await codeOf(reader.fetchPage(1, 100))
    expect(reader.health()).toMatchObject({ consecutiveFailures: 2, requestsLastDay: 2, p50Ms: 0, p95Ms: 0 })
    clock.advance(25 * 3_600_000)
    expect(reader.health().requestsLastDay).toBe(0)
  })

  it('keeps how long the feed asked us to wait', async () => {
    const { reader } = createReaderUnderTest({ url: server.url('too-many-hour') })
    const error: unknown = await reader.fetchPage(1, 100).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(BadStatus)
    expect(error).toMatchObject({ retryAfterMs: 3_600_000, feed: 'northmoor' })
  })
})

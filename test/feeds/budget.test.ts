import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FeedError } from '../../src/feeds/errors/feed-error.ts'
import { createHostBudgets } from '../../src/feeds/host-budgets.ts'
import { createFakeClock } from './fake-clock.ts'
import { type FaultServer, startFaultServer } from './fault-server.ts'
import { createFeedConfig, createReaderUnderTest } from './reader-under-test.ts'

const FOR_EVER = Number.POSITIVE_INFINITY
const LOOPBACK = 'http://127.0.0.1'

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

describe('the budget', () => {
  const budget = { requests: 10, perMs: 900_000 }

  it('of a feed makes background requests wait, not fail', async () => {
    const { reader, clock } = createReaderUnderTest({ url: server.url('fine'), feed: { budget } })
    for (let page = 1; page <= 21; page += 1) await reader.fetchPage(page, 100)
    expect(clock.slept).toEqual([900_000, 900_000])
  })

  it('gives queries a fifth, and refuses them the rest', async () => {
    const { reader, clock } = createReaderUnderTest({ url: server.url('fine'), feed: { budget } })
    const codes: unknown[] = []
    for (let i = 0; i < 3; i += 1) codes.push(await codeOf(reader.fetchDetail('a', 'query')))
    expect(codes).toEqual(['answered', 'answered', 'BUDGET_SPENT'])
    clock.advance(900_000)
    expect(await codeOf(reader.fetchDetail('a', 'query'))).toBe('answered')
  })

  it('gives queries no more than that when they all come at once', async () => {
    const { reader } = createReaderUnderTest({ url: server.url('fine'), feed: { budget } })
    const codes = await Promise.all(Array.from({ length: 6 }, (_, i) => codeOf(reader.fetchDetail(`${i}`, 'query'))))
    expect(codes.filter((code) => code === 'answered')).toHaveLength(2)
    expect(server.requests('fine')).toHaveLength(2)
  })

  it('says how long it makes us wait', async () => {
    const { reader, clock } = createReaderUnderTest({ url: server.url('fine'), feed: { budget } })
    for (let page = 1; page <= 10; page += 1) await reader.fetchPage(page, 100)
    clock.advance(300_000)
    expect(reader.health().waitMs).toBe(600_000)
  })

  it('counts redirects as requests', async () => {
    const { reader, clock } = createReaderUnderTest({ url: server.url('redirect-inside'), feed: { budget } })
    for (let page = 1; page <= 6; page += 1) await reader.fetchPage(page, 100)
    expect(clock.slept).toHaveLength(1)
  })

  it('of a host is shared by its feeds: 5 requests a second, in any second', async () => {
    const clock = createFakeClock()
    const hosts = createHostBudgets(clock)
    const [a, b] = ['a', 'b'].map((slug) => hosts.forFeed(createFeedConfig({ slug, url: 'https://shared.example' })))
    for (let i = 0; i < 6; i += 1) {
      const turn = await (i % 2 === 0 ? a : b)?.enter('background', FOR_EVER)
      turn?.leave()
    }
    expect(clock.slept).toEqual([1000])
  })

  it('of a host leaves details a quarter while the list of any of its feeds is read, and all of it after', async () => {
    const clock = createFakeClock()
    const budgetOfHost = () => ({ key: 'shared.example', budget: { requests: 8, perMs: 60_000 } })
    const hosts = createHostBudgets({ ...clock, budgetOfHost })
    const [a, b] = ['a', 'b'].map((slug) => hosts.forFeed(createFeedConfig({ slug, url: 'https://shared.example' })))
    async function ask(purpose: 'list' | 'background' | 'query', times: number): Promise<number> {
      const before = clock.slept.length
      for (let each = 0; each < times; each += 1)
        (await (purpose === 'list' ? a : b)?.enter(purpose, FOR_EVER))?.leave()
      return clock.slept.slice(before).reduce((sum, ms) => sum + ms, 0)
    }
    expect(await ask('list', 1)).toBe(0)
    expect(await ask('background', 2)).toBe(0)
    expect(await ask('list', 4)).toBe(0)
    expect(await ask('query', 1)).toBe(0)
    expect(await ask('background', 1)).toBe(60_000)
    expect(await ask('background', 7)).toBe(0)
  })

  it('of a host may be set by configuration, for several hosts together', async () => {
    const clock = createFakeClock()
    const budgetOfHost = () => ({ key: 'council.example', budget: { requests: 1, perMs: 7000 } })
    const hosts = createHostBudgets({ ...clock, budgetOfHost })
    for (const url of ['https://a.council.example', 'https://b.council.example']) {
      const turn = await hosts.forFeed(createFeedConfig({ slug: url, url })).enter('background', FOR_EVER)
      turn.leave()
    }
    expect(clock.slept).toEqual([7000])
  })

  it('of loopback has no ceiling', async () => {
    const { reader, clock } = createReaderUnderTest({ url: server.url('fine') })
    for (let page = 1; page <= 30; page += 1) await reader.fetchPage(page, 100)
    expect(clock.slept).toEqual([])
  })

  it('survives a reload of the configuration', async () => {
    const clock = createFakeClock()
    const hosts = createHostBudgets(clock)
    const feed = createFeedConfig({ url: LOOPBACK, budget: { requests: 1, perMs: 60_000 } })
    for (let i = 0; i < 2; i += 1) {
      const turn = await hosts.forFeed(feed).enter('background', FOR_EVER)
      turn.leave()
    }
    expect(clock.slept).toEqual([60_000])
  })

  it('lets two requests at once to a feed, and eight in all', async () => {
    const hosts = createHostBudgets(createFakeClock())
    let entered = 0
    const turns = Array.from({ length: 5 * 3 }, async (_, i) => {
      const turn = await hosts
        .forFeed(createFeedConfig({ slug: `feed-${i % 5}`, url: LOOPBACK }))
        .enter('background', 0)
      entered += 1
      return turn
    })
    await new Promise((resolve) => setImmediate(resolve))
    expect(entered).toBe(8)
    const first = await turns[0]
    first?.leave()
    await new Promise((resolve) => setImmediate(resolve))
    expect(entered).toBe(9)
  })

  it('forgets who stops waiting', async () => {
    const hosts = createHostBudgets({ ...createFakeClock(), connections: 1 })
    const budgetOfFeed = hosts.forFeed(createFeedConfig({ url: LOOPBACK }))
    const first = await budgetOfFeed.enter('background', 0)
    const leaving = new AbortController()
    const second = budgetOfFeed.enter('background', 0, leaving.signal)
    const third = budgetOfFeed.enter('background', 0)
    await new Promise((resolve) => setImmediate(resolve))
    leaving.abort(new Error('gone home'))
    await expect(second).rejects.toThrow('gone home')
    first.leave()
    await expect(third).resolves.toMatchObject({ waitedMs: 0 })
  })

  it('is kept by those who waited for a connection meanwhile', async () => {
    const clock = createFakeClock()
    const hosts = createHostBudgets({ ...clock, connections: 1 })
    const budgetOfFeed = hosts.forFeed(createFeedConfig({ url: LOOPBACK, budget: { requests: 1, perMs: 60_000 } }))
    const [first, second] = [budgetOfFeed.enter('background', FOR_EVER), budgetOfFeed.enter('background', FOR_EVER)]
    const turn = await first
    turn.leave()
    await second
    expect(clock.slept).toEqual([60_000])
  })

  it('lets a query go before the background', async () => {
    const budgetOfFeed = createHostBudgets({ ...createFakeClock(), connectionsPerFeed: 1 }).forFeed(
      createFeedConfig({ url: LOOPBACK }),
    )
    const first = await budgetOfFeed.enter('background', FOR_EVER)
    const order: string[] = []
    const others = (['background', 'query'] as const).map(async (purpose) => {
      const turn = await budgetOfFeed.enter(purpose, 1000)
      order.push(purpose)
      turn.leave()
    })
    first.leave()
    await Promise.all(others)
    expect(order).toEqual(['query', 'background'])
  })

  it('is held back by the longest that the feed asked for', async () => {
    const clock = createFakeClock()
    const budgetOfFeed = createHostBudgets(clock).forFeed(createFeedConfig({ url: LOOPBACK }))
    budgetOfFeed.hold(5000)
    budgetOfFeed.hold(1000)
    expect(budgetOfFeed.waitMs()).toBe(5000)
  })

  it('makes nobody wait for a clock that was set back', async () => {
    const clock = createFakeClock()
    const budgetOfFeed = createHostBudgets(clock).forFeed(
      createFeedConfig({ url: LOOPBACK, budget: { requests: 1, perMs: 60_000 } }),
    )
    const turn = await budgetOfFeed.enter('background', FOR_EVER)
    turn.leave()
    clock.advance(60_000)
    clock.setBack(3_600_000)
    expect(budgetOfFeed.waitMs()).toBe(0)
  })
})

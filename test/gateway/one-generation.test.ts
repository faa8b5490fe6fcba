import { setImmediate as nextTurn } from 'node:timers/promises'
import { graphql } from 'graphql'
import { expect, it, onTestFinished } from 'vitest'
import type { Pace } from '../../src/graphql/context.ts'
import { serveGateway } from './serve-gateway.ts'
import { type FakeCouncil, plainServices, startFakeCouncil } from './fake-council.ts'
import { startGateway, testConfig, testFeed, type TestGateway } from './start-gateway.ts'

const SERVICES = 30

async function startRead(): Promise<{ readonly council: FakeCouncil; readonly gateway: TestGateway }> {
  const council = await startFakeCouncil(plainServices(SERVICES))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  return { council, gateway }
}

const COUNTS = `{
  services(first: 1) { totalCount recordCount facets { feeds { count } organizations { count } } }
  lists: organizations { nodes { services { totalCount } } }
  feeds { report { services } }
}`

function countsOf(services: number): unknown {
  return {
    services: {
      totalCount: services,
      recordCount: services,
      facets: { feeds: [{ count: services }], organizations: [{ count: services }] },
    },
    lists: { nodes: [{ services: { totalCount: services } }] },
    feeds: [{ report: { services } }],
  }
}

it('answers a request from one generation, though the writer commits between any two of its steps', async () => {
  const { council, gateway } = await startRead()
  let commits = 0
  /** Before each step there is a service more. */
  const pace: Pace = {
    isOverdue: () => false,
    async finish(step) {
      do {
        commits += 1
        council.services = plainServices(SERVICES + commits)
        await gateway.refreshAll()
      } while (!step())
    },
    wait: (promise) => promise,
  }
  const ending: (() => void)[] = []
  const contextValue = gateway.createContext({ pace, whenEnded: (done) => void ending.push(done) })
  const before = contextValue.generation
  const { data, errors } = await graphql({ schema: gateway.schema, source: COUNTS, contextValue })
  expect(errors).toBeUndefined()
  expect(JSON.parse(JSON.stringify(data))).toEqual(countsOf(SERVICES))
  expect(contextValue.generation).toBe(before)
  expect(commits).toBeGreaterThan(1)
  for (const done of ending) done()
  await gateway.refreshAll()
  expect((await gateway.ask(COUNTS)).data).toEqual(countsOf(SERVICES + commits))
})

it('ends the work of a request that is answered 504: no step is done after it, and its data are let go', async () => {
  const { gateway } = await startRead()
  let steps = 0
  let released = 0
  const { url } = await serveGateway(gateway, {
    createContext({ pace, whenEnded, ...facts }) {
      const endless: Pace = {
        wait: (promise) => pace?.wait(promise) ?? promise,
        isOverdue: () => false,
        finish: async () =>
          pace?.finish(() => {
            steps += 1
            return false
          }),
      }
      whenEnded?.(() => (released += 1))
      return gateway.createContext({ ...facts, whenEnded, pace: endless })
    },
    limits: { deadlineMs: 100 },
  })
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ services { totalCount } }' }),
  })
  expect(response.status).toBe(504)
  expect(await response.text()).toContain('GATEWAY_TIMEOUT')
  const stepsThen = steps
  expect(stepsThen).toBeGreaterThan(0)
  for (let turn = 0; turn < 50; turn += 1) await nextTurn()
  expect(steps).toBe(stepsThen)
  expect(released).toBe(1)
})

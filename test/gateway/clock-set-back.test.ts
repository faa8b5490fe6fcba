import { expect, it, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { START, startGateway, testConfig, testFeed } from './start-gateway.ts'

const HOUR_MS = 3_600_000
const FEES = '{ service(origin: { feed: "north", originId: "s1" }) { fees } }'
const HEALTH = '{ feed(slug: "north") { health { circuit consecutiveFailures } } services(first: 9) { totalCount } }'

/** A gateway over a council of three, read once; the wall clock and the time that passes move apart. */
async function startReadCouncil(budget?: { readonly requests: number; readonly perMs: number }) {
  const council = await startFakeCouncil(plainServices(3, { fees: 'Free' }))
  onTestFinished(() => council.close())
  const clock = { nowMs: START, passedMs: 0 }
  const feed = testFeed('north', council.url, budget === undefined ? {} : { budget })
  const gateway = await startGateway(testConfig([feed]), {
    now: () => clock.nowMs,
    monotonicNow: () => clock.passedMs,
    limits: { tries: 1, circuitFailures: 2, circuitOpenMs: 30_000 },
  })
  await gateway.refreshAll()
  council.asked.length = 0
  return { council, gateway, clock }
}

it('opens a circuit for its time and no longer when the clock is set back an hour', async () => {
  const { council, gateway, clock } = await startReadCouncil()
  council.intercept = (request) => {
    request.socket.destroy()
    return true
  }
  await gateway.refreshAll()
  await gateway.refreshAll()
  expect((await gateway.ask(HEALTH)).data.feed.health).toEqual({ circuit: 'OPEN', consecutiveFailures: 2 })
  council.intercept = undefined
  clock.nowMs -= HOUR_MS
  clock.passedMs += 30_000
  await gateway.refreshAll()
  const { data } = await gateway.ask(HEALTH)
  expect(data).toEqual({
    feed: { health: { circuit: 'CLOSED', consecutiveFailures: 0 } },
    services: { totalCount: 3 },
  })
})

it('gives a council’s budget back when its time has passed, whatever the clock says', async () => {
  const { council, gateway, clock } = await startReadCouncil({ requests: 100, perMs: 60_000 })
  clock.nowMs -= HOUR_MS
  clock.passedMs += 60_000
  await gateway.refreshAll()
  expect(council.asked.some((path) => path.startsWith('/services?'))).toBe(true)
})

it('asks the council where a record was confirmed at an hour that is still to come', async () => {
  const { council, gateway, clock } = await startReadCouncil()
  council.services = plainServices(3, { fees: 'Two pounds' })
  clock.nowMs -= HOUR_MS
  expect((await gateway.ask(FEES)).data.service.fees).toBe('Free')
  expect((await gateway.ask(FEES, {}, 'max-age=30')).data.service.fees).toBe('Two pounds')
})

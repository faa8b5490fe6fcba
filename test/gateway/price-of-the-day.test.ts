import { expect, it, onTestFinished } from 'vitest'
import { lunchClub } from './listed-twice.ts'
import { startFakeCouncil } from './fake-council.ts'
import { START, startGateway, testConfig, testFeed } from './start-gateway.ts'

const DAY_MS = 86_400_000

it('judges a price by the day of the question, though its feed states nothing new or does not answer', async () => {
  const [today, tomorrow] = [START, START + DAY_MS].map((ms) => new Date(ms).toISOString().slice(0, 10))
  const costOptions = [
    { id: 'p1', option: 'Session', amount: 3, valid_to: today },
    { id: 'p2', option: 'Session', amount: 0, valid_from: tomorrow },
  ]
  const council = await startFakeCouncil([lunchClub({ id: 'a', more: { cost_options: costOptions } })])
  onTestFinished(() => council.close())
  const clock = { ms: START }
  const gateway = await startGateway(testConfig([testFeed('east', council.url)]), { now: () => clock.ms })
  const counts = async () => {
    const { data } = await gateway.ask('{ services { facets { free { free charged } } nodes { free } } }')
    return [data.services.facets.free, data.services.nodes[0].free]
  }
  await gateway.refreshAll()
  expect(await counts()).toEqual([{ free: 0, charged: 1 }, false])
  clock.ms += DAY_MS
  council.intercept = (_request, response) => {
    response.writeHead(503).end()
    return true
  }
  await gateway.refreshAll()
  expect(await counts()).toEqual([{ free: 1, charged: 0 }, true])
})

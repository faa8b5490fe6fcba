import { expect, it, onTestFinished } from 'vitest'
import { startFakeCouncil } from './fake-council.ts'
import { START, startGateway, testConfig, testFeed } from './start-gateway.ts'

const QUERY = '{ services { nodes { detail description issues { code path } } } }'

it('takes the record itself where the list says another thing of it, and says so while it does', async () => {
  const statedAs = (list: object, detail: Readonly<Record<string, unknown>>) => [
    { id: 's1', list: { name: 'Service 1', status: 'active', ...list }, detail },
  ]
  const council = await startFakeCouncil(
    statedAs({ description: 'On Mondays' }, { description: 'On Tuesdays', fees_description: 'Free' }),
  )
  onTestFinished(() => council.close())
  const clock = { nowMs: START }
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]), { now: () => clock.nowMs })
  await gateway.refreshAll()
  const own = { detail: 'FULL', description: 'On Tuesdays' }
  const issues = [{ code: 'DETAIL_DIFFERS', path: 'description' }]
  expect((await gateway.ask(QUERY)).data.services.nodes).toEqual([{ ...own, issues }])
  council.services = statedAs({ description: 'On Tuesdays' }, { fees_description: 'Free' })
  clock.nowMs += 3_600_000
  await gateway.refreshAll()
  expect((await gateway.ask(QUERY)).data.services.nodes).toEqual([{ ...own, issues: [] }])
})

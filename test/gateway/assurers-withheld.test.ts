import { expect, it, onTestFinished } from 'vitest'
import { startFakeCouncil } from './fake-council.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

const ASSURER = 'alex.assurer@north.example'

const SERVICES = [
  {
    id: 's1',
    list: {
      name: 'Lunch Club',
      status: 'active',
      assured_by: ASSURER,
      pc_metadata: { assured_by: ASSURER, date_assured: '2026-01-01' },
      organization: { id: 'o', name: 'Trust', description: 'x' },
    },
    detail: {
      assurer_email: ASSURER,
      metadata: [{ id: 'm', updated_by: ASSURER, field_name: 'name' }],
      contacts: [{ id: 'c', name: 'Reception' }],
    },
  },
  {
    id: 's2',
    list: { name: 'Broken', status: 'active' },
    detail: { assurer_email: `${ASSURER} or so`, assured_date: ASSURER },
  },
]

const EVERYTHING = `{ services { nodes { assurerEmail extensions metadata { updatedBy fieldName } contacts { name } organization { extensions } issues { code path sample message } } }
  feed(slug: "north") { issues { edges { node { code sample message } } } } }`

async function startWith(showAssurers: boolean) {
  const council = await startFakeCouncil(SERVICES)
  onTestFinished(() => council.close())
  const lines: string[] = []
  const note = (details: object, message: string): void => void lines.push(JSON.stringify([details, message]))
  const gateway = await startGateway(testConfig([testFeed('north', council.url)], { showAssurers }), {
    log: { info: note, warn: note, error: note },
  })
  await gateway.refreshAll()
  return { answer: await gateway.ask(EVERYTHING), lines }
}

it('shows no assurer in any field, extension, issue sample or log line', async () => {
  const { answer, lines } = await startWith(false)
  expect(answer.errors).toBeUndefined()
  expect(JSON.stringify(answer)).not.toContain('alex.assurer')
  expect(lines.join('\n')).not.toContain('alex.assurer')
  const lunch = answer.data.services.nodes.find((node: { contacts: unknown[] }) => node.contacts.length > 0)
  expect(lunch).toMatchObject({
    assurerEmail: null,
    contacts: [{ name: 'Reception' }],
    extensions: { pc_metadata: { date_assured: '2026-01-01' } },
  })
})

it('shows assurers where the configuration says so', async () => {
  const { answer } = await startWith(true)
  expect(answer.data.services.nodes).toContainEqual(expect.objectContaining({ assurerEmail: ASSURER }))
})

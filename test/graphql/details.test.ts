import { describe, expect, it } from 'vitest'
import type { DetailFailure } from '../../src/model/keeper.ts'
import { errorsOfFailures } from '../../src/graphql/node/detail-failures.ts'
import { ask, askWell, createContext, type Situation } from './ask.ts'
import { createFakeCatalogue, createFakeDetails, type FakeCatalogue } from './fake-catalogue.ts'
import { organization, service } from './records.ts'

function createShallowCouncils() {
  const catalogue = createFakeCatalogue({
    services: [
      service('north', { id: '1', name: 'Tea', organizationId: '1' }, 'LIST_ITEM'),
      service('north', { id: '2', name: 'Toast', organizationId: '1' }, 'LIST_ITEM'),
      service('south', { id: '1', name: 'Yoga' }, 'LIST_ITEM'),
      service('south', { id: '2', name: 'Zumba', phones: [{ number: '01632 960001' }] }),
    ],
    organizations: [organization('north', { id: '1', name: 'Kettle' })],
  })
  const complete = (failures: readonly DetailFailure[] = []) =>
    createFakeDetails(
      catalogue.held,
      (held) => ({
        ...held,
        provenance: { ...held.provenance, detail: 'FULL', fetchedAt: '2026-03-01T10:00:00Z' },
        service: { ...held.service, schedules: [{ byday: 'MO' }] },
      }),
      failures,
    )
  return { catalogue, complete }
}

async function askForAll(catalogue: FakeCatalogue, query: string, situation: Situation): Promise<unknown> {
  const context = createContext(catalogue, situation)
  const { data, errors = [] } = await ask(catalogue, query, { context })
  const all = [...errors, ...errorsOfFailures(context.failures)]
  return JSON.parse(JSON.stringify({ data, ...(all.length > 0 && { errors: all }) }))
}

describe('a record held as a list item', () => {
  it('has its feed asked for what lists leave out, once and together with its siblings', async () => {
    const { catalogue, complete } = createShallowCouncils()
    const details = complete()
    const answer = await askWell(
      catalogue,
      '{ services { nodes { name detail fetchedAt schedules { byday } phones { number } } } }',
      { details },
    )
    const full = { detail: 'FULL', fetchedAt: '2026-03-01T10:00:00Z', schedules: [{ byday: 'MO' }], phones: [] }
    expect(answer).toEqual({
      services: {
        nodes: [
          { name: 'Tea', ...full },
          { name: 'Toast', ...full },
          { name: 'Yoga', ...full },
          {
            name: 'Zumba',
            detail: 'FULL',
            fetchedAt: '2026-03-01T09:00:00Z',
            schedules: [],
            phones: [{ number: '01632 960001' }],
          },
        ],
      },
    })
    expect(details.asked.map(({ refs }) => refs.map(({ feed, originId }) => `${feed}/${originId}`))).toEqual([
      ['north/1', 'north/2', 'south/1'],
    ])
  })

  it('is shown as it is held where nothing else is asked for', async () => {
    const { catalogue, complete } = createShallowCouncils()
    const details = complete()
    const answer = await askWell(catalogue, '{ services(first: 1) { nodes { detail name organization { name } } } }', {
      details,
    })
    expect(answer).toEqual({
      services: { nodes: [{ detail: 'LIST_ITEM', name: 'Tea', organization: { name: 'Kettle' } }] },
    })
    expect(details.asked).toEqual([])
  })

  it('that is an organization has one of its services asked for', async () => {
    const { catalogue, complete } = createShallowCouncils()
    catalogue.held.organizations = catalogue.held.organizations.map((held) => ({
      ...held,
      provenance: { ...held.provenance, detail: 'LIST_ITEM' },
    }))
    const details = complete()
    await askWell(catalogue, '{ organizations { nodes { name phones { number } } } }', { details })
    expect(details.asked.flatMap(({ refs }) => refs)).toMatchObject([{ feed: 'north', originId: '1' }])
  })
})

describe('a feed whose details can not be had', () => {
  const query = '{ services { nodes { name detail schedules { byday } } } }'
  const failures: readonly DetailFailure[] = [
    { feed: 'south', code: 'HEADERS_TIMEOUT', message: 'It did not answer in time.' },
    { feed: 'south', code: 'CIRCUIT_OPEN', message: 'It is left alone for a while.' },
  ]

  it('is named once in the errors, and the data stands', async () => {
    const { catalogue, complete } = createShallowCouncils()
    expect(await askForAll(catalogue, query, { details: complete(failures) })).toEqual({
      data: {
        services: {
          nodes: [
            { name: 'Tea', detail: 'FULL', schedules: [{ byday: 'MO' }] },
            { name: 'Toast', detail: 'FULL', schedules: [{ byday: 'MO' }] },
            { name: 'Yoga', detail: 'LIST_ITEM', schedules: [] },
            { name: 'Zumba', detail: 'FULL', schedules: [] },
          ],
        },
      },
      errors: [
        {
          message:
            'Details of some records of the feed “south” could not be had: It did not answer in time. What is held is shown; ask again later.',
          extensions: { code: 'FEED_HEADERS_TIMEOUT', feed: 'south' },
        },
      ],
    })
  })

  it('leaves an answer without failures alone', async () => {
    const { catalogue, complete } = createShallowCouncils()
    expect(await askForAll(catalogue, query, { details: complete() })).not.toHaveProperty('errors')
  })
})

describe('a wrong argument', () => {
  it('keeps its code and sentence', async () => {
    const { catalogue } = createShallowCouncils()
    expect(await askForAll(catalogue, '{ services(first: -1) { totalCount } }', {})).toMatchObject({
      errors: [
        {
          message: '`first` is -1: give a number from 0 to 100.',
          extensions: { code: 'BAD_USER_INPUT', path: ['first'] },
        },
      ],
    })
  })
})

import { describe, expect, it, onTestFinished } from 'vitest'
import { startFakeCouncil, type StatedService } from './fake-council.ts'
import { startGateway, testConfig, testFeed, type TestGateway } from './start-gateway.ts'

interface Place {
  readonly latitude: number
  readonly byday?: string
  readonly access?: string
}

function service(name: string, places: readonly Place[], byday?: string): StatedService {
  const schedule = (days: string | undefined) =>
    days === undefined ? [] : [{ id: `c-${days}`, freq: 'WEEKLY', byday: days }]
  const at = places.map(({ latitude, byday: own, access }, index) => ({
    id: `${name}-${index}`,
    schedules: schedule(own),
    location: {
      id: `${name}-place-${index}`,
      location_type: 'physical',
      latitude,
      longitude: -2.59,
      accessibility: access === undefined ? [] : [{ id: `${name}-access-${index}`, description: access }],
    },
  }))
  return { id: name, list: { name }, detail: { service_at_locations: at, schedules: schedule(byday) } }
}

const HERE = 51.45
const HERE_TOO = 51.455
const FAR = 53.25

const SERVICES = [
  service('mondays here, saturdays far', [
    { latitude: HERE, byday: 'MO' },
    { latitude: FAR, byday: 'SA' },
  ]),
  service('mondays and saturdays here', [
    { latitude: HERE, byday: 'MO' },
    { latitude: HERE_TOO, byday: 'SA' },
  ]),
  service('silent here, saturdays far', [{ latitude: HERE }, { latitude: FAR, byday: 'SA' }]),
  service('saturdays everywhere', [{ latitude: HERE }, { latitude: FAR }], 'SA'),
  service('stairs here, step-free far', [
    { latitude: HERE, access: 'No wheelchair access' },
    { latitude: FAR, access: 'Step-free entrance' },
  ]),
  service('step-free here', [{ latitude: HERE, access: 'Step-free entrance' }, { latitude: FAR }]),
  service('silent of access here', [{ latitude: HERE }, { latitude: FAR, access: 'Step-free entrance' }]),
]

async function start(): Promise<TestGateway> {
  const council = await startFakeCouncil(SERVICES)
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('here', council.url)]))
  await gateway.refreshAll()
  return gateway
}

const CIRCLE = `near: { latitude: ${HERE}, longitude: -2.59, withinMetres: 2000 }`
const BOX = `within: { south: 51, north: 52, west: -3, east: -2 }`

describe('what holds at a place holds at one that is meant', () => {
  it.each([
    [
      'open here on a Saturday, for certain',
      `${CIRCLE}, openAt: { on: "2027-02-13" }`,
      'EXCLUDE',
      ['mondays and saturdays here', 'saturdays everywhere'],
    ],
    [
      'open in the box on a Saturday',
      `and: [{ ${BOX} }], openAt: { on: "2027-02-13" }`,
      'EXCLUDE',
      ['mondays and saturdays here', 'saturdays everywhere'],
    ],
    [
      'not open here on a Saturday',
      `${CIRCLE}, not: { openAt: { on: "2027-02-13" } }`,
      'EXCLUDE',
      ['mondays here, saturdays far'],
    ],
    [
      'open anywhere on a Saturday',
      'openAt: { on: "2027-02-13" }',
      'EXCLUDE',
      [
        'mondays and saturdays here',
        'mondays here, saturdays far',
        'saturdays everywhere',
        'silent here, saturdays far',
      ],
    ],
    ['accessible here', `${CIRCLE}, accessible: true`, 'EXCLUDE', ['step-free here']],
    ['not accessible here', `${BOX}, accessible: false`, 'EXCLUDE', ['stairs here, step-free far']],
  ])('%s', async (_, where, unknowns, names) => {
    const gateway = await start()
    const { data, errors } = await gateway.ask(
      `{ services(where: { ${where} }, unknowns: ${unknowns}, orderBy: NAME) { totalCount nodes { name } } }`,
    )
    expect(errors).toBeUndefined()
    expect(data.services.nodes.map(({ name }: { name: string }) => name)).toEqual(names)
    expect(data.services.totalCount).toBe(names.length)
  })

  it('does not know of a place what is stated of another alone', async () => {
    const gateway = await start()
    const { data } = await gateway.ask(
      `{ services(where: { ${CIRCLE}, openAt: { on: "2027-02-13" }, accessible: true }, orderBy: NAME) { edges { unknownOn node { name } } } }`,
    )
    const unknown = data.services.edges.map((edge: { unknownOn: string[]; node: { name: string } }) => [
      edge.node.name,
      edge.unknownOn,
    ])
    expect(Object.fromEntries(unknown)).toEqual({
      'mondays and saturdays here': ['accessible'],
      'saturdays everywhere': ['accessible'],
      'silent here, saturdays far': ['openAt', 'accessible'],
      'silent of access here': ['openAt', 'accessible'],
      'step-free here': ['openAt'],
    })
  })

  it('is as far away as the nearest place that is open', async () => {
    const gateway = await start()
    const { data } = await gateway.ask(
      `{ services(where: { ${CIRCLE}, openAt: { on: "2027-02-13" } }, unknowns: EXCLUDE) { edges { distanceMetres nearest { location { latitude } } node { name } } } }`,
    )
    expect(data.services.edges).toEqual([
      { distanceMetres: 0, nearest: { location: { latitude: HERE } }, node: { name: 'saturdays everywhere' } },
      {
        distanceMetres: expect.closeTo(556, 0),
        nearest: { location: { latitude: HERE_TOO } },
        node: { name: 'mondays and saturdays here' },
      },
    ])
  })

  it('asks two conditions on places of one place', async () => {
    const gateway = await start()
    const far = `near: { latitude: ${FAR}, longitude: -2.59, withinMetres: 2000 }`
    const { data } = await gateway.ask(`{ services(where: { ${far}, ${BOX} }) { totalCount } }`)
    expect(data.services.totalCount).toBe(0)
  })
})

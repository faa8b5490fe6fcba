import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { plainServices, type StatedService } from './fake-council.ts'
import { serveExports } from './serve-exports.ts'

const ASSURER = 'alex.assurer@north.example'

const PLACED = {
  service_at_locations: [
    {
      id: 'l1',
      location: {
        id: 'p1',
        name: 'Guildhall',
        location_type: 'physical',
        latitude: 51.01,
        longitude: -3.1,
        addresses: [{ id: 'a1', address_1: '1 High Street', city: 'Northam', postal_code: 'TA1 1AA' }],
      },
    },
    { id: 'l2', location: { id: 'p2', name: 'To be stated', location_type: 'physical' } },
  ],
}

const AWKWARD: StatedService = {
  id: 's900',
  list: {
    name: '=HYPERLINK("http://evil.example")',
    status: 'active',
    description: 'Café, "Hub"\nand tea',
    assured_by: ASSURER,
  },
  detail: {
    assurer_email: ASSURER,
    minimum_age: 5,
    fees: 'Free',
    phones: [{ id: 'f', number: '+44 1632 960056' }],
    ...PLACED,
  },
}

type Row = Record<string, string>

async function rowsOf(response: Response): Promise<Row[]> {
  const rows: Row[] = parse(await response.text(), { columns: true, bom: true, record_delimiter: '\r\n' })
  return rows
}

it('services.csv has every service of the list once, in its order, with licence, attribution and date', async () => {
  const { get, gateway } = await serveExports(plainServices(230))
  const response = await get('services.csv')
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="services.csv"',
    'access-control-allow-origin': '*',
    link: '</export/sources.csv>; rel="describedby"; type="text/csv"',
  })
  const rows = await rowsOf(response)
  const { data } = await gateway.ask('{ services(first: 100) { totalCount generation nodes { id } } }')
  expect(rows).toHaveLength(data.services.totalCount)
  expect(new Set(rows.map(({ id }) => id)).size).toBe(230)
  expect(rows.slice(0, 100).map(({ id }) => id)).toEqual(data.services.nodes.map(({ id }: { id: string }) => id))
  expect(rows[229]).toMatchObject({
    name: 'Service 230',
    organization: 'Town Trust',
    detail: 'FULL',
    licence: 'Open Government Licence v3.0',
    attribution: 'Northam, the council',
    asOf: '2026-11-23T10:00:00.000Z',
    generation: data.services.generation,
  })
})

it('every file keeps accents, quotes, line ends and places, runs no formula and shows no assurer', async () => {
  const { get, gateway } = await serveExports([AWKWARD, ...plainServices(45)])
  const services = await rowsOf(await get('services.csv'))
  expect(services[0]).toMatchObject({
    name: '\'=HYPERLINK("http://evil.example")',
    description: 'Café, "Hub"\nand tea',
    phones: '+44 1632 960056',
    minimumAge: '5',
    free: 'true',
    postcodes: 'TA1 1AA',
    locations: 'Guildhall | To be stated',
  })
  const places = await get('places.geojson')
  expect(places.headers.get('content-type')).toBe('application/geo+json')
  const collection: unknown = await places.json()
  expect(collection).toMatchObject({
    type: 'FeatureCollection',
    sources: [{ feed: 'north', licence: 'Open Government Licence v3.0', attribution: 'Northam, the council' }],
    features: [
      {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [-3.1, 51.01] },
        properties: { location: 'Guildhall', postalCode: 'TA1 1AA', feed: 'north', asOf: '2026-11-23T10:00:00.000Z' },
      },
      { type: 'Feature', geometry: null, properties: { location: 'To be stated' } },
    ],
    end: { services: 46, servicesWithoutPlace: 45, places: 2, placesWithoutCoordinates: 1, changedOnTheWay: false },
  })
  const lines = (await (await get('records.ndjson')).text()).trimEnd().split('\n')
  const records: unknown[] = lines.map((line): unknown => JSON.parse(line))
  expect(records).toHaveLength(48)
  expect(records[0]).toMatchObject({ sources: { services: 46, feeds: [{ feed: 'north', state: 'FRESH' }] } })
  expect(records[1]).toMatchObject({
    service: {
      description: 'Café, "Hub"\nand tea',
      free: true,
      serviceAtLocations: [{ location: { addresses: [{ postalCode: 'TA1 1AA' }] } }, {}],
    },
    unknownOn: [],
  })
  expect(records.at(-1)).toEqual({ end: { services: 46, generation: gateway.generation(), changedOnTheWay: false } })
  const sources = await rowsOf(await get('sources.csv', { filter: { feeds: ['north'] } }))
  expect(sources).toMatchObject([
    {
      feed: 'north',
      publisher: 'north council',
      licence: 'Open Government Licence v3.0',
      state: 'FRESH',
      services: '46',
    },
  ])
  expect(JSON.stringify([services, collection, records, sources])).not.toContain('alex.assurer')
})

const MEANT: readonly [parameters: Record<string, unknown>, args: string][] = [
  [{ filter: { text: 'service 01' } }, 'where: {text: "service 01"}'],
  [{ filter: { age: 7 }, unknowns: 'EXCLUDE' }, 'where: {age: 7}, unknowns: EXCLUDE'],
  [{ filter: { age: 7 } }, 'where: {age: 7}'],
  [{ orderBy: 'LAST_MODIFIED_DESC' }, 'orderBy: LAST_MODIFIED_DESC'],
  [{ filter: { text: 'zyxw' } }, 'where: {text: "zyxw"}'],
]

const REFUSED: readonly [parameters: Record<string, unknown>, code: string, sentence: RegExp][] = [
  [{ filter: { feeds: ['south'] } }, 'UNKNOWN_FEED', /There is no feed “south”\. Feeds here: north\./],
  [{ filter: { feed: 'x' } }, 'BAD_USER_INPUT', /"feed" is not defined by type "ServiceFilter"/],
  [{ orderBy: 'SIZE' }, 'BAD_USER_INPUT', /"SIZE" does not exist in "ServiceOrder" enum/],
  [{ orderBy: 'DISTANCE' }, 'BAD_USER_INPUT', /near/],
]

it('parameters mean, and are refused as, what they are in GraphQL', async () => {
  const { get, gateway } = await serveExports([...plainServices(20), AWKWARD])
  for (const [parameters, args] of MEANT) {
    const { data } = await gateway.ask(
      `{ services(${args} first: 100) { totalCount edges { node { id } unknownOn } } }`,
    )
    const rows = await rowsOf(await get('services.csv', parameters))
    expect(rows, args).toHaveLength(data.services.totalCount)
    const stated = rows.map(({ id, unknownOn }) => ({ node: { id }, unknownOn: unknownOn === '' ? [] : [unknownOn] }))
    expect(stated, args).toEqual(data.services.edges)
  }
  for (const [parameters, code, sentence] of REFUSED) {
    const response = await get('services.csv', parameters)
    expect(response.status).toBe(400)
    expect(await rowsOf(response)).toEqual([{ error: expect.stringMatching(sentence), code }])
  }
})

it('asks no council for what is held as list items, and says which records are', async () => {
  const { get, council } = await serveExports(plainServices(3).map(({ id, list }) => ({ id, list })))
  const before = council.asked.length
  const rows = await rowsOf(await get('services.csv'))
  expect(council.asked).toHaveLength(before)
  expect(rows.map(({ detail }) => detail)).toEqual(['LIST_ITEM', 'LIST_ITEM', 'LIST_ITEM'])
})

it('coverage.csv has the cells of the query', async () => {
  const term = { id: 't', code: '1', name: 'Lunch', taxonomy: 'Town', term_uri: 'https://terms.example/1' }
  const attributes = [{ id: 'a', link_entity: 'service', taxonomy_term: term }]
  const { get, gateway } = await serveExports(plainServices(12, { attributes }), { areas: ['E06000023'] })
  const { data } = await gateway.ask(`{ taxonomyTerms { nodes { uri } }
    services(where: { areas: { anyOf: ["E06000023"] } }, unknowns: EXCLUDE) { totalCount } }`)
  const rows = await rowsOf(
    await get('coverage.csv', { areas: { codes: ['E06000023'] }, rows: { terms: [data.taxonomyTerms.nodes[0].uri] } }),
  )
  expect(rows).toMatchObject([
    { term: 'Lunch', areaCode: 'E06000023', state: 'PRESENT', serviceCount: String(data.services.totalCount) },
  ])
})

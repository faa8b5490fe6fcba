import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { plainServices, type StatedService } from './fake-council.ts'
import { serveExports } from './serve-exports.ts'

type Row = Record<string, string>

const PLACED: StatedService = {
  id: 's900',
  list: { name: 'Lunch club', status: 'active', minimum_age: -1 },
  detail: {
    phones: [{ id: 'f1', number: '01632960001' }],
    languages: [{ id: 'g1', name: 'Polish', code: 'pl' }],
    service_at_locations: [
      {
        id: 'l1',
        schedules: [
          {
            id: 'h1',
            freq: 'WEEKLY',
            byday: 'MO,WE',
            opens_at: '10:00',
            closes_at: '12:00',
            attending_type: 'phone',
          },
        ],
        location: {
          id: 'p1',
          name: 'Guildhall',
          location_type: 'physical',
          latitude: 51.01,
          longitude: -3.1,
          accessibility: [{ id: 'c1', description: 'Ramp', details: 'At the side door' }],
        },
      },
    ],
  },
}

async function ready() {
  const { get, gateway } = await serveExports([PLACED, ...plainServices(120)])
  const rowsOf = async (name: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<Row[]> => {
    const response = await get(name, parameters)
    expect(`${name} ${response.status}`).toBe(`${name} 200`)
    return parse<Row>(await response.text(), { columns: true, bom: true, record_delimiter: '\r\n' })
  }
  return { get, gateway, rowsOf }
}

it('each list is a table of all its rows, by the arguments of its field', { timeout: 60_000 }, async () => {
  const { get, gateway, rowsOf } = await ready()
  const { data } = await gateway.ask(`{
    organizations(first: 0) { totalCount }
    changes(since: "2020-01-01T00:00:00Z", kinds: [ADDED]) { edges { node { id } } }
    feed(slug: "north") { issues { totalCount edges { node { code originId } } } counts { services } }
  }`)

  const services = await rowsOf('services.csv')
  expect(services.find(({ originId }) => originId === 's900')).toMatchObject({
    phones: '01632 960001',
    languages: 'Polish',
    schedulesAtLocations: 'every week on Monday and Wednesday, 10:00 to 12:00',
    coordinates: '51.01, -3.1',
    accessibility: 'Ramp, At the side door',
    attendingTypesAtLocations: 'PHONE',
  })

  const organizations = await rowsOf('organizations.csv')
  expect(organizations).toHaveLength(data.organizations.totalCount)
  expect(organizations[0]).toMatchObject({ name: 'Town Trust', feed: 'north', licence: 'Open Government Licence v3.0' })

  const changes = await rowsOf('changes.csv', { since: '2020-01-01T00:00:00Z', kinds: 'ADDED' })
  expect(changes.length).toBeGreaterThan(100)
  expect(changes.slice(0, 100).map(({ id }) => id)).toEqual(
    data.changes.edges.map(({ node }: { node: { id: string } }) => node.id),
  )
  expect(await rowsOf('changes.csv', { since: '2020-01-01T00:00:00Z', kinds: 'REMOVED,MERGED' })).toEqual([])

  const issues = await rowsOf('issues.csv')
  expect(issues).toHaveLength(data.feed.issues.totalCount)
  expect(issues).toContainEqual(expect.objectContaining({ feed: 'north', code: 'AGE_SENTINEL', originId: 's900' }))
  expect(await rowsOf('issues.csv', { slugs: 'north', filter: { codes: ['AGE_SENTINEL'] } })).toHaveLength(1)

  const [feed] = await rowsOf('feeds.csv')
  expect(feed).toMatchObject({ feed: 'north', state: 'FRESH', services: String(data.feed.counts.services) })

  const quality = await rowsOf('quality.csv')
  expect(quality).toHaveLength(121)
  const scored = new Map(services.map(({ id, quality: score }) => [id, score]))
  expect(quality.every(({ id, score }) => scored.get(id ?? '') === score)).toBe(true)

  const refused = await get('changes.csv', { since: '2020-01-01T00:00:00Z', kind: 'ADDED' })
  expect(refused.status).toBe(400)
  expect(await refused.text()).toContain('Known are feeds, kinds, newestFirst, since, until.')
})

it('duplicates.csv has each pair of listings once, with the evidence', { timeout: 60_000 }, async () => {
  const twin = (id: string): StatedService => ({
    id,
    list: { name: 'Oakfield Lunch Club', status: 'active', url: 'https://oakfield.example/lunch' },
    detail: {
      phones: [{ id: `f${id}`, number: '01632 960007' }],
      service_at_locations: [
        {
          id: `l${id}`,
          location: {
            id: `p${id}`,
            name: 'Oakfield Hall',
            addresses: [{ id: `a${id}`, address_1: '4 Oak Road', city: 'Northam', postal_code: 'TA1 1AA' }],
          },
        },
      ],
    },
  })
  const { get } = await serveExports([twin('s1'), twin('s2'), ...plainServices(3)])
  const response = await get('duplicates.csv')
  const rows = parse<Row>(await response.text(), { columns: true, bom: true, record_delimiter: '\r\n' })
  expect(rows).toHaveLength(1)
  expect(new Set([rows[0]?.['originId'], rows[0]?.['otherOriginId']])).toEqual(new Set(['s1', 's2']))
  expect(rows[0]).toMatchObject({ relation: 'POSSIBLE', decision: 'PENDING', otherName: 'Oakfield Lunch Club' })
  expect(rows[0]?.['evidence']).toContain('site.address, 3, 4 oakroad TA1 1AA')
})

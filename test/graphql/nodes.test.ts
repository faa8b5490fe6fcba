import { describe, expect, it } from 'vitest'
import { encodeKeyId, encodeRecordId } from '../../src/graphql/node/global-id.ts'
import { ask, askWell, errorsOf } from './ask.ts'
import { createFakeCatalogue, createFakeDetails } from './fake-catalogue.ts'
import { location, organization, scheme, service, term } from './records.ts'

function createCatalogue() {
  return createFakeCatalogue({
    services: [
      service('north', {
        id: '1',
        name: 'Tea',
        organizationId: '1',
        serviceAtLocations: [{ originId: '1', locationId: '1' }],
      }),
      service('south', { id: '1', name: 'Toast' }),
    ],
    organizations: [organization('north', { id: '1', name: 'Kettle' })],
    locations: [location('north', '1', { name: 'Hall' })],
    terms: [term('urn:a', { curie: 'x:a', childUris: ['urn:b'] }), term('urn:b', { parentUris: ['urn:a'], level: 2 })],
    taxonomies: [{ ...scheme, key: 'feed:north/own', name: 'Own', shared: false }, scheme],
  })
}

const ids = [
  encodeRecordId('Service', 'north', '1'),
  encodeRecordId('Organization', 'north', '1'),
  encodeRecordId('Location', 'north', '1'),
  encodeRecordId('ServiceAtLocation', 'north', '1'),
  encodeKeyId('Feed', 'south'),
  encodeKeyId('Taxonomy', 'urn:scheme'),
  encodeKeyId('TaxonomyTerm', 'urn:a'),
]

describe('nodes', () => {
  it('gives every kind of thing back under the id it shows', async () => {
    const answer = await askWell(createCatalogue(), 'query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', {
      variables: { ids },
    })
    expect(answer).toEqual({
      nodes: ['Service', 'Organization', 'Location', 'ServiceAtLocation', 'Feed', 'Taxonomy', 'TaxonomyTerm'].map(
        (__typename, index) => ({ __typename, id: ids[index] }),
      ),
    })
  })

  it('is null in place of ids that are forged, of another gateway or gone', async () => {
    const [id] = ids
    const asked = [
      'forged',
      encodeRecordId('Service', 'west', '1'),
      id,
      encodeKeyId('Feed', 'west'),
      encodeRecordId('Service', 'north', '2'),
    ]
    const source = 'query ($asked: [ID!]!) { nodes(ids: $asked) { id } }'
    expect(await askWell(createCatalogue(), source, { variables: { asked } })).toEqual({
      nodes: [null, null, { id }, null, null],
    })
  })

  it('reads many records in one call per kind', async () => {
    const catalogue = createCatalogue()
    const services = [encodeRecordId('Service', 'north', '1'), encodeRecordId('Service', 'south', '1')]
    await askWell(catalogue, 'query ($services: [ID!]!) { nodes(ids: $services) { id } }', { variables: { services } })
    expect(catalogue.countCalls('getServices')).toBe(1)
  })

  it('refuses more than 100 ids', async () => {
    const many = Array.from({ length: 101 }, () => ids[0])
    const answer = await ask(createCatalogue(), 'query ($many: [ID!]!) { nodes(ids: $many) { id } }', {
      variables: { many },
    })
    expect(errorsOf(answer)).toMatchObject([{ code: 'BAD_USER_INPUT', path: ['ids'] }])
  })
})

describe('service', () => {
  it('is found by id or by origin', async () => {
    const source = `{ a: service(id: "${ids[0]}") { name feed { slug } } b: service(origin: { feed: "south", originId: "1" }) { name } }`
    expect(await askWell(createCatalogue(), source)).toEqual({
      a: { name: 'Tea', feed: { slug: 'north' } },
      b: { name: 'Toast' },
    })
  })

  it.each([
    ['(id: "forged")', []],
    [`(id: "${encodeRecordId('Organization', 'north', '1')}")`, []],
    ['(origin: { feed: "south", originId: "gone" })', []],
    ['', [{ code: 'BAD_USER_INPUT', path: ['id'] }]],
    ['(id: "x", origin: { feed: "south", originId: "1" })', [{ code: 'BAD_USER_INPUT', path: ['origin'] }]],
    ['(origin: { feed: "west", originId: "1" })', [{ code: 'UNKNOWN_FEED', path: ['origin', 'feed'] }]],
  ])('%s is null', async (args, errors) => {
    const answer = await ask(createCatalogue(), `{ service${args} { name } }`)
    expect(answer.data).toEqual({ service: null })
    expect(errorsOf(answer)).toMatchObject(errors)
  })
})

describe('Cache-Control', () => {
  it.each([
    ['no-cache', 0],
    ['max-age=60', 60_000],
    ['max-age=60, no-cache', 0],
  ])('%s has the feeds of single records asked, all in one go', async (cacheControl, maxAgeMs) => {
    const catalogue = createCatalogue()
    const details = createFakeDetails(catalogue.held, (held) => ({
      ...held,
      service: { ...held.service, name: 'Fresh' },
    }))
    const source = `{ service(id: "${ids[0]}") { name } organization(id: "${ids[1]}") { name } node(id: "${ids[3]}") { id } }`
    expect(await askWell(catalogue, source, { details, cacheControl })).toMatchObject({ service: { name: 'Fresh' } })
    expect(new Set(details.asked.flatMap(({ refs }) => refs.map(({ feed }) => feed)))).toEqual(new Set(['north']))
    expect(details.asked.map(({ wish }) => wish)).toEqual([{ maxAgeMs }])
  })

  it.each([undefined, 'no-store', 'max-age=soon', 'max-age'])('%s leaves it to the catalogue', async (cacheControl) => {
    const catalogue = createCatalogue()
    const details = createFakeDetails(catalogue.held, (held) => held)
    const asked = cacheControl === undefined ? { details } : { details, cacheControl }
    await askWell(catalogue, `{ service(id: "${ids[0]}") { name } services { nodes { name } } }`, asked)
    expect(details.asked).toEqual([])
  })

  it('has no feed asked for a list, nor for a record nobody knows', async () => {
    const catalogue = createCatalogue()
    const details = createFakeDetails(catalogue.held, (held) => held)
    const source = `{ services { nodes { name schedules { id } } } service(id: "${encodeRecordId('Service', 'north', '9')}") { name } }`
    await askWell(catalogue, source, { details, cacheControl: 'no-cache' })
    expect(details.asked).toEqual([])
  })
})

describe('taxonomies', () => {
  it('come shared ones first', async () => {
    expect(await askWell(createCatalogue(), '{ taxonomies { name } }')).toEqual({
      taxonomies: [{ name: 'Scheme' }, { name: 'Own' }],
    })
  })

  it('give a term by URI or CURIE, with its neighbours', async () => {
    const source = '{ taxonomyTerm(uri: "x:a") { uri children { uri parents { uri } } taxonomy { name } } }'
    expect(await askWell(createCatalogue(), source)).toEqual({
      taxonomyTerm: {
        uri: 'urn:a',
        children: [{ uri: 'urn:b', parents: [{ uri: 'urn:a' }] }],
        taxonomy: { name: 'Scheme' },
      },
    })
  })

  it.each([
    ['taxonomyTerm(uri: "x:z") { uri }', 'UNKNOWN_TERM', ['uri']],
    ['services { nodes { taxonomyTerms(scheme: "Nope") { uri } } }', 'UNKNOWN_TERM', ['scheme']],
    ['services { facets { taxonomyTerms(scheme: "Nope") { count } } }', 'UNKNOWN_TERM', ['scheme']],
    ['feed(slug: "west") { name }', 'UNKNOWN_FEED', ['slug']],
  ])('%s names what does not exist', async (field, code, path) => {
    expect(errorsOf(await ask(createCatalogue(), `{ ${field} }`))[0]).toMatchObject({ code, path })
  })

  it('page over their terms, 100 at a time unless asked otherwise', async () => {
    const catalogue = createCatalogue()
    await askWell(
      catalogue,
      '{ taxonomies { terms { nodes { uri } } } taxonomyTerms(where: { level: 2 }) { totalCount } }',
    )
    expect(catalogue.calls.find(({ name }) => name === 'listTerms')?.args).toEqual([
      { scheme: 'urn:scheme' },
      { limit: 100, backward: false },
    ])
    expect(catalogue.calls.find(({ name }) => name === 'countTerms')?.args).toEqual([{ level: 2 }])
  })
})

describe('feeds', () => {
  it('say how they stand', async () => {
    const source = `{ feeds(slugs: ["south"]) { slug standard report { state detailedShare } counts { quarantined } health { circuit requestsLastDay lastSuccess } } }`
    expect(await askWell(createCatalogue(), source)).toEqual({
      feeds: [
        {
          slug: 'south',
          standard: 'HSDS-UK-3.0',
          report: { state: 'FRESH', detailedShare: 0.5 },
          counts: { quarantined: 5 },
          health: { circuit: 'CLOSED', requestsLastDay: 7, lastSuccess: null },
        },
      ],
    })
  })

  it('page over their issues', async () => {
    const catalogue = createCatalogue()
    const codes = ['ONE', 'TWO', 'THREE'] as const
    catalogue.held.issues = codes.map((code) => ({ code, severity: 'INFO', path: 'name', message: 'Noted.' }))
    const page = async (args: string) => {
      const answer = await askWell(
        catalogue,
        `{ feed(slug: "north") { issues(${args}) { totalCount edges { node { code } } pageInfo { hasNextPage endCursor } } } }`,
      )
      return JSON.parse(JSON.stringify(answer)).feed.issues
    }
    const first = await page('first: 2')
    expect(first).toMatchObject({
      totalCount: 3,
      edges: [{ node: { code: 'ONE' } }, { node: { code: 'TWO' } }],
      pageInfo: { hasNextPage: true },
    })
    expect(await page(`first: 2, after: "${first.pageInfo.endCursor}"`)).toMatchObject({
      edges: [{ node: { code: 'THREE' } }],
      pageInfo: { hasNextPage: false },
    })
    expect(await page('first: 0')).toMatchObject({ totalCount: 3, edges: [], pageInfo: { hasNextPage: true } })
  })
})

import { describe, expect, it } from 'vitest'
import { ask, askAtOnce, askWell, errorsOf } from './ask.ts'
import { createFakeCatalogue } from './fake-catalogue.ts'
import { location, organization, scheme, service, term } from './records.ts'

const parts = (n: number) => ({
  organizationId: `o${n}`,
  serviceAtLocations: [{ originId: `p${n}`, locationId: `l${n}` }],
})

function createCouncil(size: number) {
  const numbers = Array.from({ length: size }, (_, n) => n)
  const letter = (n: number): string => String.fromCharCode(97 + n)
  return createFakeCatalogue({
    services: numbers.map((n) => service('north', { id: `s${n}`, name: letter(n), ...parts(n) }, 'FULL', ['urn:a'])),
    organizations: numbers.map((n) => organization('north', { id: `o${n}`, name: `Org ${n}` })),
    locations: numbers.map((n) => location('north', `l${n}`, { name: `Place ${n}` })),
    terms: [term('urn:a')],
    taxonomies: [scheme],
  })
}

const PAGE = `{ nodes { name organization { name } serviceAtLocations { location { name } } taxonomyTerms { name taxonomy { name } } } }`

describe('a list of services', () => {
  it('reads records of each kind in one call, however long the page', async () => {
    const catalogue = createCouncil(20)
    await askWell(catalogue, `{ services ${PAGE} }`)
    expect(catalogue.calls.map(({ name }) => name).toSorted()).toEqual([
      'getLocations',
      'getOrganizations',
      'getServices',
      'getTaxonomies',
      'getTerms',
      'searchServices',
    ])
  })

  it('resolves in one pass, without a promise', () => {
    expect(askAtOnce(createCouncil(3), `{ services ${PAGE} }`).errors).toBeUndefined()
  })

  it('inside a list reads its records together with those of its siblings', async () => {
    const catalogue = createCouncil(10)
    await askWell(
      catalogue,
      `{ organizations { nodes { services { nodes { name serviceAtLocations { location { name } } } } } } }`,
    )
    expect(catalogue.countCalls('getServices')).toBe(1)
    expect(catalogue.countCalls('getLocations')).toBe(1)
  })

  it('is counted only when asked, and once for equal filters', async () => {
    const catalogue = createCouncil(3)
    await askWell(catalogue, '{ services { nodes { name } pageInfo { hasNextPage } } }')
    expect(catalogue.countCalls('countServices')).toBe(0)
    await askWell(
      catalogue,
      '{ a: services { totalCount recordCount } b: services(first: 1) { totalCount recordCount } }',
    )
    expect(catalogue.countCalls('countServices')).toBe(2)
    expect(catalogue.countCalls('searchServices')).toBe(1)
  })

  it('pages forward and backward over the same items', async () => {
    const catalogue = createCouncil(5)
    const page = async (args: string) => {
      const answer = await ask(
        catalogue,
        `{ services(${args}) { nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      )
      const { nodes, pageInfo } = JSON.parse(JSON.stringify(answer.data?.['services']))
      return { names: nodes.map(({ name }: { name: string }) => name).join(''), ...pageInfo }
    }
    const first = await page('first: 2')
    const second = await page(`first: 2, after: "${first.endCursor}"`)
    const back = await page(`last: 2, before: "${second.startCursor}"`)
    expect([first.names, second.names, back.names]).toEqual(['ab', 'cd', 'ab'])
    expect([first.hasNextPage, first.hasPreviousPage, second.hasPreviousPage]).toEqual([true, false, true])
    expect((await page('last: 2')).names).toBe('de')
    expect(await page('first: 0')).toMatchObject({ names: '', hasNextPage: true, startCursor: null })
  })

  it('goes on after a cursor whose record has gone', async () => {
    const catalogue = createCouncil(4)
    const answer = await ask(catalogue, '{ services(first: 2) { pageInfo { endCursor } } }')
    const { endCursor } = JSON.parse(JSON.stringify(answer.data)).services.pageInfo
    catalogue.held.services = catalogue.held.services.filter(({ service: { name } }) => name !== 'b')
    const next = await askWell(catalogue, `{ services(first: 1, after: "${endCursor}") { nodes { name } } }`)
    expect(next).toEqual({ services: { nodes: [{ name: 'c' }] } })
  })

  it('says distance, place and unstated facts on its edges', async () => {
    const source = `{ services(where: { near: { latitude: 51, longitude: -1 }, free: true }) { edges { distanceMetres nearest { location { name } } nearBasis unknownOn } } }`
    expect(await askWell(createCouncil(1), source)).toEqual({
      services: {
        edges: [
          {
            distanceMetres: 120.5,
            nearest: { location: { name: 'Place 0' } },
            nearBasis: ['LOCATED'],
            unknownOn: ['free'],
          },
        ],
      },
    })
  })

  it('names the feeds behind it and the earliest confirmation among them', async () => {
    const source = (where: string) => `{ services${where} { asOf generation feeds { feed { slug } state } } }`
    expect(await askWell(createCouncil(1), source(''))).toMatchObject({
      services: {
        asOf: '2026-03-01T07:00:00Z',
        generation: 'g1',
        feeds: [{ feed: { slug: 'north' } }, { feed: { slug: 'south' } }],
      },
    })
    expect(await askWell(createCouncil(1), source('(where: { feeds: ["north"] })'))).toMatchObject({
      services: { asOf: '2026-03-01T08:00:00Z', feeds: [{ feed: { slug: 'north' } }] },
    })
  })

  it('hands the whole filter to the catalogue, nulls left out', async () => {
    const catalogue = createCouncil(1)
    const where = `{ text: "tea", free: null, near: { latitude: 51, longitude: -1, withinMetres: null }, taxonomyTerms: { anyOf: ["urn:a"] }, not: { or: [{ age: 5 }] } }`
    await askWell(catalogue, `{ services(where: ${where}, unknowns: EXCLUDE, orderBy: DISTANCE) { nodes { name } } }`)
    expect(catalogue.calls.find(({ name }) => name === 'searchServices')?.args).toEqual([
      {
        filter: {
          text: 'tea',
          near: { latitude: 51, longitude: -1 },
          taxonomyTerms: { anyOf: ['urn:a'], descendants: true, mapped: true },
          not: { or: [{ age: 5 }] },
        },
        unknowns: 'EXCLUDE',
        duplicates: 'COLLAPSE',
        order: 'DISTANCE',
        slice: { limit: 20, backward: false },
      },
    ])
  })
})

describe('facets', () => {
  const facetFilter = async (facet: string, where: string) => {
    const catalogue = createCouncil(1)
    await askWell(catalogue, `{ services(where: ${where}) { facets { ${facet} } } }`)
    return catalogue.calls.find(({ name }) => name === 'countFacet')?.args[0]
  }

  it('count under the whole filter', async () => {
    expect(await facetFilter('feeds { count }', '{ feeds: ["north"] }')).toEqual({ feeds: ['north'] })
  })

  it('leave their own condition out at the top and in ands, nowhere else', async () => {
    const where = '{ feeds: ["north"], text: "a", and: [{ feeds: ["south"], age: 3 }], not: { feeds: ["south"] } }'
    expect(await facetFilter('feeds(excludeOwnFilter: true) { count }', where)).toEqual({
      text: 'a',
      and: [{ age: 3 }],
      not: { feeds: ['south'] },
    })
  })

  it('by status without their own condition count every status', async () => {
    expect(await facetFilter('status(excludeOwnFilter: true) { count }', '{ status: [ACTIVE] }')).toEqual({
      anyStatus: true,
    })
  })

  it('name what they count', async () => {
    const catalogue = createCouncil(1)
    const answer = async (facet: string, facets: typeof catalogue.held.facets) => {
      catalogue.held.facets = facets
      return askWell(catalogue, `{ services { facets { x: ${facet} } } }`)
    }
    const shown = (x: unknown) => ({ services: { facets: { x } } })
    expect(await answer('organizations { organization { name } count }', [{ key: 'north\to0', count: 2 }])).toEqual(
      shown([{ organization: { name: 'Org 0' }, count: 2 }]),
    )
    expect(
      await answer('languages { name count }', [
        { key: 'pl', count: 2 },
        { key: null, count: 9 },
      ]),
    ).toEqual(shown([{ name: 'Polish', count: 2 }]))
    expect(
      await answer('status { status count }', [
        { key: 'ACTIVE', count: 2 },
        { key: null, count: 1 },
      ]),
    ).toEqual(
      shown([
        { status: 'ACTIVE', count: 2 },
        { status: null, count: 1 },
      ]),
    )
    expect(
      await answer('free { free charged unknown }', [
        { key: 'free', count: 3 },
        { key: null, count: 1 },
      ]),
    ).toEqual(shown({ free: 3, charged: 0, unknown: 1 }))
    expect(await answer('taxonomyTerms { term { uri } count }', [{ key: 'urn:a', count: 3 }])).toEqual(
      shown([{ term: { uri: 'urn:a' }, count: 3 }]),
    )
  })
})

describe("an organization's services", () => {
  it('are those of the organization that pass the filter', async () => {
    const catalogue = createCouncil(3)
    await askWell(
      catalogue,
      '{ organizations(first: 1) { nodes { services(where: { text: "tea" }) { totalCount } } } }',
    )
    expect(catalogue.calls.find(({ name }) => name === 'countServices')?.args[0]).toEqual({
      text: 'tea',
      and: [{ organization: { feed: 'north', originId: 'o0' } }],
    })
  })
})

describe('a wrong argument', () => {
  const deep = (levels: number): string => (levels === 0 ? '{ free: true }' : `{ not: ${deep(levels - 1)} }`)

  it.each([
    ['first: -1', 'BAD_USER_INPUT', ['first']],
    ['first: 101', 'BAD_USER_INPUT', ['first']],
    ['last: 1000000', 'BAD_USER_INPUT', ['last']],
    ['first: 5, last: 5', 'BAD_USER_INPUT', ['last']],
    ['last: 5, after: "x"', 'BAD_USER_INPUT', ['after']],
    ['before: "x"', 'BAD_USER_INPUT', ['before']],
    ['after: "x"', 'BAD_CURSOR', ['after']],
    ['where: { feeds: ["nowhere"] }', 'UNKNOWN_FEED', ['where', 'feeds', 0]],
    ['where: { organization: "x" }', 'BAD_USER_INPUT', ['where', 'organization']],
    ['where: { near: { latitude: 51 } }', 'BAD_USER_INPUT', ['where', 'near', 'longitude']],
    ['where: { or: [{ near: { latitude: 51, longitude: 0 } }] }', 'BAD_USER_INPUT', ['where', 'or', 0, 'near']],
    [`where: ${deep(6)}`, 'BAD_USER_INPUT', ['where', 'not', 'not', 'not', 'not', 'not', 'not']],
  ])('%s is named, and nulls only its own field', async (args, code, path) => {
    const answer = await ask(
      createCouncil(2),
      `{ wrong: services(${args}) { nodes { name } } right: services { totalCount } }`,
    )
    expect(errorsOf(answer)).toEqual([{ code, path, message: expect.stringMatching(/\.$/) }])
    expect(answer.data).toMatchObject({ wrong: null, right: { totalCount: 2 } })
  })

  it('filters may nest five deep', async () => {
    expect((await ask(createCouncil(1), `{ services(where: ${deep(5)}) { totalCount } }`)).errors).toBeUndefined()
  })

  it('a first that a variable leaves open does not contradict last', async () => {
    const source = 'query ($first: Int) { services(first: $first, last: 1) { nodes { name } } }'
    expect(await askWell(createCouncil(2), source)).toEqual({ services: { nodes: [{ name: 'b' }] } })
    expect(errorsOf(await ask(createCouncil(2), source, { variables: { first: 2 } }))[0]?.path).toEqual(['last'])
  })

  it.each(['openAt: { at: "yesterday" }', 'assuredSince: "2026-02-30"', 'openAt: { days: [MONDAY], from: "25:00" }'])(
    '%s is bad input before anything is read',
    async (condition) => {
      const answer = await ask(createCouncil(1), `{ services(where: { ${condition} }) { totalCount } }`)
      expect(errorsOf(answer)).toMatchObject([{ code: 'BAD_USER_INPUT' }])
    },
  )
})

import fc from 'fast-check'
import { graphql } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CatalogueReader } from '../../src/catalogue/catalogue-reader.ts'
import type {
  FacetDimension,
  ServiceFilter,
  ServiceHit,
  ServiceOrder,
  Unknowns,
} from '../../src/catalogue/service-query.ts'
import { createBruteForce, type BruteForce } from './brute-force/evaluate.ts'
import { serviceFilters } from './brute-force/generate-filters.ts'
import { startSampleRegion, type SampleRegion, type StatedRecord } from './brute-force/stated-records.ts'

const ALL = 5_000
const RUNS = Number(process.env['BRUTE_FORCE_RUNS'] ?? 200)
const SETTINGS = { numRuns: RUNS }

let region: SampleRegion
let reader: CatalogueReader
let bruteForce: BruteForce

beforeAll(async () => {
  region = await startSampleRegion()
  reader = region.gateway.createContext({}).reader
  bruteForce = createBruteForce(region)
}, 60_000)

afterAll(() => region?.close())

const unknownsOf = fc.constantFrom<Unknowns>('INCLUDE', 'EXCLUDE')
const FACETS: readonly FacetDimension[] = [
  { by: 'taxonomyTerms', first: ALL },
  { by: 'feeds' },
  { by: 'organizations', first: ALL },
  { by: 'languages', first: ALL },
  { by: 'attending' },
  { by: 'status' },
  { by: 'free' },
  { by: 'accessible' },
]

function idsOf(records: readonly StatedRecord[]): string[] {
  return records.map(({ feed, originId }) => `${feed.slug}/${originId}`)
}

function search(filter: ServiceFilter, unknowns: Unknowns, order?: ServiceOrder): readonly ServiceHit[] {
  return reader.services.searchServices({
    filter,
    unknowns,
    slice: { limit: ALL, backward: false },
    duplicates: 'KEEP',
    ...(order === undefined ? {} : { order }),
  }).hits
}

describe('the sample region, record by record', () => {
  it('finds exactly the services that a filter means, counts them, and says what is unknown of them', () => {
    let found = 0
    fc.assert(
      fc.property(serviceFilters(region), unknownsOf, (filter, unknowns) => {
        const expected = bruteForce.hits(filter, unknowns, 'NAME')
        const hits = search(filter, unknowns, 'NAME')
        expect(hits.map(({ anchor }) => anchor.uid)).toEqual(idsOf(expected))
        expect(reader.services.countServices(filter, unknowns, 'KEEP')).toBe(expected.length)
        expect(hits.map(({ unknownOn }) => unknownOn)).toEqual(
          expected.map((record) => bruteForce.unknownOn(record, filter, unknowns)),
        )
        found += Math.min(1, expected.length)
      }),
      SETTINGS,
    )
    // Filters that find nothing prove little.
    expect(found).toBeGreaterThan(RUNS / 2)
  }, 120_000)

  it('counts every facet under the same filter', () => {
    fc.assert(
      fc.property(serviceFilters(region), unknownsOf, fc.constantFrom(...FACETS), (filter, unknowns, dimension) => {
        const counted = reader.services.countFacet(filter, unknowns, dimension, 'KEEP')
        const expected = bruteForce.facet(bruteForce.hits(filter, unknowns), dimension.by)
        expect(new Map(counted.map(({ key, count }) => [key ?? 'null', count]))).toEqual(expected)
        expect(counted.map(({ count }) => count)).toEqual(counted.map(({ count }) => count).toSorted((a, b) => b - a))
      }),
      SETTINGS,
    )
  }, 120_000)

  it('orders by name, distance, modification and assurance, those that do not say last', () => {
    const orders = fc.constantFrom<ServiceOrder>('NAME', 'LAST_MODIFIED_DESC', 'ASSURED_DATE_DESC', 'DISTANCE')
    fc.assert(
      fc.property(serviceFilters(region), unknownsOf, orders, (filter, unknowns, wanted) => {
        const near = filter.near ?? filter.and?.find((part) => part.near !== undefined)?.near
        const order = wanted === 'DISTANCE' && near === undefined ? 'NAME' : wanted
        const expected = bruteForce.hits(filter, unknowns, order)
        const hits = search(filter, unknowns, order)
        expect(hits.map(({ anchor }) => anchor.uid)).toEqual(idsOf(expected))
        if (near === undefined) return
        for (const [at, { distanceMetres }] of hits.entries()) {
          const record = expected[at]
          const metres = record === undefined ? undefined : bruteForce.metres(record, near, filter)
          expect(distanceMetres === undefined).toBe(metres === undefined)
          // Without a place there is no distance.
          if (metres !== undefined) expect(distanceMetres).toBeCloseTo(metres, 3)
        }
      }),
      SETTINGS,
    )
  }, 120_000)

  it('gives the whole list once, forward and backward, in pages of any size and every order', () => {
    const orders = fc.constantFrom<ServiceOrder | undefined>(
      undefined,
      'NAME',
      'LAST_MODIFIED_DESC',
      'ASSURED_DATE_DESC',
    )
    fc.assert(
      fc.property(
        serviceFilters(region),
        unknownsOf,
        orders,
        fc.integer({ min: 1, max: 100 }),
        (filter, unknowns, order, size) => {
          const whole = search(filter, unknowns, order).map(({ anchor }) => anchor.uid)
          const limit = Math.max(size, Math.ceil(whole.length / 8))
          expect(pageThrough({ filter, unknowns, order }, limit, false)).toEqual(whole)
          expect(pageThrough({ filter, unknowns, order }, limit, true)).toEqual(whole)
        },
      ),
      { ...SETTINGS, numRuns: Math.ceil(RUNS / 5) },
    )
  }, 120_000)
})

describe('the sample region, asked in GraphQL', () => {
  async function ask(query: string) {
    const result = await graphql({
      schema: region.gateway.schema,
      source: query,
      contextValue: region.gateway.createContext({}),
    })
    expect(result.errors).toBeUndefined()
    return JSON.parse(JSON.stringify(result.data))
  }

  it('says which words it searched instead of mistyped ones, and marks them where they occur', async () => {
    const { typed, mistyped } = await ask(`{
      typed: services(where: { text: "swimming" }, first: 100) { totalCount textCorrected nodes { id } }
      mistyped: services(where: { text: "swimmming" }, first: 100) { totalCount textCorrected nodes { id } edges { highlights { field snippet } } }
    }`)
    expect(typed.totalCount).toBeGreaterThan(0)
    expect([typed.textCorrected, mistyped.textCorrected]).toEqual([null, 'swimming'])
    expect(mistyped.nodes).toEqual(typed.nodes)
    for (const { highlights } of mistyped.edges) {
      expect(highlights.length).toBeGreaterThan(0)
      for (const { snippet } of highlights) expect(snippet).toMatch(/<mark>(swim\w*|pools?|aqua\w*)<\/mark>/i)
    }
  })

  it('finds a text the same by either spelling, with or without accents and with & for and', async () => {
    const texts = [
      'organisation',
      'organization',
      'ORGANISATION',
      'advice & information',
      'advice and information',
      'information, advice',
    ]
    const fields = texts.map((text, at) => `t${at}: services(where: { text: ${JSON.stringify(text)} }) { totalCount }`)
    const { t0, t1, t2, t3, t4, t5 } = await ask(`{ ${fields.join(' ')} }`)
    expect([t1, t2]).toEqual([t0, t0])
    expect([t4, t5]).toEqual([t3, t3])
    expect(t3.totalCount).toBeGreaterThan(0)
  })

  it('leaves a facet its own condition out where asked, and no other', async () => {
    const where = '{ free: true, feeds: ["tidewell"], and: [{ attending: [IN_PERSON] }] }'
    const { services, free, feeds, attending } = await ask(`{
      services(where: ${where}, duplicates: KEEP) { totalCount facets {
        free { free charged unknown } freely: free(excludeOwnFilter: true) { free charged unknown }
        feeds { count feed { slug } } everywhere: feeds(excludeOwnFilter: true) { count feed { slug } }
        attending { attending count } however: attending(excludeOwnFilter: true) { attending count }
      } }
      free: services(where: { feeds: ["tidewell"], attending: [IN_PERSON] }, duplicates: KEEP) { facets { free { free charged unknown } } }
      feeds: services(where: { free: true, attending: [IN_PERSON] }, duplicates: KEEP) { facets { feeds { count feed { slug } } } }
      attending: services(where: { free: true, feeds: ["tidewell"] }, duplicates: KEEP) { facets { attending { attending count } } }
    }`)
    const { facets, totalCount } = services
    expect(facets.free.free + facets.free.unknown).toBe(totalCount)
    expect(facets.feeds).toEqual([{ count: totalCount, feed: { slug: 'tidewell' } }])
    expect(facets.freely).toEqual(free.facets.free)
    expect(facets.everywhere).toEqual(feeds.facets.feeds)
    expect(facets.however).toEqual(attending.facets.attending)
  })

  it('knows British Sign Language by its name and code', async () => {
    const { services, byName, byCode } = await ask(`{
      services { facets { languages(first: 100) { name count } } }
      byName: services(where: { languages: ["British Sign Language"] }, unknowns: EXCLUDE) { totalCount }
      byCode: services(where: { languages: ["bfi"] }, unknowns: EXCLUDE) { totalCount }
    }`)
    const counted = services.facets.languages.find(({ name }: { name: string }) => name === 'British Sign Language')
    expect(counted?.count).toBe(byName.totalCount)
    expect(byCode).toEqual(byName)
  })
})

interface List {
  readonly filter: ServiceFilter
  readonly unknowns: Unknowns
  readonly order: ServiceOrder | undefined
}

/** Every page of a list from one end to the other; the flags of each page must agree with what lies around it. */
function pageThrough({ filter, unknowns, order }: List, limit: number, backward: boolean): string[] {
  const seen: ServiceHit[] = []
  for (;;) {
    const anchor = backward ? seen[0]?.anchor : seen.at(-1)?.anchor
    const slice = { limit, backward, ...(anchor === undefined ? {} : { [backward ? 'before' : 'after']: anchor }) }
    const page = reader.services.searchServices({
      filter,
      unknowns,
      slice,
      duplicates: 'KEEP',
      ...(order === undefined ? {} : { order }),
    })
    expect(backward ? page.hasNext : page.hasPrevious).toBe(seen.length > 0)
    if (backward) seen.unshift(...page.hits)
    else seen.push(...page.hits)
    if (!(backward ? page.hasPrevious : page.hasNext)) return seen.map(({ anchor: { uid } }) => uid)
    expect(page.hits).toHaveLength(limit)
  }
}

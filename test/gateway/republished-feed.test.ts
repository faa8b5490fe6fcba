import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { sampleFeedsConfig } from '../../samples/feeds-config.ts'
import { startSampleCouncils } from '../../samples/server.ts'
import { checkAddress } from '../../src/cli/check-feed.ts'
import type { FeedsConfig } from '../../src/config/feeds-config.ts'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'
import { everyField } from './every-field.ts'
import { startFakeCouncil } from './fake-council.ts'
import { partsOfAllKinds } from './parts-of-all-kinds.ts'
import { serveGateway } from './serve-gateway.ts'
import { startGateway, testConfig, testFeed, type TestGateway } from './start-gateway.ts'

const FEEDS = new Set(['tidewell', 'brackmoor', 'saltmere-together'])

async function startRegion(those: ReadonlySet<string> = FEEDS) {
  const councils = await startSampleCouncils()
  onTestFinished(() => councils.close())
  const config = parseFeedsConfig('the samples', JSON.stringify(sampleFeedsConfig(councils.feeds)))
  const feeds = config.feeds.filter(({ slug }) => those.has(slug)).map((feed) => ({ ...feed, pageSize: 500 }))
  const gateway = await startGateway({ ...config, feeds })
  await gateway.refreshAll()
  // The tests keep the thread themselves, which is no load of clients.
  const { url } = await serveGateway(gateway, { limits: { lagMs: 60_000 } })
  return { gateway, url, config }
}

const Listed = z.looseObject({ id: z.string() })
const PageOfFeed = z.looseObject({ total_items: z.number(), last_page: z.boolean(), contents: z.array(Listed) })
const Place = Listed.extend({ location: z.looseObject({ addresses: z.array(z.unknown()) }) })
const Whole = Listed.extend({
  attributes: z.array(z.looseObject({ link_type: z.string(), value: z.string() })),
  service_at_locations: z.array(Place),
})

async function get(url: string): Promise<unknown> {
  const response = await fetch(url)
  expect(response.status, url).toBe(200)
  return response.json()
}

/** One page of a list. */
async function getPage(url: string): Promise<z.infer<typeof PageOfFeed>> {
  return PageOfFeed.parse(await get(url))
}

/** Of each gateway its own: ids, when it read, how it judges, places and groups records, and what it knows of a term besides. */
const OWN = new Set(
  `id uuid feed fetchedAt Metadata.resourceId Schedule.locationId Schedule.serviceAtLocationId ServiceAtLocation.service
  Service.originId Organization.originId Location.originId ServiceAtLocation.originId
  Service.sourceUrl Organization.sourceUrl Location.sourceUrl ServiceAtLocation.sourceUrl
  Service.detail Organization.detail Location.detail ServiceAtLocation.detail
  Service.issues Service.quality Service.cluster Service.matches Service.alsoListedBy Organization.alsoListedBy
  Organization.countedAs Organization.services Organization.parentOrganization Organization.parentOrganizationId
  Location.services Location.areas Service.areas Service.areaCodes Service.placements Service.deliveryClass
  ServiceArea.area ServiceArea.resolution Service.acceptedTerms Service.taxonomyTerms
  TaxonomyTerm.services TaxonomyTerm.ancestors TaxonomyTerm.children TaxonomyTerm.parents TaxonomyTerm.mappings
  TaxonomyTerm.level TaxonomyTerm.otherNames TaxonomyTerm.curie TaxonomyTerm.code TaxonomyTerm.termUri
  Taxonomy.uri Taxonomy.terms Taxonomy.termCount Taxonomy.mappedShare Taxonomy.feeds Taxonomy.shared`.split(/\s+/),
)

const ANY = 'where: { or: [{ status: [ACTIVE] }, { not: { status: [ACTIVE] } }] }'

/** Every service by its id in the republished feed, `key` of its record, as a client is shown it. */
async function readAll(gateway: TestGateway, key: 'uuid' | 'originId'): Promise<ReadonlyMap<string, unknown>> {
  const all = new Map<string, unknown>()
  const query = `query ($after: String) { services(first: 20, after: $after, ${ANY}) { nodes { of: ${key} ${everyField(gateway.schema, 'Service', OWN)} }
    pageInfo { hasNextPage endCursor } } }`
  for (let after: string | null = null; ;) {
    const { data, errors } = await gateway.ask(query, { after })
    expect(errors).toBeUndefined()
    for (const { of, ...node } of data.services.nodes) all.set(of, node)
    if (!data.services.pageInfo.hasNextPage) return all
    after = data.services.pageInfo.endCursor
  }
}

/** What republishing adds: whose record it is. */
const ADDED = new Set(['source_feed', 'publisher', 'licence', 'attribution', 'original_id', 'source_url', 'as_of'])
const MORE_ADDED = new Set(['record_detail', 'also_listed_as', 'free'])

function withoutAdded(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((each) => !isAdded(each)).map(withoutAdded)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutAdded(member)]))
}

function isAdded(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if ('linkType' in value && (ADDED.has(String(value.linkType)) || MORE_ADDED.has(String(value.linkType)))) return true
  return 'lastActionType' in value && value.lastActionType === 'republish'
}

/** A gateway that reads the feed of another, with the same schemes. */
async function startSecond(url: string, taxonomies?: FeedsConfig['taxonomies']): Promise<TestGateway> {
  const second = await startGateway({
    ...testConfig([testFeed('region', url, { pageSize: 500 })]),
    ...(taxonomies && { taxonomies }),
  })
  await second.refreshAll()
  return second
}

const COUNTS = `{
  services { totalCount recordCount facets {
    status { status count } languages(first: 50) { name count } attending { attending count } free { free charged unknown }
  } }
  free: services(where: { free: true }, unknowns: EXCLUDE) { totalCount }
  age: services(where: { age: 7 }, unknowns: EXCLUDE) { totalCount }
  open: services(where: { openAt: { days: [SATURDAY] } }, unknowns: EXCLUDE) { totalCount }
  text: services(where: { text: "lunch" }) { totalCount }
  languages: services(where: { languages: ["pl"] }, unknowns: EXCLUDE) { totalCount }
  near: services(where: { near: { latitude: 52.2, longitude: 0.9, withinMetres: 30000 } }) { totalCount }
  organizations { totalCount }
  locations { totalCount }
}`

it('gives a second gateway that reads all records the same services, field by field, and the same counts', async () => {
  const { gateway, url, config } = await startRegion(new Set(['brackmoor', 'saltmere-together']))
  const second = await startSecond(`${url}/oruk/v3?duplicates=keep`, config.taxonomies)
  const [here, there] = [await readAll(gateway, 'uuid'), await readAll(second, 'originId')]
  // Of a service that several list, another record may be shown: which feed comes first is the operator's.
  const shown = [...here].filter(([id]) => there.has(id))
  expect(shown.length).toBeGreaterThan(0.95 * here.size)
  for (const [id, service] of shown) expect(withoutAdded(there.get(id)), id).toEqual(service)

  const { data, errors } = await gateway.ask(COUNTS)
  expect(errors).toBeUndefined()
  expect(data.services.totalCount).toBeGreaterThan(200)
  expect(data.services.recordCount).toBeGreaterThan(data.services.totalCount)
  expect((await second.ask(COUNTS)).data).toEqual(data)
}, 240_000)

it('loses nothing of what parts of a record carry besides their own fields', async () => {
  const council = await startFakeCouncil([
    { id: 's1', list: { name: 'Chess', status: 'active' }, detail: partsOfAllKinds() },
  ])
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('council', council.url)]))
  await gateway.refreshAll()
  const { url } = await serveGateway(gateway)
  const second = await startSecond(`${url}/oruk/v3`)
  const [here, there] = [await readAll(gateway, 'uuid'), await readAll(second, 'originId')]
  expect(here.size).toBe(1)
  for (const [id, service] of here) expect(withoutAdded(there.get(id)), id).toEqual(service)
})

it('numbers its pages to the end, the same services in the same order, whatever their size', async () => {
  const { gateway, url } = await startRegion()
  const lists = await Promise.all([50, 333, 1_000].map(async (size) => readPages(`${url}/oruk/v3/services`, size)))
  expect(lists[1]).toEqual(lists[0])
  expect(lists[2]).toEqual(lists[0])
  const { data } = await gateway.ask(
    `{ services(${ANY}) { totalCount recordCount } serviceAtLocations(${ANY}) { totalCount } }`,
  )
  expect(lists[0]?.length).toBe(data.services.totalCount)
  expect((await getPage(`${url}/oruk/v3/services?duplicates=keep`)).total_items).toBe(data.services.recordCount)
  const places = await readPages(`${url}/oruk/v3/service_at_locations`, 400)
  expect(places.length).toBe(data.serviceAtLocations.totalCount)
  const beyond = await get(`${url}/oruk/v3/services?page=999`)
  expect(beyond).toMatchObject({
    page_number: 999,
    size: 0,
    first_page: false,
    last_page: true,
    empty: true,
    contents: [],
  })
}, 120_000)

async function readPages(list: string, size: number): Promise<readonly string[]> {
  const ids: string[] = []
  for (let page = 1; ; page += 1) {
    const answer = await getPage(`${list}?per_page=${size}&page=${page}`)
    expect(answer).toMatchObject({ page_number: page, first_page: page === 1, size: answer.contents.length })
    ids.push(...answer.contents.map(({ id }) => id))
    if (answer.last_page) {
      expect(answer).toMatchObject({ total_items: ids.length, total_pages: page })
      return ids
    }
  }
}

const TODAY = new Date().toISOString().slice(0, 10)
const ONE = {
  name: 'Lunch club',
  organization: { id: '0c1a8fc4-6e23-4b0a-8d42-0a2f1f6f4a10', name: 'Friends', description: 'Neighbours.' },
  status: 'active',
  assured_date: TODAY,
  minimum_age: 50,
  maximum_age: 99,
  last_modified: `${TODAY}T00:00:00Z`,
}
const SCHEDULE = {
  id: '7f0a8fc4-6e23-4b0a-8d42-0a2f1f6f4a11',
  freq: 'WEEKLY',
  byday: 'TU',
  opens_at: '12:00',
  closes_at: '14:00',
}
const TERM = { id: '3f0a8fc4-6e23-4b0a-8d42-0a2f1f6f4a12', name: 'Meals', taxonomy: 'Local' }

/** Services of which every filter can ask something, assured today. */
function assuredServices(count: number) {
  return Array.from({ length: count }, (_, at) => ({
    id: `${String(at).padStart(8, '0')}-0000-4000-8000-000000000000`,
    list: { ...ONE, name: `Lunch club ${at}` },
    detail: { schedules: [SCHEDULE], attributes: [{ taxonomy_term: TERM }] },
  }))
}

it.each(['/oruk/v3', '/hsds/v3.1'])(
  'passes this project’s own check at %s, every filter honoured',
  async (base) => {
    const council = await startFakeCouncil(assuredServices(30))
    onTestFinished(() => council.close())
    const gateway = await startGateway(testConfig([testFeed('council', council.url)]), { now: () => Date.now() })
    await gateway.refreshAll()
    const { url } = await serveGateway(gateway)
    const configured = { ...testConfig([]), allowPrivateHosts: ['127.0.0.1'] }
    const asked = { mostDetails: 10, say() {}, configured }
    const { verification, filters, counts } = await checkAddress(`${url}${base}`, asked)
    const others = verification?.checks.filter(({ outcome }) => outcome !== 'PASS').map(({ id }) => id)
    expect([verification?.outcome, others]).toEqual(['PASS', []])
    expect(counts).toMatchObject({ services: 30, organizations: 1 })
    expect(filters.map(({ parameter, result }) => `${parameter} ${result}`)).toEqual(
      filters.map(({ parameter }) => `${parameter} HONOURED`),
    )
    expect(filters.length).toBeGreaterThanOrEqual(8)
    // HSDS's own, which the UK profile leaves out.
    const [listed] = (await getPage(`${url}${base}/services`)).contents
    const organization = String(listed?.['organization_id'])
    expect((await getPage(`${url}${base}/services?organization_id=${organization}`)).total_items).toBe(30)
    expect((await getPage(`${url}${base}/services?modified_after=${TODAY}`)).total_items).toBe(30)
    for (const never of ['2199-01-01T00:00:00Z', '2199-01-01T00:00Z'])
      expect((await getPage(`${url}${base}/services?modified_after=${never}`)).total_items).toBe(0)
  },
  60_000,
)

it('says what its publisher did not state, keeps ids, withholds assurers, and names the source', async () => {
  const id = 'b2b0d2c8-8a44-4d77-9a7b-1f6c5a3f0001'
  const detail = {
    assurer_email: 'jo@example.org',
    service_at_locations: [{ id: 'a', location: { id: 'l', addresses: [{ city: 'Tideholm' }] } }],
  }
  const council = await startFakeCouncil([{ id, list: { name: 'Bare', status: 'winding down' }, detail }])
  onTestFinished(() => council.close())
  const feed = testFeed('council', council.url, { licence: 'OGL 3.0', attribution: 'Ask us' })
  const gateway = await startGateway(testConfig([feed]))
  await gateway.refreshAll()
  const { url } = await serveGateway(gateway)
  const [listed] = (await getPage(`${url}/oruk/v3/services`)).contents
  const service = Whole.parse(await get(`${url}/oruk/v3/services/${listed?.id}`))
  expect(JSON.stringify(service)).not.toContain('jo@example.org')
  expect(service).toMatchObject({
    id: listed?.id,
    status: 'inactive',
    organization: { name: 'Not stated by the publisher.' },
  })
  const said = service.attributes.map((each) => `${each.link_type} ${each.value}`)
  expect(said).toEqual(
    expect.arrayContaining([
      'status OTHER',
      'licence OGL 3.0',
      'attribution Ask us',
      `original_id ${id}`,
      'publisher council council',
    ]),
  )
  const [place] = service.service_at_locations
  expect(place?.location.addresses[0]).toMatchObject({ city: 'Tideholm', address_1: 'Not stated by the publisher.' })
  expect(await get(`${url}/oruk/v3/service_at_locations/${place?.id}`)).toMatchObject({
    id: place?.id,
    service: { id: listed?.id },
  })
})

it.each([
  ['services?per_page=0', 400, /"per_page" is a whole number from 1 to 1000/],
  ['services?page=x', 400, /"page" is a whole number/],
  ['services?colour=red', 400, /There is no parameter “colour” here\. Known are duplicates, page/],
  ['services?day=XX', 400, /"day" is one of MO, TU/],
  ['services?modified_after=2027-02-30', 400, /"modified_after" is an instant or a day/],
  ['services?modified_after=2027-02-30T09:30Z', 400, /"modified_after" is an instant or a day/],
  ['services?start_time=99:99', 400, /"start_time" is a time of day/],
  ['services?page=1&page=2', 400, /"page" is given twice/],
  ['services?proximity=100', 400, /give postcode with it/],
  ['services?taxonomy_id=none', 400, /has the taxonomy “none”/],
  ['services/00000000-0000-8000-8000-000000000000', 404, /Nothing in services has this id/],
  ['services/%E0%A4%A', 400, /not encoded as an address/],
  ['services/1/2', 404, /the feed has services, service_at_locations/],
  ['taxonomy_terms/unknown', 404, /Nothing in taxonomy_terms has this id/],
  ['organizations', 404, /the feed has services/],
])('answers %s with a problem document of status %i', async (path, status, sentence) => {
  const { url } = await serveGateway(await startGateway(testConfig([])))
  const response = await fetch(`${url}/oruk/v3/${path}`)
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(await response.json()).toMatchObject({ status, detail: expect.stringMatching(sentence), type: 'about:blank' })
})

it('is kept by its tag, and open to pages of other origins', async () => {
  const { url } = await serveGateway(await startGateway(testConfig([])))
  for (const path of ['/oruk/v3', '/oruk/v3/', '/oruk/v3/services', '/hsds/v3.1/taxonomies']) {
    const first = await fetch(`${url}${path}`)
    expect(first.headers.get('access-control-allow-origin')).toBe('*')
    const etag = first.headers.get('etag') ?? ''
    const again = await fetch(`${url}${path}`, { headers: { 'if-none-match': etag } })
    expect([first.status, again.status], path).toEqual([200, 304])
  }
})

const SCHEMAS = process.env['SHARED'] === undefined ? '' : join(process.env['SHARED'], 'data/schemas')

describe.skipIf(!existsSync(SCHEMAS))('the standard’s own schemas', () => {
  it('hold of lists, records, taxonomies and terms', async () => {
    const { url } = await startRegion()
    const base = `${url}/oruk/v3`
    const uk = compileIn('OpenReferralUK+uk-profile/schema')
    const expectValid = (validate: ValidateFunction, value: unknown): void => {
      validate(value)
      expect(validate.errors ?? [], JSON.stringify(value).slice(0, 500)).toEqual([])
    }
    const services = (await getPage(`${base}/services?per_page=1000`)).contents
    const places = (await getPage(`${base}/service_at_locations?per_page=1000`)).contents
    const terms = (await getPage(`${base}/taxonomy_terms?per_page=1000`)).contents
    const taxonomies = (await getPage(`${base}/taxonomies`)).contents
    expect([services, places, terms, taxonomies].every((list) => list.length > 3)).toBe(true)
    for (const each of services) expectValid(uk('compiled/service_list'), each)
    for (const each of places) expectValid(uk('compiled/service_at_location_list'), each)
    for (const each of terms) expectValid(uk('taxonomy_term'), each)
    for (const each of taxonomies) expectValid(uk('taxonomy'), each)
    const international = compileIn('openreferral+specification/3.1-dev/schema')('service')
    for (const { id } of services.filter((_, at) => at % 7 === 0)) {
      const service = await get(`${base}/services/${id}`)
      expectValid(uk('compiled/service'), service)
      expectValid(international, service)
    }
    for (const { id } of places.filter((_, at) => at % 40 === 0))
      expectValid(uk('compiled/service_at_location'), await get(`${base}/service_at_locations/${id}`))
    for (const { id } of taxonomies) expectValid(uk('taxonomy'), await get(`${base}/taxonomies/${id}`))
  }, 120_000)
})

/** The schema of that name in a folder of the standard's, with all that it refers to there. */
function compileIn(path: string): (name: string) => ValidateFunction {
  const folder = join(SCHEMAS, path)
  const ajv = createAjv()
  for (const name of globSync('**/*.json', { cwd: folder }).filter((each) => !each.endsWith('openapi.json')))
    ajv.addSchema({ ...JSON.parse(readFileSync(join(folder, name), 'utf8')), $id: name })
  return (name) => {
    const validate = ajv.getSchema(`${name}.json`)
    if (validate === undefined) throw new Error(`The standard has no schema ${name} here.`)
    return validate
  }
}

/** The standard's files have members that describe tables, and are read as what they are of JSON Schema. */
function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  return ajv
}

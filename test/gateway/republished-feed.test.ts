import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { sampleFeedsConfig } from '../../samples/feeds-config.ts'
import { startSampleCouncils } from '../../samples/server.ts'
import { checkAddress } from '../../src/cli/check-feed.ts'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'
import { startFakeCouncil } from './fake-council.ts'
import { serveGateway } from './serve-gateway.ts'
import { startGateway, testConfig, testFeed, type TestGateway } from './start-gateway.ts'

const FEEDS = new Set(['tidewell', 'brackmoor', 'saltmere-together'])

async function startRegion() {
  const councils = await startSampleCouncils()
  onTestFinished(() => councils.close())
  const config = parseFeedsConfig('the samples', JSON.stringify(sampleFeedsConfig(councils.feeds)))
  const feeds = config.feeds.filter(({ slug }) => FEEDS.has(slug)).map((feed) => ({ ...feed, pageSize: 500 }))
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

const SCHEDULES = `schedules { validFrom validTo dtstart freq interval byday bymonthday byweekno byyearday bymonth bysetpos exdate
  rdate until count wkst timezone opensAt closesAt utcTimes unreadable description scheduleLink attendingType notes closed }`
const PHONES = 'phones { number e164 extension type description languages { name code note } }'
const CONTACTS = `contacts { name title department email ${PHONES} }`
const ATTRIBUTES = `attributes { linkType linkEntity value label
  taxonomyTerm { uri name description language parents { uri name } taxonomy { name description version } } }`
const METADATA = 'metadata { resourceType lastActionDate lastActionType fieldName previousValue replacementValue }'
const RECORD = `uuid originId name alternateName description descriptionHtml url additionalUrls { label url } email status fees
  feesDescription accreditations licenses applicationProcess interpretationServices waitTime eligibilityDescription minimumAge
  maximumAge hasUnreadableAges assuredDate alert lastModified attendingTypes ${SCHEDULES}
  serviceAreas { name serviceArea extent extentType uri } languages { name code note } funding { source }
  costOptions { validFrom validTo option currency amount amountDescription } requiredDocuments { document uri }
  capacities { available maximum description updated unit } program { name alternateName description }
  ${CONTACTS} ${PHONES} ${ATTRIBUTES} ${METADATA}`
const ORGANIZATION = `organization { name alternateName description descriptionHtml email website logo uri taxStatus taxId
  yearIncorporated legalStatus organizationIdentifiers { identifierScheme identifierType identifier }
  additionalWebsites { label url } funding { source } ${CONTACTS} ${PHONES} }`
const PLACES = `serviceAtLocations { description ${SCHEDULES} serviceAreas { name } ${CONTACTS} ${PHONES}
  location { locationType name alternateName description transportation url latitude longitude precision externalIdentifier
    externalIdentifierType addresses { attention address1 address2 city region stateProvince postalCode country addressType }
    accessibility { accessibility description details url } languages { name } ${PHONES} ${ATTRIBUTES} } }`
const ANY = 'where: { or: [{ status: [ACTIVE] }, { not: { status: [ACTIVE] } }] }'

/** Every service by its id in the republished feed, `key` of its record, as a client is shown it. */
async function readAll(gateway: TestGateway, key: 'uuid' | 'originId'): Promise<ReadonlyMap<string, unknown>> {
  const all = new Map<string, unknown>()
  for (const part of [RECORD, `uuid originId ${ORGANIZATION} ${PLACES}`])
    for (let after: string | null = null; ;) {
      const { data, errors } = await gateway.ask(
        `query ($after: String) { services(first: 50, after: $after, ${ANY}) { nodes { ${part} } pageInfo { hasNextPage endCursor } } }`,
        { after },
      )
      expect(errors).toBeUndefined()
      for (const { uuid, originId, ...node } of data.services.nodes) {
        const id = key === 'uuid' ? uuid : originId
        all.set(id, { ...Object(all.get(id)), ...node })
      }
      if (!data.services.pageInfo.hasNextPage) break
      after = data.services.pageInfo.endCursor
    }
  return all
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

it('gives a second gateway that reads it the same services, field by field, and the same counts', async () => {
  const { gateway, url, config } = await startRegion()
  const region = testFeed('region', `${url}/oruk/v3`, { pageSize: 500 })
  const { taxonomies } = config
  const second = await startGateway({ ...testConfig([region]), ...(taxonomies && { taxonomies }) })
  await second.refreshAll()

  const [here, there] = [await readAll(gateway, 'uuid'), await readAll(second, 'originId')]
  expect(here.size).toBeGreaterThan(700)
  expect([...there.keys()].toSorted()).toEqual([...here.keys()].toSorted())
  for (const [id, service] of here) expect(withoutAdded(there.get(id)), id).toEqual(service)

  const counts = `{ services { totalCount facets { status { status count } languages { language count } attending { type count } } } }`
  expect((await second.ask(counts)).data).toEqual((await gateway.ask(counts)).data)
}, 180_000)

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
    // A server of a test has no certificate; that alone is not as the standard wants it.
    const others = verification?.checks.filter(({ outcome }) => outcome !== 'PASS').map(({ id }) => id)
    expect(others).toEqual(['https'])
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
    expect((await getPage(`${url}${base}/services?modified_after=2199-01-01T00:00:00Z`)).total_items).toBe(0)
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
  ['services?colour=red', 400, /"colour" is not known here: there are page/],
  ['services?day=XX', 400, /"day" is one of MO, TU/],
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

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COUNCILS } from '../../samples/councils.ts'
import { startSampleCouncils, type SampleCouncils } from '../../samples/server.ts'
import { readPage } from '../../src/standard/read-page.ts'
import { readService } from '../../src/standard/read-service.ts'
import { findLost } from './find-lost.ts'
import { bodyOf, context, readingOf } from './pages.ts'

const recordings = process.env['RECORDINGS'] ?? ''

/** What is lost of the services of one body, by the path in its record. */
function lostOf(body: unknown, quirks: readonly string[] = []): { readonly read: number; readonly lost: string[] } {
  const page = readPage(bodyOf(body), { ...context, quirks })
  const lost: string[] = []
  for (const item of page.items) {
    const reading = readService(item, { ...context, quirks, dialect: page.dialect })
    if ('record' in reading)
      lost.push(...findLost(item.raw, reading.record, reading.issues).map((each) => `${item.originId} ${each}`))
  }
  return { read: page.items.length, lost }
}

/** A copy in which every object has a member that no standard knows, each with a word of its own. */
function planted(value: unknown, words: string[]): unknown {
  if (Array.isArray(value)) return value.map((member) => planted(member, words))
  if (typeof value !== 'object' || value === null) return value
  const word = `planted-${words.length}-word`
  words.push(word)
  const members = Object.entries(value).map(([key, member]) => [key, planted(member, words)])
  return { ...Object.fromEntries(members), x_planted: word }
}

const whole = {
  description: 'Knitting',
  phones: [{ number: '0117 496 0120', languages: [{ name: 'Polish' }] }, { description: 'only words' }],
  contacts: [{ name: 'Jo', phones: [{ number: '0117 496 0121' }] }, { id: 'bare' }],
  cost_options: [{ amount: 3, attributes: [{ taxonomy_term: { id: 't', name: 'Adult' } }] }],
  schedules: [{ freq: 'WEEKLY', byday: 'MO' }],
  service_areas: [{ name: 'Town' }],
  languages: [{ name: 'Welsh' }],
  funding: [{ source: 'Lottery' }],
  required_documents: [{ document: 'Letter' }],
  additional_urls: [{ url: 'https://knit.org.uk' }],
  capacities: [{ available: 3, unit: { id: 'u', name: 'places' } }],
  program: { id: 'p', name: 'Winter' },
  metadata: [{ id: 'm', field_name: 'name' }],
  attributes: [
    { id: 'a', taxonomy_term: { id: 't', name: 'Knitting', taxonomy_detail: { id: 'x', name: 'Ours' } } },
    { id: 'b', taxonomy_term: { id: 'c', name: 'Child', parent: { id: 'd', name: 'Parent' } } },
  ],
  organization: {
    id: 'o',
    name: 'Wool',
    organization_identifiers: [{ identifier: '123' }],
    contacts: [{ name: 'Al' }],
    programs: [{ name: 'Winter' }],
  },
  service_at_locations: [
    {
      id: 'l',
      location: {
        id: 'h',
        addresses: [{ address_1: '1 Hall Road', postal_code: 'BS1 4DJ' }],
        accessibility: [{ description: 'Ramp' }],
        schedules: [{ byday: 'TU' }],
      },
    },
  ],
}
const wholeOf1 = {
  description: 'Knitting',
  contacts: [{ id: '1', name: 'Jo', phones: [{ number: '0117 496 0120' }] }],
  cost_options: [{ id: '2', amount: 3 }],
  regular_schedules: [{ id: '3', weekday: 'Monday' }],
  holiday_schedules: [{ id: '4', start_date: '2026-12-25', closed: true }],
  eligibilitys: [{ id: '5', eligibility: 'Adults', taxonomys: [{ id: '6', name: 'Adult' }] }],
  service_taxonomys: [{ id: '7', taxonomy: { id: '8', name: 'Knitting', vocabulary: 'Ours' } }],
  link_taxonomy: [{ id: '9', link_type: 'cost_option', link_id: '2', taxonomy: { id: '10', name: 'Adult' } }],
  service_areas: [{ id: '11', service_area: 'Town' }],
  fundings: [{ id: '12', source: 'Lottery' }],
  languages: [{ id: '13', language: 'Welsh' }],
  organization: { id: '14', name: 'Wool', url: 'https://wool.org.uk' },
  service_at_locations: [
    {
      id: '15',
      regular_schedule: [{ id: '16', weekday: 'Friday' }],
      location: {
        id: '17',
        physical_addresses: [{ id: '18', address1: '1 Hall Road' }],
        accessibility_for_disabilities: [{ id: '19', accessibility: 'Ramp' }],
      },
    },
  ],
}
const wholeOfOutpost = {
  organisation: { id: 1, name: 'Wool' },
  locations: [
    {
      id: 2,
      name: 'Hall',
      geometry: { type: 'Point', coordinates: [-2.5, 51.4] },
      accessibilities: [{ name: 'Ramp' }],
    },
  ],
  taxonomies: [{ id: 3, name: 'Knitting' }],
  suitabilities: [{ id: 4, name: 'Adults' }],
  send_needs: [{ id: 5, name: 'Autism' }],
  links: [{ label: 'Page', url: 'https://knit.org.uk' }],
  contacts: [{ id: 6, name: 'Jo', phone: '0117 496 0120' }],
  cost_options: [{ id: 7, amount: 3, cost_type: 'per hour' }],
  regular_schedules: [{ id: 8, weekday: 'Monday' }],
}

describe('nothing that a publisher provides is lost', () => {
  it.each([
    ['HSDS-3.1', whole],
    ['ORUK-1.0', wholeOf1],
    ['Outpost', wholeOfOutpost],
  ])('keeps members that the standard does not know, in every object of %s', (dialect, raw) => {
    const words: string[] = []
    const { record } = readingOf({ ...Object(planted(raw, words)) }, dialect)
    const kept = JSON.stringify(record)
    expect(words.length).toBeGreaterThan(10)
    expect(words.filter((word) => !kept.includes(word))).toEqual([])
  })

  it.each([
    ['phones', [{ type: 'voice', department: 'Kitchen' }]],
    ['contacts', ['ask at the desk']],
    ['organization', [{ name: 'Wool' }, { name: 'Yarn' }]],
    ['languages', { id: 'l1' }],
    ['attributes', [{ id: ['t1'], value: 'Knitting' }]],
    ['program_id', 'winter-4'],
    ['capacities', [{ available: 3, unit: { id: 'u9', name: 'places', short: 'pl' } }]],
    ['taxonomy_details', { id: 'x9' }],
  ])('keeps %s that cannot be read as one: %j', (name, value) => {
    const { record, issues } = readingOf({ [name]: value })
    expect(findLost({ [name]: value }, record, issues)).toEqual([])
  })

  it('leaves out of the extensions only what is empty and keys that repeat what nesting says', () => {
    const { record } = readingOf({
      contacts: [{ id: 'c1', service_id: 's1', organization_id: 'o9', name: 'Jo', fax: '', notes: [null, {}] }],
    })
    expect(record.contacts).toEqual([{ id: 'c1', name: 'Jo', extensions: { organization_id: 'o9' } }])
  })

  it('notices what is lost', () => {
    expect(findLost({ a: { b: ['gone word'] } }, { a: 'here' }, [])).toEqual(['a.b[0]: gone word'])
  })
})

describe('every service of the sample councils', () => {
  let councils: SampleCouncils
  beforeAll(async () => {
    councils = await startSampleCouncils()
  })
  afterAll(() => councils.close())

  it.each(COUNCILS.map(({ slug, quirks }) => [slug, quirks] as const))('is whole: %s', async (slug, quirks) => {
    const { url = '' } = councils.feeds.find((feed) => feed.slug === slug) ?? {}
    const list = await readJson(`${url}/services?per_page=1000&page=1`)
    const { items } = readPage(bodyOf(list), context)
    const details = await Promise.all(items.map(({ originId }) => readJson(`${url}/services/${originId}`)))
    expect(details.length).toBeGreaterThanOrEqual(50)
    for (const contents of [list, { contents: details }]) {
      const { read, lost } = lostOf(contents, quirks)
      expect(read).toBeGreaterThanOrEqual(50)
      expect(lost).toEqual([])
    }
  })
})

describe.skipIf(recordings === '')('every service of every recording', () => {
  const files = recordings === '' ? [] : filesOf(join(recordings, 'feeds'))

  it.each(files.filter((file) => /\/services?[-_]?(?:page|list|all|full|[\da-f])/.test(file)))(
    'is whole: %s',
    (file) => {
      const body: unknown = JSON.parse(readFileSync(join(recordings, 'feeds', file), 'utf8').replace(/^\uFEFF/, ''))
      const isOne = typeof body === 'object' && body !== null && 'id' in body
      const { read, lost } = lostOf(isOne ? { contents: [body] } : body)
      expect(read).toBeGreaterThan(0)
      expect(lost).toEqual([])
    },
  )
})

async function readJson(url: string): Promise<unknown> {
  return (await fetch(url)).json()
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'))
}

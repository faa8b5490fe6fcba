import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { COUNCILS } from '../../samples/councils.ts'
import { sampleFeedsConfig } from '../../samples/feeds-config.ts'
import { readCouncil } from '../../samples/read-council.ts'
import type { SampleCouncils } from '../../samples/server.ts'
import { startSampleCouncils } from '../../samples/server.ts'

const Item = z.looseObject({ id: z.union([z.string(), z.number()]) })
const HsdsPage = z.object({
  total_items: z.number(),
  total_pages: z.number(),
  page_number: z.number(),
  size: z.number(),
  first_page: z.boolean(),
  last_page: z.boolean(),
  empty: z.boolean(),
  contents: z.array(Item),
})
const OrukPage = z.object({
  totalElements: z.number(),
  totalPages: z.number(),
  number: z.number(),
  size: z.number(),
  first: z.boolean(),
  last: z.boolean(),
  content: z.array(Item),
})
const SHALLOW = new Set([
  'id',
  'organization_id',
  'name',
  'description',
  'url',
  'email',
  'status',
  'fees',
  'accreditations',
  'minimum_age',
  'maximum_age',
  'assured_date',
  'assurer_email',
  'alert',
  'last_modified',
  'organization',
])

let councils: SampleCouncils
beforeAll(async () => {
  councils = await startSampleCouncils()
})
afterAll(async () => {
  await councils.close()
})

describe.each(['port-wexholme', 'tidewell', 'saltmere-together'])('%s, in HSDS-UK 3.0', (slug) => {
  it('says at its base which standard it speaks', async () => {
    const { body } = await get(slug, '')
    expect(body).toMatchObject({ version: 'HSDS-UK-3.0', profile: expect.any(String), openapi_url: expect.any(String) })
  })

  it('lists shallow items and gives the whole record by id', async () => {
    const page = HsdsPage.parse((await get(slug, '/services?per_page=100')).body)
    const properties = new Set(page.contents.flatMap((item) => Object.keys(item)))
    expect([...properties].filter((property) => !SHALLOW.has(property))).toEqual([])
    const details = await Promise.all(
      page.contents.slice(0, 30).map(async ({ id }) => Item.parse((await get(slug, `/services/${id}`)).body)),
    )
    const stated = new Set(details.flatMap((detail) => Object.keys(detail)))
    for (const property of [
      'schedules',
      'service_at_locations',
      'service_areas',
      'attributes',
      'contacts',
      'organization',
    ])
      expect(stated).toContain(property)
  })

  it('gives every service once over its pages', async () => {
    const ids: (string | number)[] = []
    for (let number = 1, isLast = false; !isLast; number += 1) {
      const page = HsdsPage.parse((await get(slug, `/services?page=${number}&per_page=100`)).body)
      expect(page).toMatchObject({
        page_number: number,
        size: page.contents.length,
        first_page: number === 1,
        empty: false,
      })
      ids.push(...page.contents.map(({ id }) => id))
      isLast = page.last_page
    }
    expect(ids).toEqual(readCouncil(slug).services.map(({ id }) => id))
  })

  it('gives its taxonomies and their terms', async () => {
    const taxonomies = HsdsPage.parse((await get(slug, '/taxonomies')).body)
    expect(taxonomies.total_items).toBe(2)
    const terms = HsdsPage.parse((await get(slug, '/taxonomy_terms?per_page=5&page=2')).body)
    expect(terms.contents).toHaveLength(5)
    expect((await get(slug, `/taxonomy_terms/${terms.contents[0]?.id}`)).body).toMatchObject({
      name: expect.any(String),
      taxonomy: expect.any(String),
    })
  })
})

describe('brackmoor, in ORUK 1.0', () => {
  it('has nothing at its base', async () => {
    expect((await get('brackmoor', '')).status).toBe(404)
  })

  it('pages with the words of 1.0, shallow, with empty strings and numbers for ids', async () => {
    const page = OrukPage.parse((await get('brackmoor', '/services?page=2&per_page=20')).body)
    expect(page).toMatchObject({
      number: 2,
      size: 20,
      first: false,
      last: false,
      totalElements: readCouncil('brackmoor').services.length,
    })
    expect(page.content).toHaveLength(20)
    expect(page.content[0]).toMatchObject({
      id: expect.any(Number),
      accreditations: expect.any(String),
      brackmoor_metadata: { assured_by: expect.any(String) },
    })
    expect(page.content.some((item) => 'service_at_locations' in item || 'regular_schedules' in item)).toBe(false)
  })

  it('gives details in the words of 1.0', async () => {
    const { content } = OrukPage.parse((await get('brackmoor', '/services?per_page=500')).body)
    const details = await Promise.all(
      content.slice(0, 60).map(async ({ id }) => Item.parse((await get('brackmoor', `/services/${id}`)).body)),
    )
    const stated = new Set(details.flatMap((detail) => Object.keys(detail)))
    for (const property of [
      'regular_schedules',
      'service_at_locations',
      'service_taxonomys',
      'eligibilitys',
      'cost_options',
      'contacts',
    ])
      expect(stated).toContain(property)
    const tagged = details.find((detail) => 'service_taxonomys' in detail)
    expect(tagged).toMatchObject({
      service_taxonomys: expect.arrayContaining([
        { id: expect.any(Number), taxonomy: expect.objectContaining({ vocabulary: expect.any(String) }) },
      ]),
    })
  })

  it('repeats one id with other content and keeps one record without a name', async () => {
    const { content } = OrukPage.parse((await get('brackmoor', '/services?per_page=500')).body)
    expect(content.length - new Set(content.map(({ id }) => id)).size).toBe(1)
    expect(content.filter((item) => item['name'] === '')).toHaveLength(1)
  })
})

describe('harrowfen, in full HSDS 3.0', () => {
  it('lists the same whole records that it gives by id', async () => {
    const page = HsdsPage.parse((await get('harrowfen', '/services?per_page=1000')).body)
    expect(page.contents).toHaveLength(50)
    const first = page.contents[0]
    expect((await get('harrowfen', `/services/${first?.id}`)).body).toEqual(first)
  })

  it('says what the UK profile leaves out', async () => {
    const { contents } = HsdsPage.parse((await get('harrowfen', '/services?per_page=50')).body)
    const stated = new Set(contents.flatMap((item) => Object.keys(item)))
    for (const property of [
      'phones',
      'contacts',
      'languages',
      'eligibility_description',
      'fees_description',
      'attributes',
    ])
      expect(stated).toContain(property)
  })
})

describe('a slow start', () => {
  it('holds every answer back by the latency asked for', async () => {
    const slow = await startSampleCouncils({ latencyMs: 30 })
    const started = performance.now()
    await fetch(`${slow.feeds[0]?.url}/services?per_page=1`)
    expect(performance.now() - started).toBeGreaterThanOrEqual(29)
    await slow.close()
  })
})

describe('every sample council', () => {
  it.each(COUNCILS.map(({ slug }) => slug))(
    '%s answers unknown paths and ids with 404 in JSON, open to any origin',
    async (slug) => {
      for (const target of [
        '/nothing',
        '/services/none',
        '/services/1/2',
        '/service_at_locations',
        '/services/%zz',
        '/services/%ff',
      ]) {
        const { status, headers, body } = await get(slug, target)
        expect(status).toBe(404)
        expect(headers.get('content-type')).toContain('application/json')
        expect(headers.get('access-control-allow-origin')).toBe('*')
        expect(body).toMatchObject({ error: expect.any(String) })
      }
    },
  )

  it.each([
    ['page=0', 1],
    ['page=-3', 1],
    ['page=two', 1],
    ['per_page=0', 1],
  ])('treats %s as unsaid', async (query, number) => {
    expect(HsdsPage.parse((await get('tidewell', `/services?${query}`)).body)).toMatchObject({
      page_number: number,
      size: 50,
    })
  })

  it('answers a page past the end with an empty last page', async () => {
    expect((await get('tidewell', '/services?page=999')).body).toMatchObject({
      contents: [],
      empty: true,
      last_page: true,
      size: 0,
    })
  })

  it('refuses to start on a port that is taken', async () => {
    const port = Number(new URL(councils.feeds[0]?.url ?? '').port)
    await expect(startSampleCouncils({ port })).rejects.toThrow('EADDRINUSE')
  })

  it('serves one feed that never answers, and one until it lapses', async () => {
    const own = await startSampleCouncils()
    const statusOf = ({ url }: { readonly url: string }) => fetch(`${url}/services`).then(({ status }) => status)
    try {
      expect([await statusOf(own.lapsed), await statusOf(own.failing)]).toEqual([200, 503])
      own.lapse()
      expect([await statusOf(own.lapsed), await statusOf(own.failing)]).toEqual([503, 503])
    } finally {
      await own.close()
    }
  })

  it('has a configuration entry with its address', () => {
    const config = sampleFeedsConfig(councils.feeds)
    expect(config.feeds.map(({ slug }) => slug)).toEqual(COUNCILS.map(({ slug }) => slug))
    expect(config.feeds.every(({ url }) => url.startsWith('http://127.0.0.1:'))).toBe(true)
    expect(config.allowPrivateHosts).toEqual(['127.0.0.1'])
  })
})

async function get(slug: string, target: string): Promise<{ status: number; headers: Headers; body: unknown }> {
  const feed = councils.feeds.find((candidate) => candidate.slug === slug)
  const response = await fetch(`${feed?.url}${target}`)
  return { status: response.status, headers: response.headers, body: await response.json() }
}

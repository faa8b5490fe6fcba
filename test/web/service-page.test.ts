import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { DEFAULT_SITE } from '../../src/model/site.ts'
import { createPages } from '../../src/web/create-pages.ts'
import type { PageAnswer } from '../../src/web/page.ts'
import { type ServedRegion, startServedRegion, unescaped } from './served-region.ts'

/** A service that states nothing but its name, with what a test adds. */
function answerOf(more: object = {}, feed: object = {}): PageAnswer {
  const nothing = Object.fromEntries(
    [
      ...['alternateName', 'status', 'alert', 'description', 'descriptionHtml', 'url', 'email', 'organization'],
      ...['minimumAge', 'maximumAge', 'eligibilityDescription', 'free', 'fees', 'feesDescription', 'nextOpening'],
      ...['applicationProcess', 'waitTime', 'interpretationServices', 'accreditations', 'licenses', 'assuredDate'],
      ...['lastModified', 'sourceUrl'],
    ].map((name) => [name, null]),
  )
  const empty = Object.fromEntries(
    [
      ...['additionalUrls', 'phones', 'contacts', 'costOptions', 'schedules', 'attendingTypes', 'requiredDocuments'],
      ...['languages', 'serviceAtLocations', 'serviceAreas', 'taxonomyTerms', 'issues', 'alsoListedBy'],
    ].map((name) => [name, []]),
  )
  const service = {
    ...{ id: 'x', originId: '7', name: 'Lunch <b>club</b>', ...nothing, ...empty, hasUnreadableAges: false },
    ...{ deliveryClass: 'UNPLACED', quality: { band: 'B' }, cluster: { conflicts: [] }, detail: 'FULL' },
    fetchedAt: '2026-11-23T10:00:00Z',
    feed: {
      ...{ slug: 'north', name: 'Northam', publisher: 'Northam Council', licence: null, attribution: null },
      ...{ statedPublisher: null, report: { state: 'FRESH', reason: null }, ...feed },
    },
    ...more,
  }
  return { data: { service }, errors: [] }
}

async function show(answer: PageAnswer) {
  const pages = createPages(() => DEFAULT_SITE)
  const shown = await pages.answer({ path: '/services/x', search: '' }, async () => answer)
  const html = String(shown?.body)
  const json = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1]
  const text = unescaped(html.replaceAll(/<script.*?<\/script>/gs, '').replaceAll(/<[^>]*>/g, ' '))
  return {
    status: shown?.status,
    html,
    text: text.replaceAll(/\s+/g, ' '),
    json: json === undefined ? undefined : JSON.parse(json),
  }
}

describe('the page of a service', () => {
  it('says of what matters that it is not stated', async () => {
    const { text, html } = await show(answerOf())
    for (const name of ['When', 'Cost', 'Who it is for', 'Contact', 'Last assured to be right'])
      expect(text).toContain(`${name} not stated`)
    expect(html).toContain('Lunch &lt;b&gt;club&lt;/b&gt;')
  })

  it.each([
    [{ free: true }, 'Cost Free of charge'],
    [
      { costOptions: [{ option: 'Adults', amount: 2.5, currency: null, amountDescription: 'per session' }] },
      'Adults, £2.50, per session',
    ],
    [{ costOptions: [{ option: null, amount: 0, currency: 'beans', amountDescription: null }] }, '0 beans'],
    [{ minimumAge: 60 }, 'Who it is for from 60 years'],
    [{ minimumAge: 0.5, maximumAge: 5 }, 'from 0.5 to 5 years'],
    [{ hasUnreadableAges: true }, 'An age is published that can not be read'],
    [{ status: 'DEFUNCT' }, 'This service: No longer offered'],
    [{ detail: 'LIST_ITEM' }, 'Only what the publisher’s list says'],
    [{ assuredDate: '2026-06-17' }, 'Last assured to be right 17 June 2026'],
    [
      {
        phones: [{ number: '01632 960001', e164: '+441632960001', extension: '7', description: 'office', type: null }],
      },
      '01632 960001 ext. 7 (office)',
    ],
  ])('shows %j in words', async (stated, words) => {
    expect((await show(answerOf(stated))).text).toContain(words)
  })

  it.each([
    [
      { date: '2026-11-25', opensAt: '11:30', closesAt: '13:30', certain: true },
      'Next: Wednesday 25 November 2026, 11:30 to 13:30',
    ],
    [
      { date: '2026-11-25', opensAt: '11:30', closesAt: null, certain: true },
      'Next: Wednesday 25 November 2026, from 11:30',
    ],
    [
      { date: '2026-12-25', opensAt: null, closesAt: null, certain: false },
      'as far as is stated: Friday 25 December 2026',
    ],
    [null, 'not within the next 35 days'],
  ])('says when it takes place next: %j', async (nextOpening, words) => {
    const schedule = {
      inWords: 'every week on Wednesday',
      freq: 'WEEKLY',
      interval: null,
      byday: 'WE',
      opensAt: null,
      closesAt: null,
      closed: null,
      unreadable: [],
      scheduleLink: null,
    }
    const { text } = await show(answerOf({ nextOpening, schedules: [schedule] }))
    expect(text).toContain(words)
    expect(text).toContain('every week on Wednesday')
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://x.example/'])('makes no link of %s', async (url) => {
    const { html, json } = await show(
      answerOf(
        { url, additionalUrls: [{ label: 'More', url }], sourceUrl: url },
        { statedPublisher: { email: null, website: url } },
      ),
    )
    expect(html).not.toMatch(/href="(?:javascript|data:text|ftp)/)
    expect(JSON.stringify(json)).not.toContain(url)
  })

  it('leads to the publisher’s own address to report the record, with what it is about', async () => {
    const { html } = await show(answerOf({}, { statedPublisher: { email: 'data@north.example', website: null } }))
    const address = unescaped(/href="(mailto:data@north[^"]*)"/.exec(html)?.[1] ?? '')
    expect(new URL(address).searchParams.get('subject')).toContain('(7)')
    expect((await show(answerOf())).text).toContain('states no address for reports')
  })

  it('shows what differs, a row for each listing with its own value', async () => {
    const value = (value: unknown, publisher: string) => ({ value, service: { feed: { publisher } } })
    const conflicts = [{ field: 'email', values: [value('a@x', 'North'), value('b@x', 'South'), value('a@x', 'West')] }]
    const { text } = await show(answerOf({ cluster: { conflicts } }))
    expect(text).toContain('Email a@x North Email b@x South Email a@x West')
  })

  it('states it to machines in the words of schema.org', async () => {
    const organization = { name: 'Northam Council', description: null, website: 'https://north.example', email: null }
    const own = await show(answerOf({ organization, free: true, description: '</script><script>alert(1)</script>' }))
    expect(own.json).toMatchObject({
      '@context': 'https://schema.org',
      '@type': 'GovernmentService',
      name: 'Lunch <b>club</b>',
      provider: { '@type': 'GovernmentOrganization', name: 'Northam Council', url: 'https://north.example' },
      isAccessibleForFree: true,
    })
    expect(own.html.match(/<script/g)).toHaveLength(1)
    expect((await show(answerOf({ organization: { ...organization, name: 'A charity' } }))).json['@type']).toBe(
      'Service',
    )
  })

  it('answers 404 where the id is unknown, and 410 with what is known where it was removed', async () => {
    const unknown = await show({ data: { service: null }, errors: [] })
    expect([unknown.status, unknown.json]).toEqual([404, undefined])
    const details = { removedAt: '2026-11-01T09:00:00Z', feed: 'north' }
    const gone = await show({ data: { service: null }, errors: [{ code: 'GONE', message: '', argument: [], details }] })
    expect(gone.status).toBe(410)
    expect(gone.text).toContain('It was removed on 1 November 2026 at 09:00: the feed “north” no longer lists it')
  })
})

describe('the pages of the sample region', () => {
  let region: ServedRegion
  beforeAll(async () => {
    region = await startServedRegion()
  }, 240_000)
  afterAll(() => region.close())

  it('say of every kind of service what GraphQL says', { timeout: 60_000 }, async () => {
    const query = `query($where: ServiceFilter) { services(where: $where, first: 5) { nodes {
      id name description descriptionHtml email phones { number } schedules { inWords } feed { publisher } alsoListedBy { feed { publisher } }
    } } }`
    const wheres = [
      { text: 'carers' },
      { free: true },
      { attending: ['ONLINE'] },
      { text: 'lunch' },
      { minQuality: 80 },
    ]
    const answers = await Promise.all(wheres.map((where) => region.ask(query, { where })))
    const services = answers.flatMap(({ data }) => data.services.nodes)
    expect(services.length).toBeGreaterThan(20)
    for (const service of services) {
      const { status, text } = await region.visit(`/services/${service.id}`)
      expect(status).toBe(200)
      const said = [
        ...[service.name, service.email, service.feed.publisher],
        ...service.phones.map(({ number }: { number: string }) => number),
        ...service.schedules.map(({ inWords }: { inWords: string | null }) => inWords),
        ...service.alsoListedBy.map(({ feed }: { feed: { publisher: string } }) => feed.publisher),
        ...(service.descriptionHtml === null ? (service.description ?? '') : '').split(/\n\s*\n/),
      ].filter((words) => words !== null && words !== '')
      for (const words of said) expect(text).toContain(words.replaceAll(/\s+/g, ' ').trim())
    }
  })

  it('answer an id of nothing with a page', async () => {
    const { status, headers } = await region.visit('/services/nonsense')
    expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
  })
})

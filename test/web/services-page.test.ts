import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { readOperations } from '../../src/graphql/operations/read-operations.ts'
import { DEFAULT_SITE } from '../../src/model/site.ts'
import { writeHtml } from '../../src/web/html.ts'
import { SERVICES_PAGE } from '../../src/web/pages/services-page.ts'
import { wordsIn } from '../../src/web/texts/translate.ts'
import { createView } from '../../src/web/view.ts'
import { type ServedRegion, startServedRegion, unescaped } from './served-region.ts'

let region: ServedRegion

beforeAll(async () => {
  region = await startServedRegion()
}, 120_000)
afterAll(() => region.close())

const FIND = readOperations().find(({ name }) => name === 'ServicesWithCounts')?.document ?? ''

/** Names of the hits, in their order. */
function hitsOf(html: string): readonly string[] {
  const hits = html.split('<li class="oruk-hit"').slice(1)
  return hits.map((hit) => unescaped(/<a[^>]*>([^<]*)<\/a>/.exec(hit)?.[1] ?? '').trim())
}

function linkNamed(html: string, name: string): string | undefined {
  const link = [...html.matchAll(/<a[^>]*href="([^"]*)"[^>]*>(.*?)<\/a\s*>/gs)].find(([, , text = '']) =>
    text
      .replaceAll(/<[^>]*>/g, '')
      .trim()
      .startsWith(name),
  )
  return link === undefined ? undefined : unescaped(link[1] ?? '')
}

/** The variables in the page's own link to the explorer. */
async function filterBehind(search: string): Promise<{ readonly where: object }> {
  const { html } = await region.visit(`/services?${search}`)
  return JSON.parse(
    new URL(linkNamed(html, 'This page’s query') ?? '', 'http://x/').searchParams.get('variables') ?? '',
  )
}

describe('the search while councils are slow', () => {
  it('shows its hits, with what could not be had of them as a remark', async () => {
    const search = await region.ask(FIND, { first: 5 })
    const message = 'Details of some records could not be had; ask again later.'
    const answer = { data: search.data, errors: [{ message, code: 'UNAVAILABLE', argument: [], details: {} }] }
    const params = new URLSearchParams()
    const content = await SERVICES_PAGE.show({
      ...{ answer, variables: {}, again: async () => answer },
      request: { segments: {}, params, nowMs: 0 },
      view: createView({ words: wordsIn('en'), site: DEFAULT_SITE, path: '/services', params }),
    })
    const html = writeHtml(content.main)
    expect([content.status, content.title]).toEqual([200, expect.not.stringContaining('Error')])
    expect(hitsOf(html)).toHaveLength(5)
    expect(html).toContain(`<li>${message}</li>`)
    expect(html).not.toContain('There is a problem')
  })
})

describe('the first page', () => {
  it('says of each directory what GraphQL says, and leads to the search', async () => {
    const { status, html, text } = await region.visit('/')
    const { data } = await region.ask(
      '{ services(first: 0) { totalCount recordCount } feeds { publisher report { state services } } }',
    )
    expect(status).toBe(200)
    for (const count of [data.services.totalCount, data.services.recordCount])
      expect(text).toContain(count.toLocaleString('en-GB'))
    for (const { publisher, report } of data.feeds)
      expect(text).toMatch(new RegExp(`${publisher} Up to date [^|]*? ${report.services} `))
    expect(data.feeds.length).toBeGreaterThan(3)
    expect(html).toMatch(/<form action="\.\/services"/)
  })
})

describe('the search by a heading', () => {
  it.each(['Dementia support', 'dementia SUPPORT'])(
    'that is typed whole, %s, has the services under it',
    async (heading) => {
      const { status, html, text } = await region.visit(`/services?${new URLSearchParams({ heading })}`)
      const { data } = await region.ask(FIND, {
        where: { taxonomyTerms: { allOf: ['saltmereService:413'] } },
        first: 20,
      })
      expect(status).toBe(200)
      expect(hitsOf(html)).toEqual(data.services.edges.map(({ node }: { node: { name: string } }) => node.name.trim()))
      expect(text).toContain('Dementia support remove')
    },
  )

  it('of which words are typed offers those that have them, each of which narrows the search', async () => {
    const { html } = await region.visit('/services?text=caf%C3%A9&heading=dement')
    const [, address = ''] =
      /<a class="govuk-link" href="([^"]+)">Dementia support/.exec(html.slice(html.indexOf('role="status"'))) ?? []
    const chosen = await region.visit(`/${unescaped(address).replace('./', '')}`)
    expect(chosen.html).toMatch(/value="café"/)
    expect(chosen.text).toContain('Dementia support remove')
  })

  it('says that none has the words', async () => {
    expect((await region.visit('/services?heading=zzzz')).text).toContain(
      'No heading of these services has these words',
    )
  })
})

describe('the search', () => {
  it.each<[search: string, where: object, variables?: object]>([
    ['', {}],
    ['text=lunch', { text: 'lunch' }],
    ['text=lunch&postcode=WX7+4LQ&within=3219', { text: 'lunch', near: { postcode: 'WX7 4LQ', withinMetres: 3_219 } }],
    ['postcode=WX7&within=any', { near: { postcode: 'WX7', withinMetres: null } }],
    ['age=70&day=MONDAY&day=FRIDAY&free=yes', { age: 70, openAt: { days: ['MONDAY', 'FRIDAY'] }, free: true }],
    ['accessible=no&language=Polish', { accessible: false, languages: ['Polish'] }],
    ['age=3&unknowns=EXCLUDE', { age: 3 }, { unknowns: 'EXCLUDE' }],
    ['feed=tidewell&feed=harrowfen&attending=ONLINE', { feeds: ['tidewell', 'harrowfen'], attending: ['ONLINE'] }],
    [
      'area=E07900002&term=saltmereService%3A700',
      { areas: { anyOf: ['E07900002'] }, taxonomyTerms: { allOf: ['saltmereService:700'] } },
    ],
  ])('of %j shows what GraphQL answers', async (search, where, variables = {}) => {
    const { status, html, text } = await region.visit(`/services?${search}`)
    const { data, errors } = await region.ask(FIND, { where, first: 20, ...variables })
    expect([status, errors]).toEqual([200, undefined])
    const { totalCount, edges } = data.services
    expect(totalCount).toBeGreaterThan(0)
    expect(hitsOf(html)).toEqual(edges.map(({ node }: { node: { name: string } }) => node.name.trim()))
    expect(text).toContain(`${totalCount.toLocaleString('en-GB')} service`)
  })

  it.each([
    ['age=abc', 'Takes a whole number'],
    ['age=-1', 'age'],
    ['day=FUNDAY', 'Does not take “FUNDAY”'],
    ['postcode=ZZ9+9ZZ', 'ZZ9 9ZZ is not known here'],
    ['postcode=hello', 'postcode'],
    ['within=-5&postcode=WX7+4LQ', 'etres'],
    ['within=far&postcode=WX7+4LQ', 'Takes a whole number'],
    ['free=perhaps', 'Takes yes or no'],
    ['language=Klingonese', 'Klingonese'],
    ['feed=nowhere', 'nowhere'],
    ['area=E99999999', 'E99999999'],
    ['term=no:such', 'no:such'],
    ['attending=SWIMMING', 'Does not take “SWIMMING”'],
    ['unknowns=MAYBE', 'Does not take “MAYBE”'],
    ['after=garbage', 'cursor'],
    ['before=garbage', 'cursor'],
  ])('with %s says what is wrong, and shows the rest', async (search, sentence) => {
    const { status, html, text } = await region.visit(`/services?text=lunch&${search}`)
    const others = new URLSearchParams(`text=lunch&${search}`)
    others.delete(search.split('=', 1)[0] ?? '')
    const rest = await region.visit(`/services?${others.toString()}`)
    expect(status).toBe(400)
    expect(text).toContain('There is a problem')
    expect(text).toContain(sentence)
    expect(hitsOf(html)).toEqual(hitsOf(rest.html))
  })

  it('names each of several mistakes at its field, and keeps what was typed', async () => {
    const { html } = await region.visit('/services?age=abc&postcode=ZZ9+9ZZ&text=lunch')
    const named = [...html.matchAll(/<a href="#([a-z]+)">/g)].map(([, field = '']) => field)
    expect(named.toSorted()).toEqual(['age', 'postcode'])
    for (const [field, value] of [
      ['age', 'abc'],
      ['postcode', 'ZZ9 9ZZ'],
      ['text', 'lunch'],
    ])
      expect(html).toMatch(new RegExp(`id="${field}"[^>]*value="${value}"`))
    expect(html).toMatch(/aria-describedby="age-error"/)
  })

  it.each([
    'text=lunch',
    'text=young+carers&unknowns=EXCLUDE&age=12',
    'text=lonch+clup',
    'postcode=WX7+4LQ&within=1609',
  ])('has beside %s a file with exactly its rows, over all pages', async (search) => {
    let { html, text } = await region.visit(`/services?${search}`)
    const csv = new URLSearchParams(linkNamed(html, 'CSV')?.split('?')[1])
    const rows: readonly Record<string, string>[] = parse(
      await region.exported('services.csv', Object.fromEntries(csv)),
      { columns: true },
    )
    const shown = [...hitsOf(html)]
    for (let next = linkNamed(html, 'Next'); next !== undefined; next = linkNamed(html, 'Next')) {
      ;({ html } = await region.visit(next.replace(/^\./, '')))
      shown.push(...hitsOf(html))
    }
    expect(text).toContain(`${rows.length} service`)
    expect(rows.map(({ name = '' }) => name.trim())).toEqual(shown)
  })

  it('leads back to the page before', async () => {
    const first = await region.visit('/services?text=carer')
    const second = await region.visit(linkNamed(first.html, 'Next')?.slice(1) ?? '')
    const back = await region.visit(linkNamed(second.html, '← Previous')?.slice(1) ?? '')
    expect(hitsOf(second.html)).not.toEqual(hitsOf(first.html))
    expect(hitsOf(back.html)).toEqual(hitsOf(first.html))
  })

  it('narrows by a link to as many as it says, and widens again by the same', async () => {
    const all = await region.visit('/services?text=lunch')
    const facet = all.html.slice(all.html.indexOf('id="facet-area"'))
    const [, address = '', name = '', count] = /href="([^"]*)"[^>]*>([^<]*)<\/a\s*>\s*<span>(\d+)</.exec(facet) ?? []
    const narrowed = await region.visit(unescaped(address).slice(1))
    expect(narrowed.text).toContain(`${count} service`)
    const chosen = narrowed.html.slice(narrowed.html.indexOf('id="facet-area"'))
    const [, back = ''] = /href="([^"]*)"\s+aria-current="true"/.exec(chosen) ?? []
    expect(name).not.toBe('')
    expect(hitsOf((await region.visit(unescaped(back).slice(1))).html)).toEqual(hitsOf(all.html))
  })

  it.each([
    ['age=70', 'for which ages'],
    ['day=SUNDAY', 'when it is open'],
    ['free=yes', 'whether it is free'],
    ['accessible=yes', 'whether there is step-free access'],
    ['language=Polish', 'in which languages'],
    ['attending=PHONE', 'how to attend'],
  ])('with %s says of hits that do not state it: %s', async (search, fact) => {
    const [{ text }, { data }] = await Promise.all([
      region.visit(`/services?${search}`),
      region.ask(FIND, { where: (await filterBehind(search)).where, first: 20 }),
    ])
    const unstated = data.services.edges.flatMap(({ unknownOn }: { unknownOn: readonly string[] }) => unknownOn)
    expect(text.split(`not stated: ${fact}`).length - 1).toBe(unstated.length)
    expect(unstated.length).toBeGreaterThan(0)
  })

  it('is to be had in Welsh, with its fixed words, and says that nobody reviewed them', async () => {
    const { html, text } = await region.visit('/services?text=lunch&lang=cy')
    expect(html).toContain('<html lang="cy"')
    expect(text).toContain('Pa gymorth sydd ei angen?')
    expect(text).toContain('wedi’u hadolygu')
    expect(html).toContain('<input type="hidden" name="lang" value="cy"')
    const words = /Search|Narrow|Listed by|Near a|free of charge|not stated/.exec(text.replaceAll(/This|Lunch/g, ''))
    expect(words?.[0]).toBeUndefined()
  })

  it('shows nothing of what was typed as HTML', async () => {
    const { html } = await region.visit(`/services?text=${encodeURIComponent('"><script>alert(1)</script>')}`)
    expect(html).not.toContain('<script>')
    expect(html).toContain('&quot;&gt;&lt;script&gt;')
  })

  it('is kept, and known again by its tag', async () => {
    const { headers } = await region.visit('/services?text=lunch')
    expect(headers.get('etag')).toMatch(/^W\//)
    expect(headers.get('cache-control')).toContain('max-age')
    expect((await region.visit('/services?age=x')).headers.get('etag')).toBeNull()
  })

  it('maps its hits by their numbers, each dot a link to its service, over the outlines of the areas around', async () => {
    const { html } = await region.visit('/services?text=lunch&postcode=WX7+4LQ')
    const map = html.slice(html.indexOf('<svg'), html.indexOf('</svg>'))
    const dots = [...map.matchAll(/<a href="([^"]+)" aria-label="(\d+): ([^"]+)"/g)]
    const hits = html.split('<li class="oruk-hit"').slice(1)
    expect(dots.length).toBeGreaterThan(0)
    for (const [, href = '', number, name = ''] of dots) {
      const hit = hits[Number(number) - 1] ?? ''
      expect(hit).toContain(`href="${href}"`)
      expect(hitsOf(html)[Number(number) - 1]).toBe(unescaped(name).trim())
    }
    expect(map).toMatch(/<path class="oruk-outline"[^>]*d="M[\d.,L-]+Z/)
  })
})

import { describe, expect, it } from 'vitest'

import { DEFAULT_SITE, type Site } from '../../src/model/site.ts'
import { type AskDocument, createPages } from '../../src/web/create-pages.ts'
import { html } from '../../src/web/html.ts'
import type { Page, PageAnswer } from '../../src/web/page.ts'

const ANSWER: PageAnswer = { data: { name: '<b>Lunch</b>' }, errors: [] }

/** Shows what it was asked and answered. */
const ECHO: Page = {
  path: '/things/:id',
  section: 'services',
  operation: 'Feeds',
  languages: ['en', 'cy'],
  readVariables: ({ segments, params }) => ({ id: segments['id'], text: params.get('text') }),
  show: ({ answer, view, variables }) => ({
    title: `<${view.language}>`,
    main: html`<p>${JSON.stringify(variables)} ${JSON.stringify(answer.data)}</p>`,
  }),
}

async function visit(path: string, search = '', site: Partial<Site> = {}, ask: AskDocument = async () => ANSWER) {
  const answer = await createPages(() => ({ ...DEFAULT_SITE, ...site }), [ECHO]).answer({ path, search }, ask)
  return { ...answer, text: String(answer?.body) }
}

describe('a page', () => {
  it('asks its operation with what its path and parameters mean, and shows the answer escaped', async () => {
    const asked: unknown[] = []
    const { status, text } = await visit('/things/a%2Fb', 'text=%3Ci%3E', {}, async ({ query, ...rest }) => {
      asked.push(rest)
      expect(query).toContain('query Feeds')
      return ANSWER
    })
    expect(asked).toEqual([{ operationName: 'Feeds', variables: { id: 'a/b', text: '<i>' } }])
    expect(status).toBe(200)
    expect(text).toContain('&lt;i&gt;')
    expect(text).toContain('&lt;b&gt;Lunch')
    expect(text).not.toMatch(/<i>|<b>/)
  })

  it.each(['/things', '/things/', '/things/a/b', '/thing/a', '/things/%E0%A4%A', '//things/a'])(
    'is not at %s',
    async (path) => {
      expect((await visit(path)).status).toBeUndefined()
    },
  )

  it('is not kept where a part of it could not be had', async () => {
    const errors = [{ message: 'Ask again later.', code: 'UNAVAILABLE', argument: [], details: {} }]
    expect((await visit('/things/a', '', {}, async () => ({ ...ANSWER, errors }))).headers).toMatchObject({
      'cache-control': 'no-store',
    })
    expect((await visit('/things/a')).headers).not.toHaveProperty('cache-control')
  })

  it('may run no script, be framed by nobody and send forms to the gateway alone', async () => {
    const { headers, text } = await visit('/things/a', '', { embedders: ['https://council.example'] })
    const policy = headers?.['content-security-policy'] ?? ''
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "style-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ]),
    )
    expect(policy).not.toMatch(/script-src|unsafe|https?:/)
    expect(text).not.toMatch(/<script|<style| style=| on[a-z]+=/)
    expect([...text.matchAll(/(?:href|src|action)="(?!#|data:,)([^"]*)"/g)].map(([, address]) => address)).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/^(?:https?:|\/)/)]),
    )
  })

  it.each([
    ['', 'en', 'en'],
    ['lang=cy', 'en', 'cy'],
    ['', 'cy', 'cy'],
    ['lang=en', 'cy', 'en'],
    ['lang=xx', 'en', 'en'],
  ] as const)('with %j on a site in %s is in %s, and says so', async (search, language, expected) => {
    const { text } = await visit('/things/a', search, { language })
    expect(text).toContain(`<html lang="${expected}"`)
    expect(text).toContain(`&lt;${expected}&gt;`)
    const [main] = /<main[\s\S]*<\/main>/.exec(text) ?? ['']
    expect(main.includes('wedi’u hadolygu')).toBe(expected === 'cy')
  })

  it('leads to the explorer with its operation, and keeps its language in links', async () => {
    const { text } = await visit('/things/a', 'lang=cy')
    expect(text).toContain(
      'href="../graphiql?operation=Feeds&amp;variables=%7B%22id%22%3A%22a%22%2C%22text%22%3Anull%7D"',
    )
    expect(text).toContain('href="../services?lang=cy"')
    expect(text).toContain('href="../things/a?lang=en"')
  })

  it('has the name, logo and colours of the site', async () => {
    const logo = { type: 'image/png', bytes: new Uint8Array([1, 2]), alt: '“Our” logo' } as const
    const site = { name: 'Shire & Co', logo, colours: { ...DEFAULT_SITE.colours, headerBackground: '#123456' } }
    const { text } = await visit('/things/a', '', site)
    const address = /<img[^>]*src="\.\.(\/assets\/logo-[\w-]{12}\.png)"/.exec(text)?.[1] ?? ''
    expect(text).toContain('Shire &amp; Co')
    expect(text).toContain('content="#123456"')
    const pages = createPages(() => ({ ...DEFAULT_SITE, ...site }))
    expect(pages.findAsset(address)).toMatchObject({ status: 200, body: logo.bytes })
    expect(pages.findAsset(address.replace('logo-', 'logo-x'))).toBeUndefined()
  })
})

describe('a refusal as a page', () => {
  const pages = createPages(() => DEFAULT_SITE)

  it.each([
    [404, 'Page not found'],
    [400, 'This can not be answered as asked'],
    [429, 'Too many people'],
    [503, 'not to be had just now'],
    [500, 'Something went wrong'],
  ])('of %i says %s', (status, title) => {
    const { body, headers } = pages.renderRefusal({ status, message: '<oops>' }, { path: '/a/b', search: '' })
    expect(String(body)).toContain(title)
    expect(String(body)).not.toContain('<oops>')
    expect(String(body)).toContain('href="../assets/')
    expect(headers['cache-control']).toBe('no-store')
  })
})

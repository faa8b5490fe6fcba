import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it, onTestFinished } from 'vitest'

import { plainServices, startFakeCouncil } from './fake-council.ts'
import { isHad, runProgram } from './run-program.ts'
import { serveGateway } from './serve-gateway.ts'
import { createTaxonomyFiles, SERVICES, start } from './taxonomy-kit.ts'
import { START, startGateway, testConfig, testFeed } from './start-gateway.ts'

const HOUR_MS = 3_600_000

interface Entry {
  readonly id: string
  readonly title: string
  readonly updated: string
  readonly rights: string
  readonly summary: string
}

/** Two councils whose first has one service renamed and one removed an hour after all were read. */
async function serveChanged() {
  const [north, south] = [await startFakeCouncil(plainServices(3)), await startFakeCouncil(plainServices(2))]
  onTestFinished(async () => void (await Promise.all([north.close(), south.close()])))
  const clock = { nowMs: START }
  const licence = { licence: 'OGL', attribution: 'Northam & sons' }
  const feeds = [testFeed('north', north.url, licence), testFeed('south', south.url)]
  const gateway = await startGateway(testConfig(feeds), { now: () => clock.nowMs })
  await gateway.refreshAll()
  clock.nowMs += HOUR_MS
  north.services = north.services
    .slice(1)
    .map((service) =>
      service.id === 's2' ? { ...service, list: { ...service.list, name: 'Tea <&> \u0007cake' } } : service,
    )
  await gateway.refresh('north')
  const { url } = await serveGateway(gateway)
  const get = (path: string) => fetch(`${url}${path}`)
  async function entries(search: string): Promise<Entry[]> {
    const text = await (await get(`/changes.atom${search}`)).text()
    expect(XMLValidator.validate(text)).toBe(true)
    const parser = new XMLParser({ isArray: (name) => name === 'entry' })
    const { feed }: { feed: { entry?: Entry[] } } = parser.parse(text)
    return feed.entry ?? []
  }
  return { url, get, entries }
}

describe('/changes.atom', () => {
  it('has the latest changes first, each with its publisher’s terms', async () => {
    const { entries } = await serveChanged()
    const all = await entries('?feed=north')
    expect(
      all
        .slice(0, 2)
        .map(({ title }) => title)
        .toSorted(),
    ).toEqual([
      expect.stringMatching(/^Removed: /),
      expect.stringMatching(/^Updated: Tea (?:<|&lt;)(?:&|&amp;)(?:>|&gt;) +cake$/),
    ])
    expect(all.map(({ updated }) => updated)).toEqual(
      all
        .map(({ updated }) => updated)
        .toSorted()
        .reverse(),
    )
    expect(all.every(({ rights }) => /Northam .* sons; OGL/.test(rights))).toBe(true)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(await entries('?feed=south')).not.toEqual([])
    expect(await entries(`?since=${encodeURIComponent(new Date(START + HOUR_MS / 2).toISOString())}`)).toHaveLength(2)
  })

  it.skipIf(!isHad('/usr/bin/python3', ['-c', 'import feedparser']))('is read by a reader of feeds', async () => {
    const { url } = await serveChanged()
    const program = `import feedparser, sys
feed = feedparser.parse(sys.argv[1])
assert feed.bozo == 0 and feed.version == 'atom10', feed.bozo_exception
print(feed.feed.title, feed.entries[0].author, len(feed.entries))`
    const { code, output, errors } = await runProgram('/usr/bin/python3', [
      '-c',
      program,
      `${url}/changes.atom?feed=north`,
    ])
    expect([code, errors]).toEqual([0, ''])
    expect(output).toMatch(/^Changes of services: north .+ \d+/)
  })
})

describe('/changes.json', () => {
  it('has the same as a JSON Feed', async () => {
    const { get, entries } = await serveChanged()
    const response = await get('/changes.json?feed=north')
    expect(response.headers.get('content-type')).toBe('application/feed+json; charset=utf-8')
    expect(response.headers.get('cache-control')).toContain('max-age=60')
    const feed: { version: string; title: string; items: { id: string; title: string }[] } = JSON.parse(
      await response.text(),
    )
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1')
    expect(feed.items.map(({ id }) => id)).toEqual((await entries('?feed=north')).map(({ id }) => id))
  })
})

it.each([
  ['ex:1', ['by code', 'by curie', 'by uri']],
  ['https://t.example/s/3', ['by code', 'by curie']],
  ['ex:8', ['by code']],
])('of a term, has what carries one below it at any depth: %s', async (term, expected) => {
  const { folder, configured } = createTaxonomyFiles()
  const { gateway } = await start(folder, SERVICES, configured)
  const { url } = await serveGateway(gateway)
  const response = await fetch(`${url}/changes.json?term=${encodeURIComponent(term)}`)
  const { items }: { items: { title: string; _change: { kind: string } }[] } = JSON.parse(await response.text())
  const added = items.filter(({ _change }) => _change.kind === 'ADDED')
  expect(added.map(({ title }) => title.replace('New: ', '')).toSorted()).toEqual(expected)
})

it.each([
  ['an unknown parameter', 'slug=north', 'There is no parameter “slug” here. Known are area, term, feed, since.'],
  ['an unknown feed', 'feed=nobody', 'There is no feed “nobody”.'],
  ['an unknown area', 'area=E99999999', 'E99999999'],
  ['an unknown term', 'term=urn:none', 'urn:none'],
  ['no instant', 'since=lately', 'since'],
])('says what is wrong with %s', async (_, search, sentence) => {
  const { get } = await serveChanged()
  for (const form of ['atom', 'json']) {
    const response = await get(`/changes.${form}?${search}`)
    expect([response.status, response.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ])
    expect(JSON.parse(await response.text())).toMatchObject({ detail: expect.stringContaining(sentence) })
  }
})

import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type ServedRegion, startServedRegion } from './served-region.ts'

let region: ServedRegion
let url: string

beforeAll(async () => {
  region = await startServedRegion()
  ;({ url } = region)
}, 120_000)

afterAll(() => region.close())

async function read(path: string): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } })
  return { status: response.status, text: await response.text() }
}

/** The exact numbers of each row of a table of a page, by the text of the row's heading. */
function numbersIn(text: string, table: string): ReadonlyMap<string, readonly number[]> {
  const start = text.indexOf(`aria-labelledby="${table}"`)
  const body = text.slice(text.indexOf('<tbody', start), text.indexOf('</tbody>', start))
  const rows = [...body.matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) => {
    const heading = /<th[^>]*>([\s\S]*?)<\/th>/.exec(row)?.[1] ?? ''
    const numbers = [...row.matchAll(/<data value="([^"]+)"/g)].map(([, value]) => Number(value))
    return [
      heading
        .replaceAll(/<[^>]+>/g, '')
        .replaceAll('&#39;', "'")
        .trim(),
      numbers,
    ] as const
  })
  return new Map(rows)
}

/** Where the CSV beside a table is had. */
function csvOf(text: string, table: string, page = '/region'): string {
  const [, address] = /href="([^"]*\/?export\/[^"]+)"/.exec(text.slice(text.indexOf(`id="${table}"`))) ?? []
  return new URL((address ?? '').replaceAll('&amp;', '&'), `${url}${page}`).href
}

async function readCsv(address: string): Promise<readonly Record<string, string>[]> {
  const response = await fetch(address)
  const text = await response.text()
  expect(response.status, text).toBe(200)
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true })
  return rows
}

describe('the region', () => {
  it('has the figures of areas that GraphQL and the CSV beside the table have', async () => {
    const { text } = await read('/region')
    const shown = numbersIn(text, 'areas')
    const { data } = await region.ask(`{ coverage(areas: { type: DISTRICT, hasFeed: true }, rows: { level: {} }) {
      areas { area { name } serviceCount ratePer1000 { value ci95 { low high } } } } }`)
    const rows = await readCsv(csvOf(text, 'areas'))
    expect(data.coverage.areas.length).toBeGreaterThan(3)
    for (const { area, serviceCount, ratePer1000 } of data.coverage.areas) {
      const expected = [serviceCount, ratePer1000.value, ratePer1000.ci95.low, ratePer1000.ci95.high]
      expect(shown.get(area.name), area.name).toEqual(expected)
      const row = rows.find((each) => each['area'] === area.name)
      expect(
        ['serviceCount', 'ratePer1000', 'ratePer1000Low', 'ratePer1000High'].map((name) => Number(row?.[name])),
      ).toEqual(expected)
    }
    expect(shown.size).toBe(rows.length)
  })

  it('has the matrix that GraphQL and the CSV beside it have, cell by cell', async () => {
    const { text } = await read('/region')
    const shown = numbersIn(text, 'matrix')
    const { data } = await region.ask(`{ coverage(areas: { type: DISTRICT, hasFeed: true }, rows: { level: {} }) {
      matrix { term { name } cells { state serviceCount } } } }`)
    const rows = await readCsv(csvOf(text, 'matrix'))
    for (const { term, cells } of data.coverage.matrix) {
      const present = cells.filter(({ state }: { state: string }) => state === 'PRESENT')
      const expected = present.map(({ serviceCount }: { serviceCount: number }) => serviceCount)
      expect(shown.get(term.name), term.name).toEqual(expected)
      const own = rows.filter((row) => row['term'] === term.name && row['state'] === 'PRESENT')
      expect(own.map((row) => Number(row['serviceCount']))).toEqual(expected)
    }
    expect(rows).toHaveLength(shown.size * data.coverage.matrix[0].cells.length)
  })

  it('has the overlaps that the CSV beside them has', async () => {
    const { text } = await read('/region')
    const rows = await readCsv(csvOf(text, 'overlaps-table'))
    const start = text.indexOf('aria-labelledby="overlaps-table"')
    const shown = [...text.slice(start, text.indexOf('</table>', start)).matchAll(/<data value="(\d+)"/g)]
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.map((row) => row['both'])).toEqual(shown.map(([, value]) => value))
  })

  it('has of the first headings alone the CSV of these', async () => {
    const { text } = await read('/region?level=3&top=10&by=-E06900001')
    const rows = await readCsv(csvOf(text, 'matrix'))
    expect([...new Set(rows.map((row) => row['term']))]).toEqual([...numbersIn(text, 'matrix').keys()])
    expect(numbersIn(text, 'matrix').size).toBe(10)
  })

  it.each([
    ['rate', [0, 1], (a: number, b: number) => a - b],
    ['-services', [0, 0], (a: number, b: number) => b - a],
  ] as const)('is sorted by %s', async (sort, [, at], order) => {
    const { text } = await read(`/region?sort=${sort}`)
    const values = [...numbersIn(text, 'areas').values()].slice(0, -1).map((numbers) => numbers[at] ?? 0)
    expect(values).toEqual(values.toSorted(order))
  })

  it('says what is wrong with its address by its own parameters, and shows the rest', async () => {
    const { status, text } = await read('/region?level=deep&within=Nowhere&people=ROBOTS&type=CITY')
    expect(status).toBe(200)
    for (const sentence of [
      '`level` takes a whole number, not “deep”.',
      'No area has the code “Nowhere”',
      '`people` does not take “ROBOTS”.',
      '`type` does not take “CITY”.',
    ])
      expect(text).toContain(sentence)
    expect(numbersIn(text, 'areas').size).toBeGreaterThan(3)
  })

  it('finds headings by a word, shared ones first', async () => {
    const { text } = await read('/region?heading=dementia')
    expect(text).toMatch(/href="\.\/region\/terms\/saltmereService%3A413[^"]*">Dementia support/)
  })

  it('keeps within its budget of bytes', async () => {
    const response = await fetch(`${url}/region`, { headers: { 'accept-encoding': 'br' } })
    expect(response.headers.get('content-encoding')).toBe('br')
    const { gzipSync } = await import('node:zlib')
    expect(gzipSync(await response.text()).length).toBeLessThan(60_000)
  })
})

describe('a heading', () => {
  it('has the figures that GraphQL and its CSV have, and each leads to the services counted', async () => {
    const { text } = await read('/region/terms/saltmereService:413')
    const shown = numbersIn(text, 'areas')
    const { data } =
      await region.ask(`{ coverage(areas: { type: DISTRICT, hasFeed: true }, rows: { terms: ["saltmereService:413"] }) {
      matrix { cells { area { name code } serviceCount unknownCount ratePer1000 { value ci95 { low high } } } } } }`)
    const rows = await readCsv(csvOf(text, 'areas', '/region/terms/x'))
    for (const { area, serviceCount, unknownCount, ratePer1000 } of data.coverage.matrix[0].cells) {
      const expected = [serviceCount, unknownCount, ratePer1000.value, ratePer1000.ci95.low, ratePer1000.ci95.high]
      expect(shown.get(area.name)).toEqual(expected)
      const row = rows.find((each) => each['areaCode'] === area.code)
      expect(
        ['serviceCount', 'unknownCount', 'ratePer1000', 'ratePer1000Low', 'ratePer1000High'].map((name) =>
          Number(row?.[name]),
        ),
      ).toEqual(expected)
      expect(text).toContain(`services?term=saltmereService%3A413&amp;area=${area.code}`)
    }
    expect(text).toContain('not certain')
  })

  it('explains each caveat that a row names', async () => {
    const { text } = await read('/region/terms/saltmereService:413')
    const named = [...text.matchAll(/href="#(caveat-\w+)"/g)].map(([, id]) => id)
    expect(named.length).toBeGreaterThan(0)
    for (const id of named) expect(text).toContain(`id="${id}"`)
  })

  it('that is not known is no page, and says how to find one', async () => {
    const { status, text } = await read('/region/terms/nope:1')
    expect(status).toBe(404)
    expect(text).toContain('No term is known as “nope:1”')
  })
})

describe('an area', () => {
  it('has the figures that GraphQL and its CSV have, heading by heading', async () => {
    const { text } = await read('/areas/E07900001')
    const shown = numbersIn(text, 'headings')
    const { data } =
      await region.ask(`{ coverage(areas: { codes: ["E07900001"] }, comparators: { type: DISTRICT, hasFeed: true }, rows: { level: {} }) {
      matrix { term { name } cells { serviceCount unknownCount ratePer1000 { value ci95 { low high } } comparison { verdict } } } } }`)
    const rows = await readCsv(csvOf(text, 'headings', '/areas/x'))
    for (const { term, cells } of data.coverage.matrix) {
      const [{ serviceCount, unknownCount, ratePer1000, comparison }] = cells
      const expected = [serviceCount, unknownCount, ratePer1000.value, ratePer1000.ci95.low, ratePer1000.ci95.high]
      expect(shown.get(term.name)).toEqual(expected)
      const row = rows.find((each) => each['term'] === term.name)
      expect(row?.['verdict']).toBe(comparison.verdict)
      expect(['serviceCount', 'unknownCount', 'ratePer1000'].map((name) => Number(row?.[name]))).toEqual(
        expected.slice(0, 3),
      )
    }
    expect(rows).toHaveLength(shown.size)
  })

  it.each([
    ['E10900001', 'One of the counties'],
    ['E05900007', 'One of the wards'],
  ])('%s of another kind is compared with its own kind', async (code, kind) => {
    const { text } = await read(`/areas/${code}`)
    expect(text).toContain(kind)
    expect(text).toContain(
      encodeURIComponent(JSON.stringify({ type: kind.includes('ward') ? 'WARD' : 'COUNTY', hasFeed: true })),
    )
  })

  it('that is not known is no page', async () => {
    expect(await read('/areas/E99999999')).toMatchObject({
      status: 404,
      text: expect.stringContaining('No area has the code'),
    })
  })
})

describe('the list of areas', () => {
  it('has those that a feed covers, as its CSV has', async () => {
    const { text } = await read('/areas')
    const rows = await readCsv(csvOf(text, 'covered', '/areas'))
    const shown = [...numbersIn(text, 'covered')]
    // All together stand first in the file, last in the table.
    expect(shown.slice(0, -1).map(([name]) => name)).toEqual(rows.slice(1).map((row) => row['area']))
    expect(shown.at(-1)?.[1]).toEqual([Number(rows[0]?.['serviceCount'])])
  })

  it.each([
    ['wexh', 'Wexholme and Saltmere'],
    ['nowhere at all', 'No area has this name'],
  ])('looks %s up', async (words, expected) => {
    expect((await read(`/areas?${new URLSearchParams({ text: words })}`)).text).toContain(expected)
  })
})

describe('the feeds', () => {
  it('have the figures that GraphQL and the CSV have', async () => {
    const { text } = await read('/feeds')
    const shown = [...numbersIn(text, 'feeds').values()]
    const { data } = await region.ask('{ feeds { report { services } measures { medianQuality } } }')
    const rows = await readCsv(csvOf(text, 'feeds', '/feeds'))
    const expected = data.feeds.map((feed: { report: { services: number }; measures: { medianQuality: number } }) => [
      feed.report.services,
      feed.measures.medianQuality,
    ])
    expect(shown).toEqual(expected)
    expect(rows.map((row) => [Number(row['activeServices']), Number(row['medianQuality'])])).toEqual(expected)
  })
})

describe('a feed', () => {
  it('has the worklist that GraphQL and its CSV have, of the kind asked for', async () => {
    const { text } = await read('/feeds/tidewell?kind=DUPLICATE')
    const { data } = await region.ask(
      '{ feed(slug: "tidewell") { worklist(kinds: [DUPLICATE], first: 25) { totalCount edges { node { record } } } } }',
    )
    const rows = await readCsv(csvOf(text, 'worklist', '/feeds/x'))
    expect(rows).toHaveLength(data.feed.worklist.totalCount)
    expect(rows.slice(0, 25).map((row) => row['record'])).toEqual(
      data.feed.worklist.edges.map(({ node }: { node: { record: string } }) => node.record),
    )
    for (const { node } of data.feed.worklist.edges) expect(text).toContain(node.record)
  })

  it('says of a kind that is none what is wrong with it, and shows all', async () => {
    const { status, text } = await read('/feeds/tidewell?kind=ODD')
    expect(status).toBe(200)
    expect(text).toContain('`kind` does not take “ODD”.')
    expect(text).toContain('id="worklist"')
  })

  it('that is not known is no page', async () => {
    expect((await read('/feeds/nope')).status).toBe(404)
  })
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { importAreas } from '../../src/intake/places/import-areas.ts'
import { type ServedRegion, startServedRegion, unescaped } from './served-region.ts'

const DAY = 86_400_000
let region: ServedRegion

/** A look, other people the day after, and a council that is not read on the third. */
beforeAll(async () => {
  region = await startServedRegion()
  const { gateway, config, dataDir } = region
  await region.recordHistory()
  region.pass(DAY)
  const people = join(dataDir, 'mid-2024.csv')
  writeFileSync(people, 'code,population,year\nE07900001,99000,2024\n')
  await importAreas([people], join(dataDir, 'geography.sqlite'), '2026-11-24T09:00:00Z')
  await gateway.reload(config)
  await region.recordHistory()
  region.pass(DAY)
  const feeds = config.feeds.map((feed) => ({ ...feed, enabled: feed.slug !== 'tidewell' }))
  await gateway.reload({ ...config, feeds })
  await region.recordHistory()
}, 180_000)

afterAll(() => region.close())

/** The table over time and the rows of the file beside it. */
async function readTrend(path: string) {
  const { html, text, status } = await region.visit(path)
  const start = html.indexOf('id="trend"')
  const table = html.slice(html.indexOf('<table', start), html.indexOf('</table>', start))
  const [, address = ''] = /href="([^"]+)"/.exec(html.slice(start)) ?? []
  const answer = await fetch(new URL(unescaped(address), `${region.url}${path}`))
  const rows = parse<Record<string, string>>(await answer.text(), { columns: true, bom: true })
  return { html, text, status, table, rows }
}

const cellsOf = (table: string) => [...table.matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map(([, cell = '']) => cell)

describe.each([
  ['/region/terms/saltmereService:413?step=DAY', 'areas'],
  ['/areas/E07900001?step=DAY', 'headings'],
])('%s', (path) => {
  it('has each count, its interval and its change as the file beside it has them', async () => {
    const { table, rows } = await readTrend(path)
    const cells = cellsOf(table)
    expect(cells).toHaveLength(rows.length)
    for (const [at, { serviceCount, state, change }] of rows.entries()) {
      const cell = cells[at] ?? ''
      const isCounted = state === 'PRESENT' || state === 'ABSENT'
      expect([...cell.matchAll(/<data value="(\d+)"/g)].map(([, value]) => value)).toEqual(
        isCounted ? [serviceCount] : [],
      )
      const [, stated] = /<span class="oruk-caption">([^<]*)</.exec(cell) ?? []
      const words = change === '0' ? 'as before' : change?.replace(/^-/, '−').replace(/^(?=\d)/, '+')
      expect(stated ?? '').toBe(isCounted ? words : '')
    }
  })

  it('marks what besides the world changed, states no change of counts across it, and explains each number', async () => {
    const { html, rows } = await readTrend(path)
    const numbers = [...html.matchAll(/href="#(trend-note-\d+)"/g)].map(([, id = '']) => id)
    expect(new Set(numbers).size).toBe(2)
    for (const id of numbers) expect(html).toContain(`id="${id}"`)
    const went = rows.filter(({ breaks }) => breaks?.includes('FEED_WENT'))
    expect(went.length).toBeGreaterThan(0)
    expect(new Set(went.map(({ change, from }) => [change, from].join()))).toEqual(new Set([',2026-11-25']))
    const people = rows.filter(({ breaks }) => breaks === 'POPULATIONS_CHANGED')
    expect(new Set(people.map(({ from }) => from))).toEqual(new Set(['2026-11-24']))
    expect(people.every(({ change }) => change === '0')).toBe(true)
  })
})

it.each([
  ['a ward', '/areas/E05900007', 'not of services chosen by words, nor of smaller areas'],
  ['services chosen by words', '/areas/E07900001?text=lunch', 'not of services chosen by words'],
  ['a step that is none', '/areas/E07900001?step=HOUR', '`step` does not take “HOUR”'],
])('says of %s why it shows no trend, and shows the rest', async (_what, path, sentence) => {
  const { status, text, html } = await region.visit(path)
  expect(status).toBe(200)
  expect(text).toContain(sentence)
  expect(html).toContain('id="headings"')
})

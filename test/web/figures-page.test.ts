import { afterAll, beforeAll, expect, it } from 'vitest'
import { EXAMPLE_TABLES } from '../../src/model/definitions/example-tables.ts'
import { FIGURE_DEFINITIONS, figurePath } from '../../src/model/definitions/figure-definitions.ts'
import { RULE_VERSIONS } from '../../src/model/rule-versions.ts'
import { createWaysIn } from '../../src/wiring/ways-in.ts'
import { type ListeningServer, send, startServer } from '../server/listening-server.ts'

let listening: ListeningServer
beforeAll(async () => {
  listening = await startServer({ routes: createWaysIn() })
})
afterAll(() => listening.server.drain())

const page = (headers = {}) => send(listening.port, { method: 'GET', path: '/figures', headers })

it('has every figure, the version of the definitions and every link under an anchor of its own', async () => {
  const { text } = await page()
  const anchors = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(anchors).size).toBe(anchors.length)
  expect(anchors).toEqual(
    expect.arrayContaining([
      RULE_VERSIONS.coverage,
      ...FIGURE_DEFINITIONS.map(({ id }) => figurePath(id).split('#')[1]),
    ]),
  )
  const links = [...text.matchAll(/ (?:href="#|aria-labelledby=")([^"]+)"/g)].map(([, id]) => id)
  expect(links.length).toBeGreaterThan(50)
  expect(links.filter((id) => !anchors.includes(id))).toEqual([])
})

it('is plain HTML that runs no script and loads nothing', async () => {
  const { status, text, headers } = await page()
  expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self';/)
  expect(text).not.toMatch(/<script| on\w+=| src=|https?:| style=/)
  expect(text).toMatch(/<html lang="en"/)
})

it('names the columns and the row of every cell', async () => {
  const { text } = await page()
  const tables = text.split('<table ').slice(1)
  expect(tables).toHaveLength(Object.keys(EXAMPLE_TABLES).length)
  for (const table of tables) {
    const rows = table.split('<tr ').slice(1)
    expect(rows.length).toBeGreaterThan(12)
    expect(rows.map((row) => row.match(/<t[hd]/g)?.length)).toEqual(rows.map(() => table.match(/scope="col"/g)?.length))
    expect(table.match(/scope="row"/g)).toHaveLength(rows.length - 1)
  }
})

it('is packed, known again and refused as other pages are', async () => {
  const { headers } = await page({ 'accept-encoding': 'br' })
  expect(headers['content-encoding']).toBe('br')
  expect((await page({ 'if-none-match': headers.etag })).status).toBe(304)
  expect((await page({ accept: 'image/png' })).status).toBe(406)
  expect((await send(listening.port, { method: 'POST', path: '/figures' })).status).toBe(405)
})

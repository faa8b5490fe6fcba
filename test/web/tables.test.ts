import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type ServedRegion, startServedRegion, unescaped } from './served-region.ts'

let region: ServedRegion

beforeAll(async () => {
  region = await startServedRegion()
}, 120_000)

afterAll(() => region.close())

interface FoundTable {
  readonly id: string
  readonly rows: number
  /** Cells of a row besides its heading. */
  readonly cells: number
  readonly csv: string | undefined
}

/** Every table of a page, with the file that stands beside it. */
function tablesOf(html: string, path: string): readonly FoundTable[] {
  return [...html.matchAll(/<table[^>]*aria-labelledby="([^"]+)"[\s\S]*?<\/table>/g)].map(
    ([table, id = ''], at, all) => {
      const start = html.indexOf(`id="${id}"`)
      const [, address] = /href="([^"]+)"/.exec(html.slice(html.indexOf('</h', start), all[at]?.index)) ?? []
      const body = table.slice(table.indexOf('<tbody'))
      const rows = body.match(/<tr/g)?.length ?? 0
      const cells = (body.match(/<td/g)?.length ?? 0) / rows
      return { id, rows, cells, csv: address && new URL(unescaped(address), `${region.url}${path}`).href }
    },
  )
}

/** A service that several councils list differently, of which something was noticed. */
async function findService(): Promise<string> {
  const { data } = await region.ask(
    '{ services(first: 100, where: { text: "Sandreach" }) { nodes { id issues { code } cluster { conflicts { field } } } } }',
  )
  const nodes: readonly { id: string; issues: unknown[]; cluster: { conflicts: unknown[] } }[] = data.services.nodes
  const found = nodes.find(({ issues, cluster }) => issues.length > 0 && cluster.conflicts.length > 0)
  return found?.id ?? ''
}

/** A matrix has a row of its file for each cell. */
const MATRICES: ReadonlySet<string> = new Set(['matrix'])

describe('every table has beside it the CSV with exactly its rows', () => {
  it.each([
    ['/', ['councils']],
    ['/region', ['areas', 'matrix', 'freshness', 'delivery', 'overlaps-table', 'sources-table']],
    ['/region?within=E10900001', ['areas', 'matrix', 'freshness', 'delivery', 'overlaps-table', 'sources-table']],
    [
      '/region?level=3&top=10',
      ['areas', 'matrix', 'gaps-table', 'freshness', 'delivery', 'overlaps-table', 'sources-table'],
    ],
    ['/region/terms/saltmereService:413', ['areas']],
    ['/areas', ['covered']],
    ['/areas?text=saltmere', ['found', 'covered']],
    ['/areas/E07900001', ['headings', 'freshness', 'delivery', 'sources-table']],
    ['/feeds', ['feeds']],
    ['/feeds/tidewell?kind=DUPLICATE', ['filters', 'freshness', 'bands', 'unresolved', 'worklist']],
    [
      '/figures',
      [
        'rows-records',
        'rows-sites',
        'rows-towns',
        'rows-terms',
        'rows-smallAreas',
        'rows-hours',
        'rows-changes',
        'rows-looks',
      ],
    ],
    ['/embed/matrix', ['matrix']],
    ['a service', ['differs', 'issues']],
  ])('%s', async (asked, expected) => {
    const path = asked.startsWith('/') ? asked : `/services/${await findService()}`
    const { html } = await region.visit(path)
    const tables = tablesOf(html, path)
    expect(tables.map(({ id }) => id)).toEqual(expected)
    for (const { id, rows, cells, csv } of tables) {
      const answer = await fetch(csv ?? '')
      const text = await answer.text()
      expect(answer.status, `${id}: ${csv} ${text}`).toBe(200)
      const read: unknown[] = parse(text, { columns: true, bom: true })
      expect(read.length, `${id}: ${csv}`).toBe(MATRICES.has(id) ? rows * cells : rows)
    }
  })
})

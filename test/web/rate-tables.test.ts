import { describe, expect, it } from 'vitest'

import { DEFAULT_SITE } from '../../src/model/site.ts'
import { writeHtml } from '../../src/web/html.ts'
import { renderAreaTable } from '../../src/web/region/area-table.ts'
import { renderCellTable } from '../../src/web/region/cell-table.ts'
import type { AreaFigures, Cell } from '../../src/web/region/region-answer.ts'
import { wordsIn } from '../../src/web/texts/translate.ts'
import { createView } from '../../src/web/view.ts'

const VIEW = createView({ words: wordsIn('en'), site: DEFAULT_SITE, path: '/region', params: new URLSearchParams() })

function area(population: { readonly value: number } | null, ratePer1000: AreaFigures['ratePer1000']): AreaFigures {
  const none = { serviceCount: null, recordCount: null, taxonomyCoverage: null, freshness: null, deliveryMix: null }
  return { ...none, area: { code: 'E1', name: 'Here', population }, ratePer1000, comparison: null, caveats: [] }
}

describe('the people of an area', () => {
  it.each([
    ['are stated though nothing else is known of it', area({ value: 8140 }, null), '8,140'],
    ['are those of the area', area({ value: 8140 }, { value: 1, population: 8140 }), '8,140'],
    ['are not known where none were imported', area(null, null), 'not known'],
  ])('%s', (_, figures, expected) => {
    const table = writeHtml(renderAreaTable({ areas: [figures], notes: [], csv: '' }, VIEW))
    const cells = table.split('<tbody')[1]?.match(/<td[^>]*>[\s\S]*?<\/td>/g) ?? []
    expect(cells[1]?.replaceAll(/<[^>]*>/g, '').trim()).toBe(expected)
  })
})

function cell(state: string, high: number): Cell {
  return {
    ...{ state, serviceCount: 1, unknownCount: 0, comparison: { verdict: 'SIMILAR', median: 1 }, caveats: [] },
    ratePer1000: { value: 1, ci95: { low: 0, high } },
  }
}

function tableOf(...cells: readonly Cell[]): string {
  const rows = cells.map((each) => ({ name: 'Here', cell: each, services: '' }))
  return writeHtml(renderCellTable({ id: 'a', caption: '', heading: '', rows, notes: [], csv: '' }, VIEW))
}

it.each([
  ['PRESENT', true],
  ['NOT_CLASSIFIED', false],
  ['NO_DATA', false],
])('a cell that is %s is compared with others: %s', (state, isCompared) => {
  expect(tableOf(cell(state, 2)).includes('much as elsewhere')).toBe(isCompared)
})

describe('the line of numbers over cells', () => {
  const ticksOf = (...cells: readonly Cell[]): string | undefined => tableOf(...cells).split('<tbody')[0]

  it.each([
    ['PRESENT', true],
    ['ABSENT', true],
    ['UNCERTAIN', false],
    ['NOT_CLASSIFIED', false],
    ['NO_DATA', false],
  ])('reaches to the interval of a cell that is %s: %s', (state, reaches) => {
    const alone = ticksOf(cell('PRESENT', 2))
    expect(ticksOf(cell('PRESENT', 2), cell(state, 90)) !== alone).toBe(reaches)
  })
})

import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openInvented } from '../../../bench/search/invented-gateway.ts'
import { areaCode } from '../../../bench/search/invented-areas.ts'
import { inventCatalogue, LEVEL_STARTS, termUri } from '../../../bench/search/invent-catalogue.ts'
import type { FiguresQuestion } from '../../../src/catalogue/figures/figures-reader.ts'
import { temporaryFolder } from '../../gateway/start-gateway.ts'

const AREAS = 3
const TOGETHER = 100

it.each([
  ['few pass', { free: true, openAt: { days: ['MONDAY' as const] } }],
  ['most pass', { openAt: { days: ['MONDAY' as const] } }],
])('counts many terms together as a hundred at a time, where of a filter %s', (_, filter) => {
  const file = join(temporaryFolder(), 'catalogue.sqlite')
  inventCatalogue(file, { services: 400, areas: AREAS })
  const { reader, close } = openInvented(file, { areas: AREAS })
  onTestFinished(close)
  const question: FiguresQuestion = { filter, unknowns: 'INCLUDE', basis: 'AVAILABLE' }
  const areas = Array.from({ length: AREAS }, (__, area) => [areaCode(area)])
  const terms = Array.from({ length: LEVEL_STARTS[4] - 1 }, (__, at) => [termUri(at + 1)])
  const together = reader.figures.countCells(question, areas, terms)
  const apart = Array.from({ length: Math.ceil(terms.length / TOGETHER) }, (__, part) =>
    reader.figures.countCells(question, areas, terms.slice(part * TOGETHER, (part + 1) * TOGETHER)),
  ).flat()
  expect(together).toEqual(apart)
  expect(together.flat().reduce((sum, { services }) => sum + services, 0)).toBeGreaterThan(0)
})

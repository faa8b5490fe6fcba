import { parse } from 'graphql'
import { z } from 'zod'

import { type Column, objectsAt, readCells, selectColumns } from './columns.ts'
import {
  AREA_COLUMNS,
  CELL_COLUMNS,
  FIGURE_COLUMNS,
  KEPT_FIGURE_COLUMNS,
  METHOD_COLUMNS,
  OVERLAP_COLUMNS,
  TERM_COLUMNS,
} from './coverage-columns.ts'
import { type Cell, csvHeader, csvLines } from '../../model/csv-lines.ts'
import { listParameters, readVariables } from './export-parameters.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'
import { declare, findRootField, pass } from './paged-services.ts'
import { runQuery } from './run-query.ts'

/** What the two tables select of Coverage, besides its method. */
export const MATRIX_SELECTION = `matrix { ${selectColumns(TERM_COLUMNS)} cells { ${selectColumns(CELL_COLUMNS)} } }`
const FIGURES = selectColumns(FIGURE_COLUMNS)
export const AREAS_SELECTION = `total { ${FIGURES} } areas { ${selectColumns(AREA_COLUMNS)} ${FIGURES} }`
/** Of a day gone by: what several areas counted together is not kept. */
export const KEPT_AREAS_SELECTION = `areas { ${selectColumns([...AREA_COLUMNS, ...KEPT_FIGURE_COLUMNS])} }`

const Overlap = z.looseObject({ both: z.number() })
const Answer = z.object({ coverage: z.looseObject({}) })

/** `coverage.csv`: a row for each term in each area, in the order asked; a cell is empty where the figure is null. */
export async function* writeCoverageCsv(source: ExportSource, request: ExportRequest): AsyncGenerator<string> {
  const coverage = await ask(source, request, MATRIX_SELECTION)
  const method = readCells(METHOD_COLUMNS, coverage)
  yield csvHeader(namesOf(TERM_COLUMNS, CELL_COLUMNS, METHOD_COLUMNS))
  for (const row of objectsAt(coverage, 'matrix')) {
    const term = readCells(TERM_COLUMNS, row)
    yield csvLines(objectsAt(row, 'cells').map((cell) => [...term, ...readCells(CELL_COLUMNS, cell), ...method]))
  }
}

/** `coverage-areas.csv`: a row for each area, and where there are several first, without a code, one for all of them together, where what spans areas counts once. As of a day gone by there is no row for all together, and a cell is empty where the figure is not kept. */
export async function* writeCoverageAreasCsv(source: ExportSource, request: ExportRequest): AsyncGenerator<string> {
  const coverage = await ask(source, request, request.stated.has('asOf') ? KEPT_AREAS_SELECTION : AREAS_SELECTION)
  const method = readCells(METHOD_COLUMNS, coverage)
  const toRow = (figure: object): Cell[] => [
    ...readCells(AREA_COLUMNS, figure),
    ...readCells(FIGURE_COLUMNS, figure),
    ...method,
  ]
  yield csvHeader(namesOf(AREA_COLUMNS, FIGURE_COLUMNS, METHOD_COLUMNS))
  const areas = objectsAt(coverage, 'areas')
  const together = areas.length === 1 ? [] : objectsAt(coverage, 'total')
  yield csvLines([...together, ...areas].map(toRow))
}

/** `overlaps.csv`: a row for each two feeds that both list a service, those that share most first. */
export async function* writeOverlapsCsv(source: ExportSource, request: ExportRequest): AsyncGenerator<string> {
  const coverage = await ask(source, request, `overlaps { ${selectColumns(OVERLAP_COLUMNS)} }`)
  const method = readCells(METHOD_COLUMNS, coverage)
  const shared = z
    .array(Overlap)
    .parse(objectsAt(coverage, 'overlaps'))
    .filter(({ both }) => both > 0)
  yield csvHeader(namesOf(OVERLAP_COLUMNS, METHOD_COLUMNS))
  yield csvLines(
    shared.toSorted((a, b) => b.both - a.both).map((overlap) => [...readCells(OVERLAP_COLUMNS, overlap), ...method]),
  )
}

async function ask(source: ExportSource, request: ExportRequest, selection: string): Promise<object> {
  const parameters = listParameters(findRootField(source.schema, 'coverage'))
  const document = parse(`query Export(${declare(parameters)}) {
    coverage(${pass(parameters)}) { ${selectColumns(METHOD_COLUMNS)} ${selection} }
  }`)
  const answer = await runQuery(source, document, readVariables(parameters, request.stated), request)
  return Answer.parse(answer).coverage
}

function namesOf(...parts: readonly (readonly Column[])[]): string[] {
  return parts.flat().map(([name]) => name)
}

import { getNamedType, isObjectType, parse } from 'graphql'
import { z } from 'zod'

import { createRefusal } from '../refusals.ts'
import { type Column, objectsAt, readCells, selectColumns } from './columns.ts'
import { BASIS, METHOD_COLUMNS, RATE } from './coverage-columns.ts'
import { csvHeader, csvLines } from '../../model/csv-lines.ts'
import { type ExportParameter, listParameters, readVariables } from './export-parameters.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'
import { declare, findRootField, pass } from './paged-services.ts'
import { runQuery } from './run-query.ts'

/** From a trend: of which area and term it is; all services have no term. */
const TREND_COLUMNS: readonly Column[] = [
  ['areaCode', 'area.code'],
  ['area', 'area.name'],
  ['term', 'term.name'],
  ['termUri', 'term.uri'],
]

/** From a point of it. */
const POINT_COLUMNS: readonly Column[] = [
  ['from', 'from'],
  ['to', 'to'],
  ['observedAt', 'observedAt'],
  ['state', 'state'],
  ['serviceCount', 'serviceCount'],
  ['serviceCountLow', 'ci95.low'],
  ['serviceCountHigh', 'ci95.high'],
  ['recordCount', 'recordCount'],
  ...RATE,
  ...BASIS,
  ['change', 'change'],
  ['breaks', 'breaks.kind'],
  ['breakMessages', 'breaks.message'],
  ['isStale', 'isStale'],
]

const ABOUT = METHOD_COLUMNS.filter(([name]) => name !== 'asOf')

/** What the table selects of Coverage, besides its method. */
export const TREND_SELECTION = `${selectColumns(TREND_COLUMNS)} points { ${selectColumns(POINT_COLUMNS)} }`

const Answer = z.object({ coverage: z.looseObject({}) })

/** `trend.csv`: a row for each interval of each area, of all its services and then of each term; an interval without a look has no figures. */
export async function* writeTrendCsv(source: ExportSource, request: ExportRequest): AsyncGenerator<string> {
  const [own, inner] = parametersOf(source)
  const document = parse(`query Export(${declare([...own, ...inner])}) {
    coverage(${pass(own)}) { ${selectColumns(ABOUT)} trend(${pass(inner)}) { ${TREND_SELECTION} } }
  }`)
  const answer = await runQuery(source, document, readVariables([...own, ...inner], request.stated), request)
  const { coverage } = Answer.parse(answer)
  const about = readCells(ABOUT, coverage)
  yield csvHeader([...TREND_COLUMNS, ...POINT_COLUMNS, ...ABOUT].map(([name]) => name))
  for (const trend of objectsAt(coverage, 'trend')) {
    const of = readCells(TREND_COLUMNS, trend)
    yield csvLines(objectsAt(trend, 'points').map((point) => [...of, ...readCells(POINT_COLUMNS, point), ...about]))
  }
}

/** The arguments of `coverage` that bear on a trend, and its own. */
function parametersOf({ schema }: ExportSource): readonly [readonly ExportParameter[], readonly ExportParameter[]] {
  const field = findRootField(schema, 'coverage')
  const type = getNamedType(field.type)
  const trend = isObjectType(type) ? type.getFields()['trend'] : undefined
  if (trend === undefined) throw createRefusal('NOT_FOUND')
  return [listParameters(field).filter(({ name }) => name !== 'asOf'), listParameters(trend)]
}

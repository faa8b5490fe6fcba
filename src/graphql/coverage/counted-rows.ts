import type { Coverage } from '../../coverage/create-coverage.ts'
import type { CountedAsk, CountedRow, CountedThing } from '../../coverage/counted-rows.ts'
import { InputError } from '../../model/input-error.ts'
import { present } from '../../model/present.ts'
import { type Connection, createConnection, type Hit } from '../connection/connection.ts'
import { createCursorBinding, decodeCursor } from '../connection/cursors.ts'
import { readSize } from '../connection/page-arguments.ts'
import type { RequestContext } from '../context.ts'
import type { CoverageAnswer } from './coverage-method.ts'
import type { ShownRow } from './counted-row.ts'
import { recordsOfSmallArea } from './counted-small-area.ts'
import { mappedTermsOf } from './counted-term.ts'

/** The arguments of `countedRows`. */
export interface CountedArguments {
  readonly per?: CountedThing | null | undefined
  readonly areas?: readonly string[] | null | undefined
  readonly together?: boolean | null | undefined
  readonly term?: string | null | undefined
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
}

const DEFAULT_SIZE = 50

interface RowHit extends Hit {
  readonly row: CountedRow
}

/** The rows behind the figures of a coverage; `deciding` is all that decides which they are, besides the arguments. */
export function connectCountedRows(
  answer: CoverageAnswer,
  args: CountedArguments,
  deciding: unknown,
  context: RequestContext,
): Connection<ShownRow> {
  const { question, coverage } = answer
  const ask = readAsk(coverage, question.rows, args, context)
  const readRows = (): readonly CountedRow[] => rowsOf(answer, ask, context)
  const binding = createCursorBinding('counted', deciding, ask)
  const limit = readSize('first', args.first ?? DEFAULT_SIZE)
  const after = typeof args.after === 'string' ? decodeCursor(binding, args.after, 'after') : undefined
  return createConnection<ShownRow, RowHit>({
    binding,
    slice: { limit, backward: false },
    search(slice) {
      const rows = readRows()
      // Where the row of the cursor counts no more, the page starts where it stood.
      const found = after === undefined ? -1 : rows.findIndex(({ key }) => key === after.uid)
      const start = after === undefined ? 0 : found === -1 ? Number(after.value) : found + 1
      return {
        hits: rows
          .slice(start, start + slice.limit)
          .map((row, at) => ({ row, anchor: { value: start + at, uid: row.key } })),
        hasNext: start + slice.limit < rows.length,
        hasPrevious: start > 0,
      }
    },
    read: (hits) =>
      showRows(
        hits.map(({ row }) => row),
        question,
        context,
      ),
    count: () => readRows().length,
  })
}

/** The rows, made once for all pages of a list while the data, the feeds and the areas stand. */
function rowsOf(
  { question, coverage, kept }: CoverageAnswer,
  ask: CountedAsk,
  { reader: { figures } }: RequestContext,
): readonly CountedRow[] {
  const { selected, comparators, filter, unknowns, basis, rows, today } = question
  const codes = [selected.areas, comparators].map((areas) => areas.map(({ code }) => code))
  const key = JSON.stringify([codes, filter, unknowns, basis, rows, today, coverage.feeds, kept?.asOf, ask])
  return figures.remember(`counted rows ${key}`, () => coverage.countedRows(ask), weigh)
}

/** About the bytes of rows: those of records are shared with what they were made of. */
function weigh(rows: readonly CountedRow[]): number {
  return rows.reduce(
    (sum, { certain, possible, sites }) => sum + 400 + 100 * (certain.length + possible.length + sites.length),
    0,
  )
}

function readAsk(
  coverage: Coverage,
  rows: readonly string[],
  { per, areas, together, term }: CountedArguments,
  { reader }: RequestContext,
): CountedAsk {
  const asked = coverage.areas.map(({ area }) => area.code)
  const known = new Set([...asked, ...coverage.comparators.map(({ code }) => code)])
  for (const [index, code] of (areas ?? []).entries()) {
    if (known.has(code)) continue
    const message = `${code} is neither one of the areas asked about nor a comparator: name one of them, or none for all.`
    throw new InputError('UNKNOWN_AREA', message, ['areas', index])
  }
  if (together === true && areas !== null && areas !== undefined)
    throw new InputError(
      'BAD_USER_INPUT',
      'Give `areas` or `together`, not both: together are all areas asked about.',
      ['together'],
    )
  if (per === 'SMALL_AREA' && (together === true || typeof term === 'string'))
    throw new InputError(
      'BAD_USER_INPUT',
      'Distances are counted area by area, of all services that `where` means: leave out `together`, and give a term in `where`.',
      ['per'],
    )
  const uri = term === null || term === undefined ? undefined : reader.terms.findTerm(term)?.uri
  if (term !== null && term !== undefined && (uri === undefined || !rows.includes(uri)))
    throw new InputError(
      'UNKNOWN_TERM',
      `“${term}” is none of the terms of \`rows\`: name one of them by URI or CURIE.`,
      ['term'],
    )
  return {
    thing: per ?? 'SERVICE',
    ...(together !== true && { areas: areas ?? asked }),
    ...present({ term: uri }),
  }
}

/** The rows of a page with what is looked up for all of them together. */
function showRows(
  rows: readonly CountedRow[],
  question: CoverageAnswer['question'],
  { reader: { figures } }: RequestContext,
): readonly ShownRow[] {
  const shown = new Set(
    rows.flatMap(({ cluster, certain, possible, smallArea }) => [
      ...(smallArea === undefined ? [] : recordsOfSmallArea(smallArea)),
      ...certain,
      ...possible,
      ...cluster.records.map(({ record }) => record),
    ]),
  )
  const all = [...shown]
  const records = figures.countedRecords(all)
  const terms = figures.termsOf(all, [...question.rows.map((uri) => [uri]), { schemes: question.schemes }])
  const unstated = figures.unknownOn(question, all)
  const ways = figures.waysUnder(
    rows.flatMap(({ certain }) => certain),
    question.rows,
  )
  return rows.map((row) => {
    const own = termsOf(terms, row.certain)
    const named = (positions: ReadonlySet<number>): readonly string[] =>
      question.rows.filter((_, position) => positions.has(position))
    return {
      row,
      today: question.today,
      records,
      terms: named(own),
      possibleTerms: named(termsOf(terms, row.possible).difference(own)),
      isClassified: own.has(question.rows.length),
      unknownOn: unknownOf(row, unstated),
      mappedTerms: mappedTermsOf(ways, row.certain, question.rows),
    }
  })
}

function termsOf(terms: ReadonlyMap<number, readonly number[]>, records: readonly number[]): ReadonlySet<number> {
  return new Set(records.flatMap((record) => terms.get(record) ?? []))
}

/** What must be stated for the row to count: nothing where one of its records suffices; `areas` where it serves. */
function unknownOf(
  { state, certain, possible }: CountedRow,
  unstated: ReadonlyMap<number, readonly string[]>,
): readonly string[] {
  const facts = (certain.length > 0 ? certain : possible).map((record) => unstated.get(record) ?? [])
  const missing = facts.some((names) => names.length === 0) ? [] : [...new Set(facts.flat())]
  return state === 'AREA_UNKNOWN' ? [...missing, 'areas'] : missing
}

import { parseRecords } from '../model/csv-rows.ts'
import { type ImportColumns, type ImportProblem, partColumns, UnreadableImport } from '../model/import-problem.ts'
import { present } from '../model/present.ts'
import { isRealArea, type AgePopulation } from './area.ts'
import { findHeader } from './find-header.ts'
import { findPopulationColumns, type PopulationColumns } from './population-columns.ts'
import { type PeopleByBand, peopleByBand, type PeopleOfAges } from './population-bands.ts'
import { type AgeHeader, readAgeHeader } from './read-age-header.ts'
import { readCount } from './read-people.ts'

/** People of an area under its code. */
export interface AreaPeople extends Omit<AgePopulation, 'people'> {
  readonly code: string
  readonly people: PeopleByBand
}

/** Populations by code of area, in the file's order, and what was left out. */
export interface PopulationsFile {
  readonly populations: readonly AreaPeople[]
  readonly columns: ImportColumns
  readonly problems: readonly ImportProblem[]
}

interface Counted extends AgeHeader {
  readonly people: number
}

/**
 * Reads populations as statistical offices publish them, as CSV: a row an area with a column an age or band (mid-year
 * estimates, census tables), or a row an area and age. The header is found below any title; the sexes are added up; of several
 * years the newest is taken. `file` is the file's name, for the year and source that no column states. UnreadableImport names
 * the column that is missing.
 */
export function readPopulations(text: string, file: string): PopulationsFile {
  const records = parseRecords(text.replace(/^\uFEFF/, ''))
  const header = findHeader(records)
  if (header === undefined)
    throw new UnreadableImport('No column is of GSS codes of areas: a column code is missing, such as E06000023.')
  const headers = records[header] ?? []
  const rows = records.slice(header + 1)
  const columns = findPopulationColumns(headers, rows)
  const titles = records.slice(0, header).flat().join(' ')
  const origin = originOf(titles, file)
  const byArea = Map.groupBy(rows, (row) => cellAt(row, columns.code))
  const codes = [...byArea.keys()].filter(isRealArea)
  const hasPersons = columns.sex !== undefined && rows.some((row) => isOfPersons(row, columns))
  // An area at a time: the counts of all by each year of age fill more memory than their text.
  let isDated = false
  const populations = codes.flatMap((code) => {
    const counts = readCounts(byArea.get(code) ?? [], { columns, origin, hasPersons })
    const year = counts.reduce((newest, each) => Math.max(newest, each.year), 0)
    const own = counts.filter((each) => each.year === year)
    isDated ||= year !== 0
    const people = peopleByBand(addSexes(own.flatMap(({ counted }) => counted)))
    if (year === 0 || Object.keys(people).length === 0) return []
    const [{ vintage = year === origin.year ? origin.vintage : undefined, source = file } = {}] = own
    return [{ code, people, year, source, ...present({ vintage }) }]
  })
  if (!isDated)
    throw new UnreadableImport(
      'A column year (or date, or vintage) is missing, and neither a title nor the name of the file has a year.',
    )
  const lacking = codes.length - populations.length
  return {
    populations,
    columns: partColumns(headers, (_, at) => columns.taken.has(at)),
    problems:
      lacking === 0
        ? []
        : [{ rows: lacking, message: `${lacking} areas without a year, or without people of any band; left out.` }],
  }
}

interface RowCounts extends Partial<Pick<AgePopulation, 'vintage' | 'source'>> {
  /** 0: not stated. */
  readonly year: number
  readonly counted: readonly Counted[]
}

interface Counting {
  readonly columns: PopulationColumns
  readonly origin: { readonly year?: number }
  /** Where a table has both, persons are not counted beside the sexes. */
  readonly hasPersons: boolean
}

function cellAt(row: readonly string[], column: number | undefined): string {
  return column === undefined ? '' : (row[column] ?? '').trim()
}

function isOfSex(row: readonly string[], { sex }: PopulationColumns): boolean {
  return /^(f|females?|m|males?|1|2)$/i.test(cellAt(row, sex))
}

function isOfPersons(row: readonly string[], columns: PopulationColumns): boolean {
  return cellAt(row, columns.code) !== '' && !isOfSex(row, columns)
}

/** The rows of one area. */
function readCounts(
  rows: readonly (readonly string[])[],
  { columns, origin, hasPersons }: Counting,
): readonly RowCounts[] {
  return rows.flatMap((row) => {
    const isOfOne = isOfSex(row, columns)
    if (hasPersons && isOfOne) return []
    const [vintage, source] = [cellAt(row, columns.vintage), cellAt(row, columns.source)]
    const [year] = /\b(?:19|20)\d\d\b/.exec(cellAt(row, columns.year) || vintage) ?? []
    const sex = isOfOne
      ? { sex: /^(f|2)/i.test(cellAt(row, columns.sex)) ? ('FEMALE' as const) : ('MALE' as const) }
      : {}
    const counted = columns.ages.flatMap(({ column, ...ages }) => {
      const people = readCount(row[column])
      return people === undefined ? [] : [{ ...ages, ...sex, people }]
    })
    const people = readCount(row[columns.value ?? -1])
    const age = columns.age === undefined ? undefined : readAgeHeader(cellAt(row, columns.age))
    const single = age === undefined || people === undefined ? [] : [{ ...columns.openTop(age), ...sex, people }]
    return {
      year: Number(year ?? columns.headerYear ?? origin.year ?? 0),
      counted: [...counted, ...single],
      ...present({ vintage: vintage || undefined, source: source || undefined }),
    }
  })
}

/** People of both sexes of the same ages together; where one is lacking, the ages are left out. */
function addSexes(counted: readonly Counted[]): readonly PeopleOfAges[] {
  const groups = Map.groupBy(counted, ({ from, to }) => `${from}-${to}`)
  return [...groups.values()].flatMap((group) => {
    const both = group.find(({ sex }) => sex === undefined)
    if (both !== undefined) return both
    const [female, male] = [group.find(({ sex }) => sex === 'FEMALE'), group.find(({ sex }) => sex === 'MALE')]
    return female === undefined || male === undefined ? [] : { ...female, people: female.people + male.people }
  })
}

/** The year and vintage that a title or the name of a file states. The day of a release or of a download is neither. */
function originOf(titles: string, file: string): { readonly year?: number; readonly vintage?: string } {
  for (const text of [titles, file]) {
    const [, mid] = /\bmid[- _]?(?:year )?((?:19|20)\d\d)/i.exec(text) ?? []
    if (mid !== undefined) return { year: Number(mid), vintage: `mid-${mid}` }
    const [, census] = /\bcensus[- _]?((?:19|20)\d\d)/i.exec(text) ?? []
    if (census !== undefined) return { year: Number(census), vintage: `census-${census}` }
  }
  const [, stated] = /\b(?:date|year|period)\W+((?:19|20)\d\d)\b/i.exec(titles) ?? []
  const year = stated ?? /(?<!\d|\d[-_])(?:19|20)\d\d(?!\d|[-_]\d\d)/.exec(file)?.[0]
  return year === undefined ? {} : { year: Number(year) }
}

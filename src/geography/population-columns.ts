import { UnreadableImport } from '../model/import-problem.ts'
import { isRealArea } from './area.ts'
import { type AgeHeader, readAgeHeader } from './read-age-header.ts'

/** A column that counts people of some ages. */
interface AgeColumn extends AgeHeader {
  readonly column: number
}

/** Where a table of populations has what, by position of the column. */
export interface PopulationColumns {
  readonly code: number
  readonly year: number | undefined
  readonly vintage: number | undefined
  readonly source: number | undefined
  readonly sex: number | undefined
  /** In a table with a row an age: the age, and the number. */
  readonly age: number | undefined
  readonly value: number | undefined
  /** In a table with a row an area: all that count. */
  readonly ages: readonly AgeColumn[]
  /** The year in the header of the numbers, where that has it. */
  readonly headerYear: number | undefined
  readonly taken: ReadonlySet<number>
  /** The top of single years of age stands for all above, too. */
  openTop<T extends AgeHeader>(age: T): T
}

/** The last single year of age in the estimates of the ONS: 90 and over, whether it says so or not. */
const TOP_AGE = 90

/** Finds the columns by their headers and by what is in them. UnreadableImport names the one that is missing. */
export function findPopulationColumns(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): PopulationColumns {
  const names = headers.map((header) => header.trim().toLowerCase())
  const find = (pattern: RegExp): number | undefined => {
    const at = names.findIndex((name) => pattern.test(name))
    return at < 0 ? undefined : at
  }
  const code = codeColumn(headers.length, rows)
  const age = ageColumn(names, rows)
  const all = names.flatMap((name, column): AgeColumn[] => {
    const ages = column === code ? undefined : readAgeHeader(name)
    return ages === undefined ? [] : [{ ...ages, column }]
  })
  const headerYear = all.reduce<number | undefined>(
    (newest, { year }) => (year === undefined || (newest ?? 0) > year ? newest : year),
    undefined,
  )
  const counting = all.filter(({ year }) => year === undefined || year === headerYear)
  const value =
    age === undefined
      ? undefined
      : (find(/^(obs_value|observation|value|count|mye|(?:population )?estimates?|population_estimate|v4_\d+)$/) ??
        counting.find(({ column }) => column !== age)?.column)
  const isAbove = (ages: AgeHeader | undefined): boolean => (ages?.from ?? 0) > TOP_AGE
  const isTopStated =
    age === undefined ? counting.some(isAbove) : rows.some((row) => isAbove(readAgeHeader(row[age] ?? '')))
  const openTop = <T extends AgeHeader>(each: T): T =>
    isTopStated || each.from !== TOP_AGE || each.to !== TOP_AGE ? each : { ...each, to: Number.POSITIVE_INFINITY }
  const ages = age === undefined ? counting.map(openTop) : []
  if (age === undefined ? ages.length === 0 : value === undefined)
    throw new UnreadableImport(
      'No column counts people: a column population, or columns of ages such as 0, Aged 5 to 9, age_65_plus, are missing.',
    )
  const [year, vintage, source, sex] = [
    find(/^(year|mid[-_ ]year(?:[-_ ]ending)?|date|date_name|time|calendar[- ]years?|reference (?:period|date))$/),
    find(/^vintage$/),
    find(/^source$/),
    find(/^(sex|gender)(_name| \(.*\))?$/),
  ]
  const taken = new Set([code, year, vintage, source, sex, age, value, ...ages.map(({ column }) => column)])
  return {
    ...{ code, year, vintage, source, sex, age, value, ages, headerYear },
    taken: new Set([...taken].filter((at) => at !== undefined)),
    openTop,
  }
}

/** The column of GSS codes; of several that with the most different ones, which are the innermost areas. */
function codeColumn(width: number, rows: readonly (readonly string[])[]): number {
  const different = Array.from(
    { length: width },
    (_, at) => new Set(rows.map((row) => (row[at] ?? '').trim()).filter(isRealArea)).size,
  )
  return different.indexOf(Math.max(...different))
}

/** The column that says of which age a row is; never one of codes that stand for ages. */
function ageColumn(names: readonly string[], rows: readonly (readonly string[])[]): number | undefined {
  const sample = rows.slice(0, 500)
  const at = names.findIndex(
    (name, column) =>
      /^(?:.*[ _-])?age(?:$|[ _-])/.test(name) &&
      !/code$|^c_age$/.test(name) &&
      readAgeHeader(name) === undefined &&
      2 * sample.filter((row) => readAgeHeader(row[column] ?? '') !== undefined).length > sample.length,
  )
  return at < 0 ? undefined : at
}

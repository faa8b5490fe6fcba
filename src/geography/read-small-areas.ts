import { type ImportColumns, type ImportProblem, partColumns } from '../model/import-problem.ts'
import { isGssCode, type Area } from './area.ts'
import { readCsvHeaders, readCsvRows, type CsvRow } from '../model/csv-rows.ts'
import type { PeopleByBand } from './population-bands.ts'
import { present } from '../model/present.ts'
import { readAgeHeader } from './read-age-header.ts'
import { readOrigin, readPeople, statePeople } from './read-people.ts'

/** A small area for statistics (LSOA, data zone): where its people live on average, how many and how deprived. */
export interface SmallArea {
  readonly code: string
  readonly name: string
  /** Codes of the areas directly above it: its district, where stated its ward. */
  readonly parents: readonly string[]
  /** Population-weighted centroid, WGS 84 degrees. */
  readonly latitude: number
  readonly longitude: number
  readonly populations: PeopleByBand
  readonly year: number
  /** Such as `mid-2020`; absent: the year says all that is known. */
  readonly vintage?: string
  readonly source: string
  /** Indices of Deprivation, 1 the most deprived tenth; absent where not provided. */
  readonly deprivationDecile?: number
}

/** Small areas in the file's order, and what was left out. */
export interface SmallAreasFile {
  readonly smallAreas: readonly SmallArea[]
  readonly columns: ImportColumns
  readonly problems: readonly ImportProblem[]
}

const REQUIRED: ReadonlySet<string> = new Set(['code', 'parents', 'latitude', 'longitude', 'population', 'year'])
const OPTIONAL: ReadonlySet<string> = new Set(['name', 'deprivation_decile', 'vintage', 'source'])

/**
 * Reads small areas in the gateway's own CSV: `code,parents,latitude,longitude,population,year` and optionally
 * `name,deprivation_decile,vintage,source` and people by bands (`population_0_4` … `population_85_plus`, `population_0_17`,
 * `population_18_64`, `population_65_plus`); parents are parted by `;` or `|`. `source`
 * is what populations are attributed to. UnreadableImport where the columns are not those.
 */
export function readSmallAreas(text: string, source: string): SmallAreasFile {
  const smallAreas = new Map<string, SmallArea>()
  const problems: ImportProblem[] = []
  const rows = readCsvRows(text, [...REQUIRED])
  for (const row of rows) {
    const smallArea = readRow(row, source)
    if (smallArea === undefined) {
      problems.push({
        line: row.line,
        message: 'Needs a code, a parent, a point, a population and its year; row left out.',
      })
    } else if (smallAreas.has(smallArea.code)) {
      problems.push({ line: row.line, message: `${smallArea.code} came before; row left out.` })
    } else {
      smallAreas.set(smallArea.code, smallArea)
    }
  }
  const columns = partColumns(
    readCsvHeaders(text),
    (header) => REQUIRED.has(header) || OPTIONAL.has(header) || readAgeHeader(header) !== undefined,
  )
  return { smallAreas: [...smallAreas.values()], columns, problems }
}

/** The small area as an area of the gazetteer. */
export function asArea({ code, name, parents, populations, year, vintage, source }: SmallArea): Area {
  return {
    code,
    name,
    otherNames: [],
    type: 'SMALL_AREA',
    parents,
    successors: [],
    ...statePeople(populations, { year, source, ...present({ vintage }) }),
  }
}

/** Whether a file's first line, its columns in lower case, is that of small areas: to know imports apart. */
export function areSmallAreaColumns(columns: readonly string[]): boolean {
  return [...REQUIRED].every((name) => columns.includes(name))
}

function readRow(row: CsvRow, source: string): SmallArea | undefined {
  const code = row.cells.get('code')
  const parents = (row.cells.get('parents') ?? '').split(/[;|]/).map((part) => part.trim())
  const [latitude, longitude] = [numberIn(row, 'latitude', -90, 90), numberIn(row, 'longitude', -180, 180)]
  const [populations, origin] = [readPeople(row), readOrigin(row, source)]
  const isStated = latitude !== undefined && longitude !== undefined && populations.ALL !== undefined
  if (code === undefined || !isGssCode(code) || !parents.every(isGssCode) || !isStated || origin === undefined)
    return undefined
  const decile = numberIn(row, 'deprivation_decile', 1, 10)
  return {
    code,
    name: row.cells.get('name') ?? code,
    parents,
    latitude,
    longitude,
    populations,
    ...origin,
    ...(decile === undefined || !Number.isInteger(decile) ? {} : { deprivationDecile: decile }),
  }
}

function numberIn(row: CsvRow, column: string, low: number, high: number): number | undefined {
  const stated = row.cells.get(column)
  const value = Number(stated)
  return stated === undefined || !Number.isFinite(value) || value < low || value > high ? undefined : value
}

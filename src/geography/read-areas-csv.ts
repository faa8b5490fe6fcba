import { type ImportColumns, type ImportProblem, partColumns } from '../model/import-problem.ts'
import { isAreaType, type Area } from './area.ts'
import { readCsvHeaders, readCsvRows, type CsvRow } from '../model/csv-rows.ts'
import { present } from '../model/present.ts'
import { readAgeHeader } from './read-age-header.ts'
import { readOrigin, readPeople, statePeople } from './read-people.ts'

/** Areas in the file's order, and what was left out. */
export interface AreasFile {
  readonly areas: readonly Area[]
  readonly columns: ImportColumns
  readonly problems: readonly ImportProblem[]
}

const COLUMNS: ReadonlySet<string> = new Set([
  'code',
  'name',
  'type',
  'other_names',
  'parents',
  'year',
  'vintage',
  'source',
  'valid_from',
  'valid_to',
  'successors',
])

/**
 * Reads areas in the gateway's own CSV: `code,name,type` and optionally `other_names,parents,valid_from,valid_to,
 * successors`, and people by `population,year`, by bands (`population_0_4` … `population_85_plus`, `population_0_17`,
 * `population_18_64`, `population_65_plus`), `vintage` and `source`; lists are parted by `;` or `|`. `source` is what
 * populations are attributed to otherwise. UnreadableImport where the columns are not those.
 */
export function readAreasCsv(text: string, source: string): AreasFile {
  const areas = new Map<string, Area>()
  const problems: ImportProblem[] = []
  const rows = readCsvRows(text, ['code', 'name', 'type'])
  for (const row of rows) {
    const code = row.cells.get('code')
    const name = row.cells.get('name')
    const type = (row.cells.get('type') ?? '').toUpperCase()
    if (code === undefined || name === undefined || !isAreaType(type)) {
      problems.push({ line: row.line, message: 'Needs a code, a name and a known type; row left out.' })
    } else if (areas.has(code)) {
      problems.push({ line: row.line, message: `${code} came before; row left out.` })
    } else {
      areas.set(code, { code, name, type, ...readRest(row, source) })
      if (readOrigin(row, source) === undefined && Object.keys(readPeople(row)).length > 0)
        problems.push({ line: row.line, message: `The population of ${code} has no year (column year); left out.` })
    }
  }
  const columns = partColumns(
    readCsvHeaders(text),
    (header) => COLUMNS.has(header) || readAgeHeader(header) !== undefined,
  )
  return { areas: [...areas.values()], columns, problems }
}

function readRest(row: CsvRow, source: string): Omit<Area, 'code' | 'name' | 'type'> {
  const origin = readOrigin(row, source)
  const validFrom = dateCell(row, 'valid_from')
  const validTo = dateCell(row, 'valid_to')
  return {
    otherNames: listCell(row, 'other_names'),
    parents: listCell(row, 'parents'),
    successors: listCell(row, 'successors'),
    ...(origin && statePeople(readPeople(row), origin)),
    ...present({ validFrom, validTo }),
  }
}

function listCell(row: CsvRow, column: string): readonly string[] {
  const parts = (row.cells.get(column) ?? '').split(/[;|]/).map((part) => part.trim())
  return parts.filter((part) => part !== '')
}

function dateCell(row: CsvRow, column: string): string | undefined {
  const stated = row.cells.get(column)
  return stated !== undefined && /^\d{4}-\d\d-\d\d$/.test(stated) ? stated : undefined
}

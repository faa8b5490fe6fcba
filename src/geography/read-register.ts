import { type CsvRow, readCsvHeaders, readCsvRows } from '../model/csv-rows.ts'
import { type ImportColumns, type ImportProblem, partColumns } from '../model/import-problem.ts'
import { present } from '../model/present.ts'
import { type Area, areaTypeOf, isRealArea } from './area.ts'
import { readCount } from './read-people.ts'
import { readDay } from './read-successions.ts'
import type { Succession } from './succession.ts'

/** Areas of a register of councils, what became of which, and what was left out. */
export interface RegisterFile {
  readonly areas: readonly Area[]
  readonly successions: readonly Succession[]
  readonly columns: ImportColumns
  readonly problems: readonly ImportProblem[]
}

const CODES = ['gss-code', 'gss_code', 'code']
const NAMES = ['nice-name', 'name']
/** Codes of areas that the row's lies in; or, in a register with codes of its own, those. */
const ABOVE = [
  'region_code',
  'upper_tier_code',
  'combined_authority_code',
  'country_code',
  'county-la',
  'combined-authority',
]
const REGISTER_CODE = 'local-authority-code'
const REST = ['official-name', 'start-date', 'end-date', 'replaced-by', 'former-gss-codes', REGISTER_CODE]
const LATER_CODE = /^code_((?:19|20)\d\d)$/
const POPULATION = /^population_((?:19|20)\d\d)$/

/** Whether a file's columns, in lower case, are of a register of councils or a table of districts. */
export function areRegisterColumns(columns: readonly string[]): boolean {
  const has = (names: readonly string[]): boolean => names.some((name) => columns.includes(name))
  return has(CODES) && has(NAMES) && (has(ABOVE) || has(REST) || columns.some((name) => LATER_CODE.test(name)))
}

/**
 * Reads a register of councils (`gss-code, nice-name, official-name, start-date, end-date, replaced-by, …`) or a table of
 * districts (`code, code_2025, name, region_code, upper_tier_code, population_2021, …`). The kind of area follows from its
 * code. Boards (ICB) are not taken: a district may lie in several. `source` is what populations are attributed to.
 */
export function readRegister(text: string, source: string): RegisterFile {
  const rows = readCsvRows(text, [])
  const headers = readCsvHeaders(text).map((header) => header.trim().toLowerCase())
  const codeOf = (row: CsvRow): string => firstOf(row, CODES) ?? ''
  const byRegister = new Map(
    rows.flatMap((row) => {
      const code = row.cells.get(REGISTER_CODE)
      return code === undefined ? [] : [[code, codeOf(row)] as const]
    }),
  )
  const gss = (cell: string | undefined): readonly string[] => {
    const parts = (cell ?? '').split(/[,;|]/).map((part) => part.trim())
    return parts.map((part) => (isRealArea(part) ? part : (byRegister.get(part) ?? ''))).filter(isRealArea)
  }
  const populationColumn = headers
    .filter((header) => POPULATION.test(header))
    .toSorted()
    .at(-1)
  const areas = new Map<string, Area>()
  const successions: Succession[] = []
  const left: CsvRow[] = []
  for (const row of rows) {
    const area = readRow(
      row,
      codeOf(row),
      ABOVE.flatMap((column) => gss(row.cells.get(column))),
    )
    if (area === undefined) {
      left.push(row)
      continue
    }
    const value = populationColumn === undefined ? undefined : readCount(row.cells.get(populationColumn))
    const year = Number(POPULATION.exec(populationColumn ?? '')?.[1])
    areas.set(area.code, { ...area, ...(value !== undefined && { population: { value, year, source } }) })
    successions.push(...successionsOf(row, area, headers, gss))
  }
  const read = new Set([...CODES, ...NAMES, ...ABOVE, ...REST, populationColumn])
  const message = `${left.length} rows without a name or a GSS code of a known kind, the first in line ${left[0]?.line}; left out.`
  return {
    areas: [...areas.values()],
    successions,
    columns: partColumns(readCsvHeaders(text), (header) => read.has(header) || LATER_CODE.test(header)),
    problems: left.length === 0 ? [] : [{ rows: left.length, message }],
  }
}

function readRow(row: CsvRow, code: string, above: readonly string[]): Area | undefined {
  const [name, type] = [firstOf(row, NAMES), areaTypeOf(code)]
  if (name === undefined || type === undefined || !isRealArea(code)) return undefined
  const official = row.cells.get('official-name')
  const [validFrom, validTo] = [readDay(row.cells.get('start-date') ?? ''), readDay(row.cells.get('end-date') ?? '')]
  return {
    code,
    name,
    type,
    otherNames: official === undefined || official === name ? [] : [official],
    parents: [...new Set(above)].filter((parent) => parent !== code),
    successors: [],
    ...present({ registerCode: row.cells.get(REGISTER_CODE), validFrom, validTo }),
  }
}

function successionsOf(
  row: CsvRow,
  { code, name }: Area,
  headers: readonly string[],
  gss: (cell: string | undefined) => readonly string[],
): readonly Succession[] {
  const later = headers.filter((header) => LATER_CODE.test(header)).flatMap((header) => gss(row.cells.get(header)))
  const after = [...gss(row.cells.get('replaced-by')), ...later].filter((successor) => successor !== code)
  const before = gss(row.cells.get('former-gss-codes')).filter((former) => former !== code)
  return [
    ...after.map((successor) => ({ code, name, successor, ...(later.includes(successor) && { successorName: name }) })),
    ...before.map((former) => ({ code: former, name, successor: code, successorName: name })),
  ]
}

function firstOf(row: CsvRow, columns: readonly string[]): string | undefined {
  return columns.map((column) => row.cells.get(column)).find((cell) => cell !== undefined)
}

import type { ImportProblem } from '../model/import-problem.ts'
import { UnreadableImport } from '../model/import-problem.ts'
import { isGssCode, type Area, type AreaType } from './area.ts'
import { readCsvRows, type CsvRow } from '../model/csv-rows.ts'
import type { AreasFile } from './read-areas-csv.ts'

interface CodeColumn {
  readonly type: AreaType
  readonly code: string
  readonly name: string
  readonly welshName: string
}

const kinds: ReadonlyMap<string, AreaType> = new Map([
  ['lad', 'DISTRICT'],
  ['ltla', 'DISTRICT'],
  ['cty', 'COUNTY'],
  ['cauth', 'COMBINED_AUTHORITY'],
  ['rgn', 'REGION'],
  ['ctry', 'COUNTRY'],
  ['wd', 'WARD'],
  ['icb', 'ICB'],
  ['lsoa', 'SMALL_AREA'],
])

/**
 * Reads a names-and-codes or lookup file of the ONS by its headers (`LAD25CD, LAD25NM, …`), whatever the year. The first
 * code column names the areas, the others their parents. UnreadableImport where no column is a code with a name.
 */
export function readNamesCsv(text: string): AreasFile {
  const rows = readCsvRows(text, [])
  const [own, ...above] = codeColumns(rows)
  if (own === undefined) throw new UnreadableImport('No column is a code of areas, such as LAD25CD with LAD25NM.')
  const areas = new Map<string, Area>()
  const problems: ImportProblem[] = []
  const left = rows.filter((row) => !takeRow(row, own, above, areas))
  if (left.length > 0) {
    const message = `${left.length} rows without a GSS code or a name in ${own.code.toUpperCase()}; left out.`
    problems.push({ line: left[0]?.line ?? 0, message })
  }
  return { areas: [...areas.values()], problems }
}

function codeColumns(rows: readonly CsvRow[]): readonly CodeColumn[] {
  const headers = new Set(rows.flatMap((row) => [...row.cells.keys()]))
  return [...headers].flatMap((header) => {
    const [, kind, year] = /^([a-z]+)(\d\d)cd$/.exec(header) ?? []
    const type = kinds.get(kind ?? '')
    const name = `${kind ?? ''}${year ?? ''}nm`
    return type === undefined || !headers.has(name) ? [] : [{ type, code: header, name, welshName: `${name}w` }]
  })
}

function takeRow(row: CsvRow, own: CodeColumn, above: readonly CodeColumn[], areas: Map<string, Area>): boolean {
  const code = row.cells.get(own.code) ?? ''
  const name = row.cells.get(own.name)
  if (name === undefined || !isRealArea(code)) return false
  const parents = above.flatMap((column) => row.cells.get(column.code) ?? []).filter(isRealArea)
  const before = areas.get(code)
  const welsh = row.cells.get(own.welshName)
  areas.set(code, {
    code,
    name,
    otherNames: welsh === undefined ? (before?.otherNames ?? []) : [welsh],
    type: own.type,
    parents: [...new Set([...(before?.parents ?? []), ...parents])],
    successors: [],
  })
  return true
}

/** A GSS code of an area, not one of the ONS's stand-ins for "none" (`E99999999`). */
export function isRealArea(code: string): boolean {
  return isGssCode(code) && !code.endsWith('99999999') && !/^[LM]/.test(code)
}

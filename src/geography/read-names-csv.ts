import { type ImportColumns, type ImportProblem, partColumns, UnreadableImport } from '../model/import-problem.ts'
import { type Area, type AreaType, areaTypeOf, isRealArea } from './area.ts'
import { readNamesHeader } from './read-names-header.ts'
import { readCsvHeaders, readCsvRows, type CsvRow } from '../model/csv-rows.ts'
import type { Succession } from './succession.ts'

interface CodeColumn {
  readonly kind: string
  readonly type: AreaType
  readonly year: number
  readonly code: string
  readonly name: string
  readonly welshName: string | undefined
}

/** What a names-and-codes file, a look-up or a code history of the ONS says. */
export interface NamesFile {
  readonly areas: readonly Area[]
  /** Areas that others lie in, by what the file says of them. */
  readonly above: readonly Area[]
  readonly successions: readonly Succession[]
  readonly columns: ImportColumns
  readonly problems: readonly ImportProblem[]
}

/**
 * Reads a names-and-codes file, a look-up or a code history of the ONS by its headers (`LAD25CD, LAD25NM, …`,
 * `ltla16_code, ltla16_name, …`), whatever the year. The first code column names the areas, those of other kinds their
 * parents; columns of one kind and several years say what became of what, and the newest names the areas. UnreadableImport
 * where no column is a code with a name.
 */
export function readNamesCsv(text: string): NamesFile {
  const rows = readCsvRows(text, [])
  const headers = readCsvHeaders(text).map((header) => header.trim().toLowerCase())
  const columns = codeColumns(headers)
  const [first] = columns
  if (first === undefined)
    throw new UnreadableImport('A column is missing: of codes with names, such as LAD25CD with LAD25NM.')
  const years = columns.filter(({ kind }) => kind === first.kind).toSorted((a, b) => a.year - b.year)
  const own = years.at(-1) ?? first
  const above = columns.filter(({ kind }) => kind !== first.kind)
  const [areas, parents] = [new Map<string, Area>(), new Map<string, Area>()]
  const left = rows.filter((row) => !takeRow(row, own, above, areas, parents))
  const problems: ImportProblem[] = []
  if (left.length > 0) {
    const message = `${left.length} rows without a GSS code or a name in ${own.code.toUpperCase()}; left out.`
    problems.push({ line: left[0]?.line ?? 0, rows: left.length, message })
  }
  const read = new Set(columns.flatMap(({ code, name, welshName }) => [code, name, welshName]))
  return {
    areas: [...areas.values()].map((area) => inOneBoard(area, problems)),
    above: [...parents.values()],
    successions: rows.flatMap((row) => successionsIn(row, years)),
    columns: partColumns(readCsvHeaders(text), (header) => read.has(header)),
    problems,
  }
}

function codeColumns(headers: readonly string[]): readonly CodeColumn[] {
  const read = headers.map((header) => ({ header, ...readNamesHeader(header) }))
  return read.flatMap(({ header, kind, type, year, of }) => {
    if (of !== 'CODE' || kind === undefined || type === undefined) return []
    const find = (role: 'NAME' | 'WELSH_NAME'): string | undefined =>
      read.find((other) => other.of === role && other.kind === kind && other.year === year)?.header
    const name = find('NAME')
    return name === undefined
      ? []
      : [{ kind, type, year: year ?? 0, code: header, name, welshName: find('WELSH_NAME') }]
  })
}

function takeRow(
  row: CsvRow,
  own: CodeColumn,
  above: readonly CodeColumn[],
  areas: Map<string, Area>,
  parents: Map<string, Area>,
): boolean {
  const area = areaIn(row, own)
  if (area === undefined) return false
  const before = areas.get(area.code)
  const around = above.flatMap((column) => areaIn(row, column) ?? []).filter(({ code }) => code !== area.code)
  for (const each of around) parents.set(each.code, each)
  const codes = above.flatMap((column) => row.cells.get(column.code) ?? []).filter(isRealArea)
  areas.set(area.code, {
    ...area,
    otherNames: area.otherNames.length > 0 ? area.otherNames : (before?.otherNames ?? []),
    parents: [...new Set([...(before?.parents ?? []), ...codes])].filter((code) => code !== area.code),
  })
  return true
}

function areaIn(
  row: CsvRow,
  { type: stated, code: codeColumn, name: nameColumn, welshName }: CodeColumn,
): Area | undefined {
  const [code, name] = [row.cells.get(codeColumn) ?? '', row.cells.get(nameColumn)]
  const type = areaTypeOf(code) ?? stated
  if (name === undefined || !isRealArea(code)) return undefined
  const welsh = welshName === undefined ? undefined : row.cells.get(welshName)
  return { code, name, otherNames: welsh === undefined ? [] : [welsh], type, parents: [], successors: [] }
}

function successionsIn(row: CsvRow, years: readonly CodeColumn[]): readonly Succession[] {
  const stages = years.flatMap((column) => areaIn(row, column) ?? [])
  return stages.flatMap(({ code, name }, at) => {
    const next = stages[at + 1]
    return next === undefined || next.code === code
      ? []
      : [{ code, name, successor: next.code, successorName: next.name }]
  })
}

/** A district that lies in several boards lies in none of them whole (docs/figures.md 2.4, pitfall 10). */
function inOneBoard(area: Area, problems: ImportProblem[]): Area {
  const boards = area.parents.filter((code) => areaTypeOf(code) === 'ICB')
  if (boards.length < 2) return area
  problems.push({ message: `${area.name} (${area.code}) lies in ${boards.length} boards, so it is put into none.` })
  return { ...area, parents: area.parents.filter((code) => !boards.includes(code)) }
}

import { isRealArea } from '../../geography/area.ts'
import { areAliasColumns } from '../../geography/read-aliases.ts'
import { readAgeHeader } from '../../geography/read-age-header.ts'
import { readNamesHeader } from '../../geography/read-names-header.ts'
import { areRegisterColumns } from '../../geography/read-register.ts'
import { areSmallAreaColumns } from '../../geography/read-small-areas.ts'
import { areSuccessionColumns } from '../../geography/read-successions.ts'
import { UnreadableImport } from '../../model/import-problem.ts'

export type ImportKind =
  | 'AREAS'
  | 'NAMES'
  | 'REGISTER'
  | 'ALIASES'
  | 'SUCCESSIONS'
  | 'POPULATIONS'
  | 'BOUNDARIES'
  | 'POSTCODES'
  | 'SMALL_AREAS'

/** What can be imported, for whoever gave something else. */
export const IMPORTABLE =
  'Not a file of areas: give boundaries as GeoJSON, names and codes of the ONS (LAD25CD, LAD25NM, …), a look-up or a code history, a register of councils, other names with their codes (la-name,local-authority-code), a postcode directory (NSPL or ONSPD), populations (a code, and columns of ages), a CSV with code,name,type, successors with code,successor, or small areas with code,parents,latitude,longitude,population,year; as CSV, or as a sheet of a workbook (.xlsx, .ods, .xls).'

/** What a file holds, by the beginning of its content, whatever it is called. UnreadableImport, which names what is missing, where it is none of the known. */
export function recogniseImport(beginning: string): ImportKind {
  const text = beginning.replace(/^\uFEFF/, '').trimStart()
  if (text.startsWith('{')) return 'BOUNDARIES'
  const lines = text.split(/\r?\n/).map(cellsOf)
  const headers = lines[0] ?? []
  const has = (pattern: RegExp): boolean => headers.some((header) => pattern.test(header))
  if (has(/^(pcds|pcd8|pcd7|pcd2?|postcode)$/)) return 'POSTCODES'
  if (areSmallAreaColumns(headers)) return 'SMALL_AREAS'
  if (['code', 'name', 'type'].every((name) => headers.includes(name))) return 'AREAS'
  if (areRegisterColumns(headers)) return 'REGISTER'
  if (areSuccessionColumns(headers)) return 'SUCCESSIONS'
  if (arePopulations(lines)) return 'POPULATIONS'
  if (areAliasColumns(headers)) return 'ALIASES'
  if (headers.some((header) => readNamesHeader(header)?.of === 'CODE')) return 'NAMES'
  const found = headers.filter(Boolean).slice(0, 12).join(', ') || 'nothing'
  throw new UnreadableImport(
    `A column of GSS codes is missing (gss-code, code or LAD25CD); the first line has ${found}. ${IMPORTABLE}`,
  )
}

function cellsOf(line: string): readonly string[] {
  return line.split(',').map((cell) => cell.replaceAll('"', '').trim().toLowerCase())
}

/** Whether the line above the first area's has columns of ages, a number of people, or one that says the age of a row. */
function arePopulations(lines: readonly (readonly string[])[]): boolean {
  const first = lines.findIndex((cells) => cells.some((cell) => isRealArea(cell.toUpperCase())))
  const header = lines.slice(0, Math.max(first, 0)).findLast((cells) => cells.filter(Boolean).length > 1) ?? []
  return header.some((name) => readAgeHeader(name) !== undefined || /^(?:.*[ _-])?age(?:$|[ _-])/.test(name))
}

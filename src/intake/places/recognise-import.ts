import { areSmallAreaColumns } from '../../geography/read-small-areas.ts'
import { UnreadableImport } from '../../model/import-problem.ts'

export type ImportKind = 'AREAS' | 'NAMES' | 'BOUNDARIES' | 'POSTCODES' | 'SMALL_AREAS'

/** What a file holds, by the beginning of its content, whatever it is called. UnreadableImport where it is none of the known. */
export function recogniseImport(beginning: string): ImportKind {
  const text = beginning.replace(/^\uFEFF/, '').trimStart()
  if (text.startsWith('{')) return 'BOUNDARIES'
  const headers = (text.split(/\r?\n/, 1)[0] ?? '')
    .split(',')
    .map((cell) => cell.replaceAll('"', '').trim().toLowerCase())
  const has = (pattern: RegExp): boolean => headers.some((header) => pattern.test(header))
  if (has(/^(pcds|pcd8|pcd7|pcd2?|postcode)$/) && has(/^lat(itude)?$/)) return 'POSTCODES'
  if (areSmallAreaColumns(headers)) return 'SMALL_AREAS'
  if (has(/^code$/) && has(/^name$/) && has(/^type$/)) return 'AREAS'
  if (has(/^[a-z]+\d\dcd$/)) return 'NAMES'
  throw new UnreadableImport(
    'Not a file of areas: give boundaries as GeoJSON, names and codes of the ONS (LAD25CD, LAD25NM, …), a postcode directory (NSPL or ONSPD), a CSV with code,name,type, or small areas with code,parents,latitude,longitude,population,year.',
  )
}

import { isRealArea } from './area.ts'

/**
 * Where the header of a table of areas is: the last line with several cells above the first that has a GSS code, whatever
 * titles stand above it. Undefined where no line has a code, or none is above it.
 */
export function findHeader(records: readonly (readonly string[])[]): number | undefined {
  const first = records.findIndex((record) => record.some((cell) => isRealArea(cell.trim())))
  const header = records.slice(0, Math.max(first, 0)).findLastIndex((record) => record.filter(Boolean).length > 1)
  return header < 0 ? undefined : header
}

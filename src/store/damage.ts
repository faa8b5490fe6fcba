import { existsSync } from 'node:fs'
import { DamagedDataError } from '../model/damaged-data-error.ts'

/** SQLITE_CORRUPT, SQLITE_NOTADB, and the SQLITE_IOERR of a read beyond the file's end. */
const DAMAGE_CODES: ReadonlySet<number> = new Set([11, 26])
const SHORT_READ = 522
const CANNOT_OPEN = 14
const PRIMARY = 0xff

/** Whether SQLite failed because the file is not what it should be: its pages contradict each other, or are gone. */
export function isDamage(error: unknown): boolean {
  if (error instanceof DamagedDataError) return true
  const code = errcodeOf(error)
  return code !== undefined && (DAMAGE_CODES.has(code & PRIMARY) || code === SHORT_READ)
}

/** Whether SQLite failed because somebody took the file away. */
export function isGone(error: unknown, file: string): boolean {
  return ((errcodeOf(error) ?? 0) & PRIMARY) === CANNOT_OPEN && !existsSync(file)
}

function errcodeOf(error: unknown): number | undefined {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'errcode') : undefined
  return typeof code === 'number' ? code : undefined
}

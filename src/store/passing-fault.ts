/** SQLITE_BUSY: another process holds what is to be had. */
const BUSY = 5
/** SQLITE_FULL, and the SQLITE_IOERR of a write, and of the memory shared beside a log, that found no room. */
const NO_ROOM: ReadonlySet<unknown> = new Set([13, 778, 1034, 4618, 4874, 5386])

/** Whether it failed because another process holds the file, which may let go of it. */
export function isBusy(error: unknown): boolean {
  return codesOf(error).includes(BUSY)
}

/** Whether it failed because the disk has no room, or could not be written. */
export function isLackOfRoom(error: unknown): boolean {
  return codesOf(error).some((code) => code === 'ENOSPC' || NO_ROOM.has(code))
}

/** The codes of SQLite and of the system that an error and what caused it have. */
function codesOf(error: unknown): unknown[] {
  if (!(error instanceof Error)) return []
  return [Reflect.get(error, 'errcode'), Reflect.get(error, 'code'), ...codesOf(error.cause)]
}

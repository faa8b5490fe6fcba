/** SQLITE_BUSY: another process holds what is to be had. */
const BUSY = 5
/** SQLITE_READONLY; further bits of a code say more. */
const READ_ONLY = 8
const PRIMARY = 0xff
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

/** Why nothing can be written, in words for an operator; undefined where it failed for another reason. */
export function whyUnwritable(error: unknown): string | undefined {
  if (isLackOfRoom(error)) return 'its disk has no room'
  const isReadOnly = codesOf(error).some(
    (code) => code === 'EROFS' || (typeof code === 'number' && (code & PRIMARY) === READ_ONLY),
  )
  return isReadOnly ? 'its file or file system is read-only' : undefined
}

/** What is said to an operator where nothing can be written for this reason. */
export function describeUnwritable(why: string): string {
  return `Nothing can be written to DATA_DIR: ${why}. What is held is served and grows older; once it can be written all goes on by itself.`
}

/** The codes of SQLite and of the system that an error and what caused it have. */
function codesOf(error: unknown): unknown[] {
  if (!(error instanceof Error)) return []
  return [Reflect.get(error, 'errcode'), Reflect.get(error, 'code'), ...codesOf(error.cause)]
}

import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'

const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\0'
const APPLICATION_ID_AT = 68

/** The first 100 bytes of a file, or all where it has fewer; undefined where there is none. Throws what `explain` makes of one that is not regular. */
export function readHeader(file: string, explain: (what: string) => Error): Buffer | undefined {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat === undefined) return undefined
  if (!stat.isFile()) throw explain(stat.isDirectory() ? 'a folder' : 'no regular file')
  const handle = openOwn(file, explain)
  try {
    const bytes = Buffer.alloc(Math.min(HEADER_BYTES, fstatSync(handle).size))
    return bytes.subarray(0, readSync(handle, bytes))
  } finally {
    closeSync(handle)
  }
}

function openOwn(file: string, explain: (what: string) => Error): number {
  try {
    return openSync(file, 'r')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code !== 'EACCES' && code !== 'EPERM') throw error
    throw explain(`a file that this user may not read (${code})`)
  }
}

/** Whether it begins as SQLite's files do. */
export function isDatabase(header: Buffer): boolean {
  return header.toString('latin1', 0, MAGIC.length) === MAGIC
}

/** Whether it bears this `application_id`. */
export function isMarkedAs(id: number, header: Buffer): boolean {
  return header.length === HEADER_BYTES && header.readUInt32BE(APPLICATION_ID_AT) === id
}

/** What a file is that begins so and is no database, in words. */
export function describeBytes(header: Buffer): string {
  const isText = header.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d))
  return isText ? 'a text file' : 'a file of another kind'
}

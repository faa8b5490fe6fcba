import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'

/** A file that is not one to be read; the message says why, and nothing of what is in it. */
export class UnfitFileError extends Error {
  override readonly name = 'UnfitFileError'
}

/**
 * The text of a regular file of at most so many bytes, in UTF-8. A folder, pipe or device, or a longer file, is an
 * UnfitFileError before it is read; what the system refuses is its own error, with its `code`.
 */
export function readBoundedFile(path: string, mostBytes: number): string {
  return readBoundedBytes(path, mostBytes).toString('utf8')
}

/** The same as bytes. */
export function readBoundedBytes(path: string, mostBytes: number): Buffer {
  // Opening a pipe would else wait for whoever writes to it.
  const handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const stat = fstatSync(handle)
    if (!stat.isFile()) throw new UnfitFileError('It is not a regular file')
    if (stat.size > mostBytes) throw new UnfitFileError(`It is longer than ${Math.floor(mostBytes / 1_000_000)} MB`)
    // No more than it was: it may grow meanwhile.
    const bytes = Buffer.alloc(stat.size)
    return bytes.subarray(0, readSync(handle, bytes))
  } finally {
    closeSync(handle)
  }
}

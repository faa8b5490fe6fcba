import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { extname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import { ConfigError } from '../config/config-error.ts'

/** The companion of a file: `services.csv` has `services.sources.csv`. */
export function nameSources(output: string): string {
  return `${output.slice(0, output.length - extname(output).length)}.sources.csv`
}

/** Writes all parts to a file, which appears under its name only when whole, or to standard output where the name is "-". */
export async function writeExport(parts: AsyncIterable<string>, output: string): Promise<void> {
  if (output === '-') return writeOut(parts)
  const unfinished = `${output}.part`
  try {
    await pipeline(Readable.from(parts), createWriteStream(unfinished))
    await rename(unfinished, output)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw isSystemFault(error) ? notWritable(output, error) : error
  }
}

async function writeOut(parts: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(parts), process.stdout, { end: false })
  } catch (error) {
    // Whoever reads has enough, as `head` does.
    if (!isSystemFault(error) || error.code !== 'EPIPE') throw error
  }
}

function isSystemFault(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error
}

function notWritable(output: string, cause: NodeJS.ErrnoException): ConfigError {
  return new ConfigError(
    'The arguments',
    [{ path: '--output', problem: `${output} can not be written (${cause.code})` }],
    { cause },
  )
}

import { dirname } from 'node:path'

import { ConfigError } from './config-error.ts'
import type { FeedsConfig } from './feeds-config.ts'
import { readBoundedFile, UnfitFileError } from '../model/read-bounded-file.ts'
import { type KnownNames, parseFeedsConfig } from './parse-feeds-config.ts'

/** Far more than the feeds of every council take. */
const MOST_BYTES = 10_000_000

/** Reads and checks the feeds file, whose paths are relative to the folder; throws a `ConfigError` with every problem, an unreadable file being one. */
export async function readFeedsConfig(
  path: string,
  known: KnownNames = {},
  folder = dirname(path),
): Promise<FeedsConfig> {
  return parseFeedsConfig(path, await readFeedsFile(path), known, folder)
}

/** The text of the feeds file; a `ConfigError` where it can't be had. */
export async function readFeedsFile(path: string): Promise<string> {
  try {
    return readBoundedFile(path, MOST_BYTES)
  } catch (cause) {
    throw new ConfigError(
      path,
      [
        {
          path: '',
          problem: `${whyNot(cause)}: set FEEDS_CONFIG to the path of your feeds file, or begin one with \`oruk-gateway feeds add URL\``,
        },
      ],
      { cause },
    )
  }
}

function whyNot(cause: unknown): string {
  if (cause instanceof UnfitFileError) return cause.message
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return code === 'ENOENT' ? 'There is no such file' : `It can not be read (${String(code ?? cause)})`
}

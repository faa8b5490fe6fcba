import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'

import { ConfigError } from './config-error.ts'
import type { FeedsConfig } from './feeds-config.ts'
import { type KnownNames, parseFeedsConfig } from './parse-feeds-config.ts'

/** Reads and checks the feeds file; throws a `ConfigError` with every problem, an unreadable file being one. */
export async function readFeedsConfig(path: string, known: KnownNames = {}): Promise<FeedsConfig> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const why =
      cause.code === 'ENOENT' ? 'There is no such file' : `It can not be read (${cause.code ?? cause.message})`
    throw new ConfigError(path, [{ path: '', problem: `${why}: set FEEDS_CONFIG to the path of your feeds file` }], {
      cause,
    })
  })
  return parseFeedsConfig(path, text, known, dirname(path))
}

import { renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

import { ConfigError } from '../config/config-error.ts'
import { parseFeedsConfig } from '../config/parse-feeds-config.ts'
import { readFeedsFile } from '../config/read-feeds-config.ts'
import { readSettings } from '../config/settings.ts'
import { present } from '../model/present.ts'
import { checkAddress } from './check-feed.ts'
import { describeFeedCheck } from './describe-feed-check.ts'
import { KNOWN_NAMES } from './known-names.ts'

/** How a feed is to stand in the file. */
export interface AddOptions {
  readonly slug?: string
  readonly name?: string
  readonly publisher?: string
  /** GSS codes with commas between. */
  readonly areas?: string
  /** Written although the check failed. */
  readonly force?: boolean
}

/** The file as it stands, of which only what is added to is looked at; the rest is kept as it is. */
const File = z.looseObject({
  feeds: z.array(z.unknown()).optional(),
  allowPrivateHosts: z.array(z.unknown()).optional(),
})

/**
 * Checks the feed at an address, shows how it fares, and writes its entry into the feeds file, which a running gateway takes up
 * by itself. ConfigError where the check failed and it is not forced, or where the file would not be in order with it.
 */
export async function addFeed(url: string, options: AddOptions): Promise<void> {
  const path = readSettings().feedsConfigPath
  const file = File.parse(JSON.parse((await readFeedsFile(path)).replace(/^\uFEFF/, '')))
  const check = await checkAddress(url, { mostDetails: 50, say: (line) => console.error(line) })
  console.log(describeFeedCheck(check))
  if (check.outcome === 'FAIL' && options.force !== true)
    throw new ConfigError('The feed', [
      { path: url, problem: 'does not pass the check, so it was not added; --force adds it all the same' },
    ])
  const { slug, name, publisher, areas } = options
  const entry = {
    ...check.configuration,
    url,
    ...present({ slug, name, publisher, areas: areas?.split(',').map((code) => code.trim()) }),
  }
  const hosts = new Set([...(file.allowPrivateHosts ?? []), ...(check.allowPrivateHosts ?? [])])
  const next = {
    ...file,
    ...(hosts.size > 0 && { allowPrivateHosts: [...hosts] }),
    feeds: [...(file.feeds ?? []), entry],
  }
  const text = `${JSON.stringify(next, undefined, 2)}\n`
  parseFeedsConfig(path, text, KNOWN_NAMES)
  writeFileSync(`${path}.part`, text, { mode: 0o600 })
  renameSync(`${path}.part`, path)
  console.log(`\nAdded to ${path}; a running gateway reads it now:\n${JSON.stringify(entry, undefined, 2)}`)
}

import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

import { ConfigError } from '../config/config-error.ts'
import type { FeedsConfig } from '../config/feeds-config.ts'
import { parseFeedsConfig } from '../config/parse-feeds-config.ts'
import { isPrivateHost } from '../config/private-host.ts'
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
  /** What opens it, as `credentials` of the feeds file has it, in JSON. */
  readonly credentials?: string
  /** Written although the check failed. */
  readonly force?: boolean
}

/** The file as it stands, of which only what is added to is looked at; the rest is kept as it is. */
const File = z.looseObject({
  feeds: z.array(z.unknown()).optional(),
  allowPrivateHosts: z.array(z.unknown()).optional(),
  network: z.unknown().optional(),
})

/**
 * Checks the feed at an address, shows how it fares, and writes its entry into the feeds file, which a running gateway takes up
 * by itself. ConfigError where the check failed and it is not forced, or where the file would not be in order with it.
 */
export async function addFeed(url: string, options: AddOptions): Promise<void> {
  const path = readSettings().feedsConfigPath
  const file = File.parse(existsSync(path) ? JSON.parse((await readFeedsFile(path)).replace(/^\uFEFF/, '')) : {})
  const credentials = readCredentials(options.credentials)
  const check = await checkAddress(url, {
    mostDetails: 50,
    say: (line) => console.error(line),
    configured: readWays(path, file, url, credentials),
  })
  console.log(describeFeedCheck(check))
  if (check.outcome === 'FAIL' && options.force !== true)
    throw new ConfigError('The feed', [
      { path: url, problem: 'does not pass the check, so it was not added; --force adds it all the same' },
    ])
  const { slug, name, publisher, areas } = options
  const entry = {
    ...check.configuration,
    url,
    ...present({ slug, name, publisher, areas: areas?.split(',').map((code) => code.trim()), credentials }),
  }
  const hosts = new Set([...(file.allowPrivateHosts ?? []), ...(check.allowPrivateHosts ?? [])])
  const next = {
    ...file,
    ...(hosts.size > 0 && { allowPrivateHosts: [...hosts] }),
    feeds: [...(file.feeds ?? []), entry],
  }
  const text = `${JSON.stringify(next, undefined, 2)}\n`
  parseFeedsConfig(path, text, KNOWN_NAMES, dirname(path))
  writeFileSync(`${path}.part`, text, { mode: 0o600 })
  renameSync(`${path}.part`, path)
  console.log(`\nAdded to ${path}; a running gateway reads it now:\n${JSON.stringify(entry, undefined, 2)}`)
}

/** How the file says that feeds are reached, and what opens this one, so that it is checked as it will be read. */
function readWays(path: string, file: z.infer<typeof File>, url: string, credentials: unknown): FeedsConfig {
  const feed = { slug: CHECKED, name: CHECKED, publisher: CHECKED, url, ...present({ credentials }) }
  const host = URL.parse(url)?.hostname.replace(/^\[|\]$/g, '') ?? ''
  // A private host is asked because the person named it, as `check` does.
  const allowPrivateHosts = [...(file.allowPrivateHosts ?? []), ...(isPrivateHost(host) ? [host] : [])]
  const { network } = file
  const text = JSON.stringify({ allowPrivateHosts, ...present({ network }), feeds: host === '' ? [] : [feed] })
  return parseFeedsConfig(path, text, KNOWN_NAMES, dirname(path))
}

const CHECKED = 'checked'

function readCredentials(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch (cause) {
    const problem = 'is no JSON: write such as \'{"headers": {"X-Api-Key": {"env": "NORTHAM_KEY"}}}\''
    throw new ConfigError('The arguments', [{ path: '--credentials', problem }], { cause })
  }
}

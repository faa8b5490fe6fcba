import { chmodSync, chownSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

import { ConfigError } from '../config/config-error.ts'
import { parseFeedsConfig } from '../config/parse-feeds-config.ts'
import { present } from '../model/present.ts'
import { checkAddress } from './check-feed.ts'
import { describeFeedCheck } from './describe-feed-check.ts'
import { KNOWN_NAMES } from './known-names.ts'
import { readStatedFile, readWays } from './ways-to-feed.ts'

/** How a feed is to stand in the file. */
export interface AddOptions {
  readonly slug?: string
  readonly name?: string
  readonly publisher?: string
  /** GSS codes with commas between. */
  readonly areas?: string
  /** What opens it, as `credentials` of the feeds file has it, in JSON. */
  readonly credentials?: string
  /** Written although it could not be read. */
  readonly force?: boolean
}

/**
 * Checks the feed at an address, shows how it fares, and writes its entry into the feeds file, which a running gateway takes up
 * by itself. ConfigError where the feed can't be read and it is not forced, or where the file would not be in order with it.
 */
export async function addFeed(url: string, options: AddOptions): Promise<void> {
  const file = await readStatedFile()
  const credentials = readCredentials(options.credentials)
  const check = await checkAddress(url, {
    mostDetails: 50,
    say: (line) => console.error(line),
    configured: readWays(file, url, credentials),
  })
  console.log(describeFeedCheck(check))
  if (!check.isReadable && options.force !== true)
    throw new ConfigError('The feed', [
      { path: url, problem: 'could not be read, so it was not added; --force adds it all the same' },
    ])
  const { slug, name, publisher, areas } = options
  const entry = {
    ...check.configuration,
    url,
    ...present({ slug, name, publisher, areas: areas?.split(',').map((code) => code.trim()), credentials }),
  }
  const hosts = new Set([...file.allowPrivateHosts, ...(check.allowPrivateHosts ?? [])])
  const next = {
    ...file.stated,
    ...(hosts.size > 0 && { allowPrivateHosts: [...hosts] }),
    feeds: [...file.feeds, entry],
  }
  const { path } = file
  const text = `${JSON.stringify(next, undefined, 2)}\n`
  parseFeedsConfig(path, text, KNOWN_NAMES, dirname(path))
  replaceFile(path, text)
  console.log(`\nAdded to ${path}; a running gateway reads it now:\n${JSON.stringify(entry, undefined, 2)}`)
}

/** In one step, for the owner and the mode that it has: the gateway's user, who may be another, goes on reading it. */
function replaceFile(path: string, text: string): void {
  const part = `${path}.part`
  const before = statSync(path, { throwIfNoEntry: false })
  writeFileSync(part, text, { mode: 0o600 })
  if (before !== undefined) {
    if (process.getuid?.() === 0) chownSync(part, before.uid, before.gid)
    chmodSync(part, before.mode)
  }
  renameSync(part, path)
}

function readCredentials(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text)
  } catch (cause) {
    const problem = 'is no JSON: write such as \'{"headers": {"X-Api-Key": {"env": "NORTHAM_KEY"}}}\''
    throw new ConfigError('The arguments', [{ path: '--credentials', problem }], { cause })
  }
}

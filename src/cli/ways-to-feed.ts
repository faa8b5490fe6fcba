import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { ConfigError } from '../config/config-error.ts'
import type { FeedsConfig } from '../config/feeds-config.ts'
import { parseFeedsConfig, parseFeedsJson } from '../config/parse-feeds-config.ts'
import { isPrivateHost } from '../config/private-host.ts'
import { readFeedsFile } from '../config/read-feeds-config.ts'
import { readSettings } from '../config/settings.ts'
import { hostOf } from '../model/host-budget.ts'
import { present } from '../model/present.ts'
import { KNOWN_NAMES } from './known-names.ts'

/** The feeds file as it stands, in its own order; of it only what is added to is looked at. */
export interface StatedFile {
  readonly path: string
  readonly stated: Readonly<Record<string, unknown>>
  readonly feeds: readonly unknown[]
  readonly allowPrivateHosts: readonly unknown[]
}

const Stated = z.record(z.string(), z.unknown())
const Lists = z.object({ feeds: z.array(z.unknown()), allowPrivateHosts: z.array(z.unknown()).default([]) })
const Entry = z.object({ slug: z.string(), url: z.string(), credentials: z.unknown().optional() })

/** What FEEDS_CONFIG states, in order or not; nothing where there is no such file. ConfigError where it is no feeds file. */
export async function readStatedFile(): Promise<StatedFile> {
  const path = readSettings().feedsConfigPath
  if (!existsSync(path)) return { path, stated: {}, feeds: [], allowPrivateHosts: [] }
  const json = parseFeedsJson(path, await readFeedsFile(path))
  const [stated, lists] = [Stated.safeParse(json), Lists.safeParse(json)]
  if (stated.success && lists.success) return { path, stated: stated.data, ...lists.data }
  throw new ConfigError(path, [{ path: '', problem: 'It has no list `feeds`: see `oruk-gateway config check`' }])
}

/** The feed of the file that has this slug or address; undefined where none has. */
export function findEntry({ feeds }: StatedFile, named: string): z.infer<typeof Entry> | undefined {
  return feeds
    .flatMap((feed) => Entry.safeParse(feed).data ?? [])
    .find(({ slug, url }) => slug === named || url.replace(/\/$/, '') === named.replace(/\/$/, ''))
}

/** How the file, and else the environment, has feeds reached, and what opens the one at this address: it is asked as it will be read. */
export function readWays(
  { path, stated, allowPrivateHosts }: StatedFile,
  url: string,
  credentials: unknown,
): FeedsConfig {
  const feed = { slug: CHECKED, name: CHECKED, publisher: CHECKED, url, ...present({ credentials }) }
  const host = URL.canParse(url) ? hostOf(url) : ''
  // A private host is asked because the person named it.
  const mayBePrivate = [...allowPrivateHosts, ...(host !== '' && isPrivateHost(host) ? [host] : [])]
  const { network } = stated
  const text = JSON.stringify({
    allowPrivateHosts: mayBePrivate,
    ...present({ network }),
    feeds: host === '' ? [] : [feed],
  })
  return parseFeedsConfig(path, text, KNOWN_NAMES, dirname(path))
}

const CHECKED = 'checked'

import { resolve } from 'node:path'

import { readFeedsConfig } from '../config/read-feeds-config.ts'
import { readSettings } from '../config/settings.ts'
import { KNOWN_NAMES } from './known-names.ts'

/** Prints what a feeds file configures; throws a `ConfigError` with every problem. */
export async function checkConfig(file?: string): Promise<void> {
  const path = file === undefined ? readSettings().feedsConfigPath : resolve(file)
  const config = await readFeedsConfig(path, KNOWN_NAMES)
  const enabled = config.feeds.filter((feed) => feed.enabled)
  console.log(`${path} is in order: ${enabled.length} feeds enabled, ${config.feeds.length - enabled.length} not.`)
  if (config.contact === undefined)
    console.log('No `contact` is set: councils cannot see who asks them. Please add one.')
}

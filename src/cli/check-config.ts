import { resolve } from 'node:path'

import { readFeedsConfig } from '../config/read-feeds-config.ts'
import { checkConnections } from './check-connections.ts'
import { readSettings } from '../config/settings.ts'
import { KNOWN_NAMES } from './known-names.ts'

/**
 * Prints what a feeds file configures; throws a `ConfigError` with every problem. `connect` has each enabled feed asked once
 * and says what stands in the way; exit code 1 where one can't be had.
 */
export async function checkConfig(file?: string, { connect = false }: { connect?: boolean } = {}): Promise<void> {
  const path = file === undefined ? readSettings().feedsConfigPath : resolve(file)
  const config = await readFeedsConfig(path, KNOWN_NAMES)
  const enabled = config.feeds.filter((feed) => feed.enabled)
  console.log(`${path} is in order: ${enabled.length} feeds enabled, ${config.feeds.length - enabled.length} not.`)
  if (config.contact === undefined)
    console.log('No `contact` is set: councils cannot see who asks them. Please add one.')
  if (connect && (await checkConnections(config, (line) => console.log(line))) > 0) process.exitCode = 1
}

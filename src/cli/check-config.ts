import { resolve } from 'node:path'

import { readFeedsConfig } from '../config/read-feeds-config.ts'
import { ConfigError } from '../config/config-error.ts'
import { checkConnections, type Connection, describeConnection } from './check-connections.ts'
import { readSettings } from '../config/settings.ts'
import { KNOWN_NAMES } from './known-names.ts'

const NO_CONTACT = 'No `contact` is set: councils cannot see who asks them. Please add one.'

/** How a feeds file is checked. */
interface CheckOptions {
  /** Ask each enabled feed once and say what stands in the way; exit code 1 where one can't be had. */
  readonly connect?: boolean
  /** Print one JSON value, in which problems of the file stand too, with exit code 1. */
  readonly json?: boolean
}

/** Prints what a feeds file configures; a `ConfigError` with every problem, unless these are printed as JSON. */
export async function checkConfig(file?: string, { connect = false, json = false }: CheckOptions = {}): Promise<void> {
  const path = file === undefined ? readSettings().feedsConfigPath : resolve(file)
  const config = await readFeedsConfig(path, KNOWN_NAMES).catch((error: unknown) => {
    if (!json || !(error instanceof ConfigError)) throw error
    console.log(JSON.stringify({ path, problems: error.problems }, undefined, 2))
    process.exitCode = 1
  })
  if (config === undefined) return
  const enabled = config.feeds.filter((feed) => feed.enabled).length
  const stands = { enabled, disabled: config.feeds.length - enabled }
  const advice = config.contact === undefined ? [NO_CONTACT] : []
  const connections: Connection[] = []
  const say = (known: Connection): void =>
    json ? void connections.push(known) : console.log(describeConnection(known))
  if (!json) {
    console.log(`${path} is in order: ${stands.enabled} feeds enabled, ${stands.disabled} not.`)
    for (const line of advice) console.log(line)
  }
  if (connect && (await checkConnections(config, say)) > 0) process.exitCode = 1
  if (json)
    console.log(
      JSON.stringify({ path, problems: [], ...stands, advice, ...(connect && { connections }) }, undefined, 2),
    )
}

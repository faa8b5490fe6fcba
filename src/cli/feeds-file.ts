import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { readFeedsConfig } from '../config/read-feeds-config.ts'
import type { FeedsConfig } from '../config/feeds-config.ts'
import type { Settings } from '../config/settings.ts'
import { sharedConfigOf } from '../config/shared-config.ts'
import type { ShipPowers } from '../wiring/shared-state.ts'
import { KNOWN_NAMES } from './known-names.ts'

/** The feeds file that is in use, and the folder that paths in it are relative to. */
export interface FeedsFilePlace {
  readonly path: string
  readonly folder: string
}

/** FEEDS_CONFIG, or where a catalogue is shared the one that all have, which begins as a copy of it. */
export function placeFeedsFile({ ship, dataDir, feedsConfigPath }: Settings): FeedsFilePlace {
  const folder = dirname(feedsConfigPath)
  if (ship === undefined) return { path: feedsConfigPath, folder }
  const path = sharedConfigOf(dataDir)
  if (!existsSync(path) && existsSync(feedsConfigPath)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    copyFileSync(feedsConfigPath, path)
  }
  return { path: existsSync(path) ? path : feedsConfigPath, folder }
}

/** The feeds file that is in use, read for a command beside a gateway. A `ConfigError` where it can't be used. */
export function readFeedsInUse(settings: Settings): Promise<FeedsConfig> {
  const { path, folder } = placeFeedsFile(settings)
  return readFeedsConfig(path, KNOWN_NAMES, folder)
}

/** What the gateway shares its catalogue with; undefined where it has its own. */
export function shipPowersOf({ ship, feedsConfigPath }: Settings): ShipPowers | undefined {
  return (
    ship && {
      ...ship,
      feedsConfigPath,
      readConfig: (path) => readFeedsConfig(path, KNOWN_NAMES, dirname(feedsConfigPath)),
    }
  )
}

import { join } from 'node:path'
import type { Logger } from 'pino'

import type { ConfigError } from '../config/config-error.ts'
import type { FeedsConfig } from '../config/feeds-config.ts'
import type { Settings } from '../config/settings.ts'
import { type ConfigWatch, watchConfig } from '../config/watch-config.ts'
import type { Gateway } from '../gateway.ts'
import { geographyFileOf } from '../store/geography-file.ts'
import { openControl } from './control-socket.ts'
import type { FeedsFilePlace } from './feeds-file.ts'
import { KNOWN_NAMES } from './known-names.ts'
import type { SeveralProcesses } from './live-status.ts'
import { startReleaseLoop } from './release-loop.ts'
import { watchImports } from './watch-imports.ts'

/** What operating a gateway takes. */
interface OperatingParts {
  readonly settings: Settings
  readonly log: Logger
  readonly feedsFile: FeedsFilePlace
  /** Of the feeds file, as it was applied. */
  readonly feedsText: string
  /** Where it is reached. */
  reached(): Promise<SeveralProcesses>
  /** Another configuration is about to be applied. */
  onRead(config: FeedsConfig): void
  /** It is. */
  onApplied?(config: FeedsConfig): void
}

/** A gateway that hears what its operator does. */
export interface Operation {
  /** Applies the feeds file, and what was imported, as they are now. */
  reload(): void
  /** Takes no more commands. */
  closeControl(): Promise<void>
  close(): Promise<void>
}

/** Has a gateway take commands, edits of the feeds file, SIGHUP, imports, and days on which areas change, and write releases where they are due. */
export async function operateGateway(gateway: Gateway, parts: OperatingParts): Promise<Operation> {
  const { settings, log, reached } = parts
  const control = await openControl(gateway, { dataDir: settings.dataDir, reached, log })
  const watching = watchFeeds(gateway, parts)
  const reload = (): void => void watching.reload()
  process.on('SIGHUP', reload)
  const imports = watchImports(geographyFileOf(join(settings.dataDir, 'catalogue.sqlite')), reload)
  const releases = startReleaseLoop(settings, log)
  return {
    reload,
    closeControl: () => control.close(),
    async close() {
      watching.close()
      imports.close()
      releases.stop()
      process.off('SIGHUP', reload)
      await control.close()
    },
  }
}

function watchFeeds(gateway: Gateway, { feedsFile, log, feedsText, onRead, onApplied }: OperatingParts): ConfigWatch {
  return watchConfig(feedsFile.path, feedsText, {
    known: KNOWN_NAMES,
    folder: feedsFile.folder,
    async onChange(config) {
      onRead(config)
      await gateway.reload(config)
      onApplied?.(config)
      log.info({ feeds: config.feeds.length }, 'The feeds file was read again and is in use.')
    },
    onRefused(error: ConfigError) {
      log.error({ problems: error.problems }, 'The feeds file was edited but is refused; what ran before goes on.')
      console.log(error.message)
    },
    onFault(error) {
      log.error({ err: error }, 'Watching or applying the feeds file failed; what can be tried again is.')
    },
  })
}

/** Names of parameters that logs must not show, of all feeds. */
export function secretsOf({ feeds }: Pick<FeedsConfig, 'feeds'>): readonly string[] {
  return feeds.flatMap(({ secretParameters = [] }) => secretParameters)
}

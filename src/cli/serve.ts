import { once } from 'node:events'
import { join } from 'node:path'
import type { Logger } from 'pino'

import { ConfigError } from '../config/config-error.ts'
import type { FeedsConfig } from '../config/feeds-config.ts'
import { readFeedsConfig } from '../config/read-feeds-config.ts'
import { readSettings } from '../config/settings.ts'
import { type ConfigWatch, watchConfig } from '../config/watch-config.ts'
import { createGateway, type Gateway } from '../gateway.ts'
import { createLog } from './create-log.ts'
import { redact } from '../model/redact.ts'
import { geographyFileOf } from '../store/geography-file.ts'
import { KNOWN_NAMES } from './known-names.ts'
import { runServer } from './run-server.ts'
import { untilStopped } from './until-stopped.ts'
import { watchImports } from './watch-imports.ts'

/**
 * Serves the configured feeds until SIGTERM, SIGINT or the end of the supervisor; SIGHUP or an edit of the feeds file applies it
 * without a restart, and so do imported areas, and a day on which areas take the place of others. `socketFd` is the file descriptor of the socket to serve; absent: it listens as the settings say.
 */
export async function serve(socketFd?: string): Promise<void> {
  const settings = readSettings()
  const fd = socketFd === undefined ? undefined : readFd(socketFd)
  const config = await readFeedsConfig(settings.feedsConfigPath, KNOWN_NAMES)
  let secrets = secretsOf(config)
  const log = await createLog(settings.logLevel ?? 'info', { ...settings, secretParameters: () => secrets })
  const gateway = await createGateway(config, { dataDir: settings.dataDir, log })
  // Before it listens: from then on a supervisor may ask.
  process.on('message', (message) => void answerSupervisor(message, gateway))
  const running = await runServer(gateway, settings, log, fd)
  process.send?.('listening')
  const watching = await watchFeeds(settings.feedsConfigPath, gateway, log, (next) => (secrets = secretsOf(next)))
  const reload = (): void => void watching.reload()
  process.on('SIGHUP', reload)
  const imports = watchImports(geographyFileOf(join(settings.dataDir, 'catalogue.sqlite')), reload)
  console.log(`The gateway answers on ${running.url}/graphql; try it at ${running.url}/graphiql.`)
  for (const line of describeFeeds(config)) console.log(line)
  await Promise.race([untilStopped(), untilAlone()])
  console.log('Stopping: answering what is under way.')
  watching.close()
  imports.close()
  process.off('SIGHUP', reload)
  // Whoever supervises next has the folder at once.
  await Promise.all([running.stop(), isAlone() ? gateway.release() : undefined])
  // A supervisor's channel would keep the process.
  if (process.connected) process.disconnect()
}

function readFd(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new ConfigError('The command', [{ path: '--fd', problem: `is "${text}" but must be a whole number` }])
}

/** Whether this process had a supervisor, which has ended without it. */
function isAlone(): boolean {
  return process.send !== undefined && !process.connected
}

async function untilAlone(): Promise<void> {
  if (!isAlone()) await once(process, 'disconnect')
}

/** A supervisor that has another process take over asks for the folder first. */
async function answerSupervisor(message: unknown, gateway: Gateway): Promise<void> {
  if (message !== 'release') return
  await gateway.release()
  process.send?.('released')
}

function watchFeeds(
  path: string,
  gateway: Gateway,
  log: Logger,
  note: (config: FeedsConfig) => void,
): Promise<ConfigWatch> {
  return watchConfig(path, {
    known: KNOWN_NAMES,
    async onChange(config) {
      note(config)
      await gateway.reload(config)
      log.info({ feeds: config.feeds.length }, 'The feeds file was read again and is in use.')
    },
    onRefused(error: ConfigError) {
      log.error({ problems: error.problems }, 'The feeds file was edited but is refused; what ran before goes on.')
      console.log(error.message)
    },
    onFault(error) {
      log.error({ err: error }, 'Watching or applying the feeds file failed; SIGHUP tries again.')
    },
  })
}

/** Names of parameters that logs must not show, of all feeds. */
function secretsOf({ feeds }: FeedsConfig): readonly string[] {
  return feeds.flatMap(({ secretParameters = [] }) => secretParameters)
}

/** A line per feed, and what the operator should know. */
export function describeFeeds({ feeds, contact }: FeedsConfig): string[] {
  const enabled = feeds.filter((feed) => feed.enabled)
  const others = feeds.length - enabled.length
  return [
    `${enabled.length} feeds are read${others > 0 ? `, ${others} are listed but not enabled` : ''}:`,
    ...enabled.map((feed) => `  ${feed.slug}: ${feed.publisher}, ${redact(feed.url, feed.secretParameters)}`),
    ...(contact === undefined ? ['No `contact` is set in the feeds file: councils cannot see who asks them.'] : []),
  ]
}

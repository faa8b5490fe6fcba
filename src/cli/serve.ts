import { once } from 'node:events'
import { join } from 'node:path'
import type { Logger } from 'pino'

import { ConfigError } from '../config/config-error.ts'
import type { FeedsConfig } from '../config/feeds-config.ts'
import { readFeedsConfig } from '../config/read-feeds-config.ts'
import { readSettings } from '../config/settings.ts'
import { type ConfigWatch, watchConfig } from '../config/watch-config.ts'
import { createDoor } from '../door.ts'
import type { Gateway } from '../gateway.ts'
import { type ControlSocket, openControl } from './control-socket.ts'
import { createLog } from './create-log.ts'
import { redact } from '../model/redact.ts'
import { geographyFileOf } from '../store/geography-file.ts'
import { KNOWN_NAMES } from './known-names.ts'
import { openPatiently } from './open-patiently.ts'
import { type RunningServer, runServer } from './run-server.ts'
import { untilStopped } from './until-stopped.ts'
import { watchImports } from './watch-imports.ts'

/** How `serve` was started, besides the settings. */
export interface ServeOptions {
  /** The file descriptor of the socket to serve; absent: it listens as the settings say. */
  readonly fd?: string
  /** Another process answers on that socket until this one can. */
  readonly takeOver?: boolean
}

/**
 * Serves the configured feeds until SIGTERM, SIGINT or the end of the supervisor; SIGHUP or an edit of the feeds file applies it
 * without a restart, and so do imported areas, and a day on which areas take the place of others. Unless it takes over it listens at once,
 * and says why it is not ready while the catalogue is being opened.
 */
export async function serve({ fd: socketFd, takeOver = false }: ServeOptions): Promise<void> {
  const settings = readSettings()
  const fd = socketFd === undefined ? undefined : readFd(socketFd)
  const config = await readFeedsConfig(settings.feedsConfigPath, KNOWN_NAMES)
  let secrets = secretsOf(config)
  let { access } = config
  const log = await createLog(settings.logLevel ?? 'info', { ...settings, secretParameters: () => secrets })
  const stopped = Promise.race([untilStopped(), untilAlone()])
  const door = createDoor()
  const run = (): Promise<RunningServer> => runServer(door, settings, log, { fd, access: () => access })
  const early = takeOver ? undefined : await run()
  const gateway = await openUnlessStopped(early, stopped, () =>
    openPatiently({
      ...{ config, dataDir: settings.dataDir, log, door, ship: settings.ship },
      mostBusyMs: isSupervised() ? RELEASE_MS : 0,
    }),
  )
  const running = early ?? (await run())
  const control = await openControl(gateway, { dataDir: settings.dataDir, url: running.url, log })
  // From when it says that it listens a supervisor may ask.
  process.on('message', (message) => void answerSupervisor(message, gateway, control))
  process.send?.('listening')
  const watching = await watchFeeds(settings.feedsConfigPath, gateway, log, {
    onRead: (next) => (secrets = secretsOf(next)),
    onApplied: (next) => ({ access } = next),
  })
  const reload = (): void => void watching.reload()
  process.on('SIGHUP', reload)
  const imports = watchImports(geographyFileOf(join(settings.dataDir, 'catalogue.sqlite')), reload)
  console.log(`The gateway answers on ${running.url}/graphql; try it at ${running.url}/graphiql.`)
  for (const line of describeFeeds(config)) console.log(line)
  await stopped
  console.log('Stopping: answering what is under way.')
  watching.close()
  imports.close()
  process.off('SIGHUP', reload)
  await control.close()
  // Whoever supervises next has the folder at once.
  await Promise.all([running.stop(gateway), isAlone() ? gateway.release() : undefined])
  // A supervisor's channel would keep the process.
  if (process.connected) process.disconnect()
}

/** A process whose supervisor was killed may need so long to give the folder up: it answers what is under way. */
const RELEASE_MS = 30_000

/** Ends the process where it is stopped before the gateway is open: what was written to its end stands. */
async function openUnlessStopped(
  early: RunningServer | undefined,
  stopped: Promise<void>,
  open: () => Promise<Gateway>,
): Promise<Gateway> {
  try {
    const gateway = await Promise.race([open(), stopped])
    if (gateway !== undefined) return gateway
    await early?.stop()
    process.exit()
  } catch (error) {
    await early?.stop()
    throw error
  }
}

function readFd(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new ConfigError('The command', [{ path: '--fd', problem: `is "${text}" but must be a whole number` }])
}

function isSupervised(): boolean {
  return process.send !== undefined
}

/** Whether this process had a supervisor, which has ended without it. */
function isAlone(): boolean {
  return isSupervised() && !process.connected
}

async function untilAlone(): Promise<void> {
  if (!isAlone()) await once(process, 'disconnect')
}

/** A supervisor that has another process take over asks for the folder first. */
async function answerSupervisor(message: unknown, gateway: Gateway, control: ControlSocket): Promise<void> {
  if (message !== 'release') return
  // Who takes over opens it under the same name.
  await control.close()
  await gateway.release()
  process.send?.('released')
}

function watchFeeds(
  path: string,
  gateway: Gateway,
  log: Logger,
  { onRead, onApplied }: { onRead(config: FeedsConfig): void; onApplied(config: FeedsConfig): void },
): Promise<ConfigWatch> {
  return watchConfig(path, {
    known: KNOWN_NAMES,
    async onChange(config) {
      onRead(config)
      await gateway.reload(config)
      onApplied(config)
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

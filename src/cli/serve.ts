import { readFeedsConfig, readFeedsFile } from '../config/read-feeds-config.ts'
import type { Settings } from '../config/settings.ts'
import { createDoor } from '../wiring/door.ts'
import type { Gateway } from '../gateway.ts'
import { isLackOfRoom } from '../store/passing-fault.ts'
import { type ControlSocket, openControl } from './control-socket.ts'
import { createLog } from './create-log.ts'
import { describeFeeds } from './describe-feeds.ts'
import { placeFeedsFile, shipPowersOf } from './feeds-file.ts'
import { KNOWN_NAMES } from './known-names.ts'
import { openPatiently, RELEASE_MS } from './open-patiently.ts'
import { type Operation, operateGateway, secretsOf } from './operate-gateway.ts'
import { type RunningServer, runServer } from './run-server.ts'
import type { Socketed } from './start-serving.ts'
import { isAlone, isSupervised, untilAlone } from './supervisor-channel.ts'
import { untilStopped } from './until-stopped.ts'

/**
 * Serves the configured feeds until SIGTERM, SIGINT or the end of the supervisor; SIGHUP or an edit of the feeds file applies it
 * without a restart, and so do imported areas, and a day on which areas take the place of others. Unless it takes over it listens at once,
 * and says why it is not ready while the catalogue is being opened.
 */
export async function serve(settings: Settings, { fd, takeOver }: Socketed): Promise<void> {
  // Before: an edit between the two is one to be applied.
  const feedsFile = placeFeedsFile(settings)
  const feedsText = await readFeedsFile(feedsFile.path)
  const config = await readFeedsConfig(feedsFile.path, KNOWN_NAMES, feedsFile.folder)
  let secrets = secretsOf(config)
  let { access } = config
  const log = await createLog(settings.logLevel ?? 'info', { ...settings, secretParameters: () => secrets })
  const stopped = Promise.race([untilStopped(), untilAlone()])
  const door = createDoor()
  const run = (): Promise<RunningServer> => runServer(door, settings, log, { fd, access: () => access })
  const early = takeOver ? undefined : await run()
  let held: Promise<ControlSocket> | undefined
  const gateway = await openUnlessStopped(early, stopped, () =>
    openPatiently({
      ...{ config, dataDir: settings.dataDir, log, door, ship: shipPowersOf(settings) },
      mostBusyMs: isSupervised() ? RELEASE_MS : 0,
      onHeld(cause) {
        // Another that has the folder takes its own commands.
        if (early === undefined || !isLackOfRoom(cause)) return
        const { url } = early
        held = openControl(door, { dataDir: settings.dataDir, reached: () => Promise.resolve({ url }), log })
      },
    }),
  )
  const running = early ?? (await run())
  // The gateway's own is opened under the same name.
  await (await held)?.close()
  const operation = await operateGateway(gateway, {
    ...{ settings, log, feedsFile, feedsText },
    reached: () => Promise.resolve({ url: running.url }),
    onRead: (next) => (secrets = secretsOf(next)),
    onApplied: (next) => ({ access } = next),
  })
  // From when it says that it listens a supervisor may ask.
  process.on('message', (message) => void answerSupervisor(message, gateway, operation))
  process.send?.('listening')
  console.log(`The gateway answers on ${running.url}/graphql; try it at ${running.url}/graphiql.`)
  for (const line of describeFeeds(config)) console.log(line)
  await stopped
  console.log('Stopping: answering what is under way.')
  await operation.close()
  // Whoever supervises next has the folder at once.
  await Promise.all([running.stop(gateway), isAlone() ? gateway.release() : undefined])
  // A supervisor's channel would keep the process.
  if (process.connected) process.disconnect()
}

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

/** A supervisor that has another process take over asks for the folder first. */
async function answerSupervisor(message: unknown, gateway: Gateway, operation: Operation): Promise<void> {
  if (message !== 'release') return
  // Who takes over opens the socket for commands under the same name.
  await operation.closeControl()
  await gateway.release()
  process.send?.('released')
}

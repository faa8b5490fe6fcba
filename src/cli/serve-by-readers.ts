import { createServer, type Socket } from 'node:net'

import type { Settings } from '../config/settings.ts'
import { createPorter, type NumbersSum, type Porter } from '../processes/porter.ts'
import { DEFAULT_LIMITS } from '../server/limits.ts'
import { listenOn } from '../server/listen-on.ts'
import { serveMetrics } from '../server/metrics-page.ts'
import { createDailyKey } from '../server/request-identity.ts'
import { createLog } from './create-log.ts'
import { readProcessStanding } from './process-standing.ts'
import { type Family, startFamily } from './start-family.ts'
import type { Socketed } from './start-serving.ts'
import { isAlone, untilAlone } from './supervisor-channel.ts'
import { untilStopped } from './until-stopped.ts'

const KEY_LOOK_MS = 60_000
/** Who has connected is handed to a reader first, where one comes in this time. */
const LAST_HANDED_MS = 2_000

/**
 * Serves by one process that keeps and several that answer, until SIGTERM, SIGINT or the end of the supervisor: this one holds
 * the port and hands connections out in turn, and starts whichever of them ends again. Signals as for `serve`.
 */
export async function serveByReaders(settings: Settings, { fd, takeOver }: Socketed): Promise<void> {
  const stopped = Promise.race([untilStopped(), untilAlone()]).then(() => 'STOPPED' as const)
  const log = await createLog(settings.logLevel ?? 'info', settings)
  let url = ''
  const porter = createPorter<Socket>({
    close: (connection) => connection.destroy(),
    standing: () => readProcessStanding('PORTER'),
    url: () => url,
    exportsPerAddress: DEFAULT_LIMITS.exportsPerAddress,
    exports: DEFAULT_LIMITS.exports,
    sum: await openSum(settings),
  })
  const server = createServer({ pauseOnConnect: true, noDelay: true }, (connection) => {
    // A client that goes away before a reader has it is nobody's fault.
    connection.on('error', () => {})
    porter.hand(connection)
  })
  async function listen(): Promise<void> {
    const at = fd === undefined ? { port: settings.port, host: settings.host } : { fd }
    ;({ url } = await listenOn(server, at))
  }
  if (!takeOver) await listen()
  const numbers =
    settings.metricsPort === undefined
      ? undefined
      : serveMetrics(
          { path: '/metrics', render: porter.numbers },
          { port: settings.metricsPort, host: settings.metricsHost },
          log,
        )
  changeKeyDaily(porter)
  const family = startFamily(porter, settings)
  const outcome = await Promise.race([family.failed, porter.opened(settings.readers), stopped])
  if (outcome === undefined) {
    if (takeOver) await listen()
    process.on('SIGHUP', porter.reload)
    process.on('message', (message) => void answerSupervisor(message, family))
    process.send?.('listening')
    console.log(`The gateway answers on ${url}/graphql, by ${settings.readers} readers; try it at ${url}/graphiql.`)
    await stopped
    console.log('Stopping: answering what is under way.')
    // Whoever supervises next has the folder at once.
    if (isAlone()) await family.release()
  }
  server.close()
  await porter.drained(LAST_HANDED_MS)
  await family.stop()
  numbers?.close()
  if (outcome === 'FAILED') process.exitCode = 1
  // A supervisor's channel would keep the process.
  if (process.connected) process.disconnect()
}

/** A supervisor that has another process take over asks for the folder first. */
async function answerSupervisor(message: unknown, family: Family): Promise<void> {
  if (message !== 'release') return
  await family.release()
  process.send?.('released')
}

/** All readers disguise a client alike, by a key that is kept nowhere. */
function changeKeyDaily(porter: Porter<Socket>): void {
  const key = createDailyKey(() => performance.now())
  let last = key()
  porter.disguise(last.toString('hex'))
  setInterval(() => {
    if (key() === last) return
    last = key()
    porter.disguise(last.toString('hex'))
  }, KEY_LOOK_MS).unref()
}

/** Loaded where anybody reads the numbers. */
async function openSum({ metricsPort, metricsPath }: Settings): Promise<NumbersSum> {
  if (metricsPort !== undefined || metricsPath !== undefined)
    return (await import('../metrics/add-up-numbers.ts')).createNumbersSum()
  return { render: async () => ({ contentType: 'text/plain', body: '' }), keep: async () => {} }
}

import { readSettings } from '../config/settings.ts'
import { createDoor } from '../wiring/door.ts'
import { openFrozenCopy } from '../wiring/frozen-copy.ts'
import { createLog } from './create-log.ts'
import { runServer } from './run-server.ts'
import { untilStopped } from './until-stopped.ts'

/** Serves a frozen copy of DATA_DIR until stopped: no feed is asked, nothing is written, and the clock stands. FEEDS_CONFIG is not read. */
export async function serveFrozen(name: string): Promise<void> {
  const settings = readSettings()
  const log = await createLog(settings.logLevel ?? 'info', settings)
  const gateway = openFrozenCopy(name, { dataDir: settings.dataDir, log })
  const door = createDoor()
  door.open(gateway)
  const running = await runServer(door, settings, log)
  const { at, id } = gateway.manifest
  console.log(`The copy ${name} (${id}), frozen at ${at}, answers on ${running.url}/graphql; its clock stands.`)
  await untilStopped()
  console.log('Stopping: answering what is under way.')
  await running.stop({ close: async () => gateway.close() })
}

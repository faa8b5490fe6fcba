import { randomBytes } from 'node:crypto'
import type { Socket } from 'node:net'

import { readSettings } from '../config/settings.ts'
import { createDoor } from '../wiring/door.ts'
import { shareRoom } from '../model/byte-cache.ts'
import { present } from '../model/present.ts'
import { createCalls } from '../processes/calls.ts'
import type { PorterForReader, ReaderForPorter } from '../processes/parties.ts'
import { shareRates } from '../processes/share-rates.ts'
import { DEFAULT_LIMITS } from '../server/limits.ts'
import type { NoteSpent } from '../server/rate-limiter.ts'
import { createLog } from './create-log.ts'
import { followKeeper } from './follow-keeper.ts'
import { leaveSignalsToParent, openParentLine } from './lines.ts'
import { readAllOperations } from './read-all-operations.ts'
import { readProcessStanding } from './process-standing.ts'
import { countApart } from './open-metrics.ts'
import { createDoorServer } from './run-server.ts'
import { startTracing } from './start-tracing.ts'
import { untilAlone } from './supervisor-channel.ts'

/** Answers on connections that the porter hands over, from the folder that a keeper keeps, until the porter says so or ends. */
export async function runReader(): Promise<void> {
  leaveSignalsToParent()
  const settings = readSettings()
  shareRoom(settings.readers)
  const secretParameters = (): readonly string[] => following.secretParameters()
  const log = await createLog(settings.logLevel ?? 'info', { ...settings, secretParameters })
  const stopTracing = await startTracing(log)
  const door = createDoor()
  const operations = readAllOperations(settings, door.schema)
  const metrics = await countApart(settings, operations)
  const stopping = Promise.withResolvers<void>()
  let receive: (connection: Socket) => void = () => {}
  let clientKey: Buffer = randomBytes(32)
  let pay: NoteSpent = () => {}
  const line = openParentLine((connection) => {
    // Said before a byte of it is read: until then the porter may give it to another.
    porter.post('taken')
    if (connection !== undefined) receive(connection)
  })
  const porter = createCalls<PorterForReader, ReaderForPorter>(line, {
    news: (news) => following.hear(news),
    spent: (spent) => spent.forEach((each) => pay(...each)),
    clientKey: (key) => void (clientKey = Buffer.from(key, 'hex')),
    numbers: async () => (await metrics?.numbers()) ?? [],
    standing: () => readProcessStanding('READER'),
    release: () => following.release(),
    stop: stopping.resolve,
  })
  const following = followKeeper({ dataDir: settings.dataDir, log, door, porter })
  void untilAlone().then(stopping.resolve)

  const page = settings.metricsPath && { path: settings.metricsPath, render: () => porter.call('numbers') }
  const server = createDoorServer(door, { ...settings, operations }, log, {
    ...present({ noteAnswered: metrics?.noteAnswered, metrics: page || undefined }),
    // Caches take their part by themselves.
    limits: { idleConnections: Math.ceil(DEFAULT_LIMITS.idleConnections / settings.readers) },
    access: following.access,
    shared: {
      noteSpent: shareRates((spent) => porter.post('spent', spent)),
      onSpentElsewhere: (next) => void (pay = next),
      slots: {
        take: (address) => porter.call('takeSlot', address),
        giveBack: (address) => porter.post('giveSlot', address),
      },
      clientKey: () => clientKey,
    },
  })
  receive = server.receive()
  porter.post('joined')
  await stopping.promise
  await server.drain()
  following.close()
  await stopTracing()
  if (process.connected) process.disconnect()
}

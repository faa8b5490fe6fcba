import type { FeedsConfig } from '../config/feeds-config.ts'
import { readFeedsConfig, readFeedsFile } from '../config/read-feeds-config.ts'
import { readSettings } from '../config/settings.ts'
import { createDoor } from '../wiring/door.ts'
import type { Gateway } from '../gateway.ts'
import { answerReaders } from '../processes/answer-readers.ts'
import { createCalls } from '../processes/calls.ts'
import type { KeeperForPorter, KeeperForReaders, PorterForKeeper, ShownConfig } from '../processes/parties.ts'
import { createLog } from './create-log.ts'
import { describeFeeds } from './describe-feeds.ts'
import { placeFeedsFile, shipPowersOf } from './feeds-file.ts'
import { KNOWN_NAMES } from './known-names.ts'
import { leaveSignalsToParent, openParentLine } from './lines.ts'
import { readOperations } from '../graphql/operations/read-operations.ts'
import { countApart } from './open-metrics.ts'
import { openPatiently, RELEASE_MS } from './open-patiently.ts'
import { type Operation, operateGateway, secretsOf } from './operate-gateway.ts'
import { startTracing } from './start-tracing.ts'
import { untilAlone } from './supervisor-channel.ts'

/** Reads feeds and writes, for readers of other processes, until the porter that has started it says so or ends. */
export async function runKeeper(): Promise<void> {
  leaveSignalsToParent()
  const settings = readSettings()
  // Before: an edit between the two is one to be applied.
  const feedsFile = placeFeedsFile(settings)
  const feedsText = await readFeedsFile(feedsFile.path)
  let config = await readFeedsConfig(feedsFile.path, KNOWN_NAMES, feedsFile.folder)
  const log = await createLog(settings.logLevel ?? 'info', { ...settings, secretParameters: () => secretsOf(config) })
  const stopTracing = await startTracing(log)
  const door = createDoor()
  const metrics = await countApart(settings, readOperations(), door)
  const stopping = Promise.withResolvers<undefined>()
  const opening = Promise.withResolvers<Opened>()
  let answers: KeeperForReaders | undefined
  function answering(): KeeperForReaders {
    // Where nothing can be written what is held is served meanwhile.
    if (answers === undefined) throw new Error('no feed can be asked yet')
    return answers
  }
  const porter = createCalls<PorterForKeeper, KeeperForPorter>(openParentLine(), {
    details: (question) => answering().details(question),
    postcodes: (postcodes) => answering().postcodes(postcodes),
    damaged: (of) => answers?.damaged(of),
    searched: (...search) => answers?.searched(...search),
    numbers: async () => (await metrics?.numbers()) ?? [],
    reload: () => void opening.promise.then(({ operation }) => operation.reload()),
    async release() {
      const { gateway, operation } = await opening.promise
      // Who takes over opens the socket for commands under the same name.
      await operation.closeControl()
      await gateway.release()
      stopping.resolve(undefined)
    },
    stop: () => stopping.resolve(undefined),
  })
  void untilAlone().then(() => stopping.resolve(undefined))

  const opened = openPatiently({
    ...{ config, dataDir: settings.dataDir, log, mostBusyMs: RELEASE_MS, ship: shipPowersOf(settings) },
    door: {
      ...door,
      wait(reason) {
        door.wait(reason)
        porter.post('news', { kind: 'DELAY', reason })
      },
    },
    onHeld: () =>
      porter.post('news', { kind: 'OPEN', config: shownOf(config), standing: { queued: 0, troubles: {}, feeds: {} } }),
    followers: {
      takeUp: (next) => porter.post('news', { kind: 'TAKE_UP', config: shownOf(next) }),
      countFeeds: () => porter.post('news', { kind: 'COUNT' }),
    },
  })
  const gateway = await Promise.race([opened, stopping.promise])
  // What was written to its end stands.
  if (gateway === undefined) process.exit()
  const answered = answerReaders({
    keeper: gateway.keeper,
    noteSearch: gateway.noteSearch,
    shared: () => gateway.readiness().shared,
    slugs: () => config.feeds.map(({ slug }) => slug),
    post: (news) => porter.post('news', news),
  })
  answers = answered.answers
  const operation = await operateGateway(gateway, {
    ...{ settings, log, feedsFile, feedsText },
    reached: () => porter.call('processes'),
    onRead: (next) => (config = next),
  })
  opening.resolve({ gateway, operation })
  porter.post('news', { kind: 'OPEN', config: shownOf(config), standing: answered.standing() })
  for (const line of describeFeeds(config)) console.log(line)
  await stopping.promise
  answered.close()
  await operation.close()
  await gateway.close()
  await stopTracing()
  if (process.connected) process.disconnect()
}

interface Opened {
  readonly gateway: Gateway
  readonly operation: Operation
}

/** Readers open no feed. */
function shownOf({ credentials: _, outbound: __, ...shown }: FeedsConfig): ShownConfig {
  return shown
}

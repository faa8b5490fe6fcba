// A gateway among several that share one catalogue through PostgreSQL: it answers from a file of its own, which follows the log, and keeps it while it leads. See gateway.ts.
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { answerFollower, askLeader } from './ask-leader.ts'
import { openStore } from '../catalogue/open-store.ts'
import type { Log } from '../model/log.ts'
import type { FeedsConfig } from '../config/feeds-config.ts'
import type { ShipSettings } from '../config/settings.ts'
import { sharedConfigOf } from '../config/shared-config.ts'
import { findHostBudget } from '../config/host-budget.ts'
import { createAnswerMemory } from '../feeds/answer-memory.ts'
import { DEFAULT_FEED_LIMITS } from '../feeds/feed-limits.ts'
import { createHostBudgets } from '../feeds/host-budgets.ts'
import { type Gateway, type GatewayPowers, keeperParts, makeFolder, passedMs, takeTaxonomies } from '../gateway.ts'
import { actingKeeper } from '../model/acting-keeper.ts'
import type { Keeper } from '../model/keeper.ts'
import { present } from '../model/present.ts'
import type { SharedStanding } from '../model/readiness.ts'
import { createNetworks } from './networks.ts'
import { answerFor } from '../processes/answer-readers.ts'
import { createRemoteKeeper } from '../processes/remote-keeper.ts'
import { openKeeper, type OpenKeeper } from '../refresh/open-keeper.ts'
import { SHARED_CONFIG, shareFiles } from './share-files.ts'
import { openServingSide, type ServingSide } from './serving-side.ts'
import type { Leading, Led } from '../ship/lead-log.ts'
import { openBucketParts } from '../ship/bucket-parts.ts'
import { createFolderParts, createPostgresParts, type PartStore } from '../ship/part-store.ts'
import { openPostgres, type Postgres } from '../ship/postgres.ts'
import { startShipNode } from '../ship/ship-node.ts'
import type { ShipStanding } from '../ship/ship-standing.ts'
import { readSpentRequests } from '../ship/spent-requests.ts'
import { refuseHalfRestored } from '../store/half-restored.ts'
import { createDetailAges, isDetailWanted } from '../store/detail-state.ts'
import type { ReaderStore } from '../store/reader-store.ts'
import { readShipFile } from '../store/ship-file.ts'

/** What a gateway shares its catalogue with. */
export interface ShipPowers extends ShipSettings {
  /** This machine's own feeds file: what is edited there counts for all. */
  readonly feedsConfigPath: string
  /** Reads a feeds file that stands for this machine's own. ConfigError where it can't be used. */
  readConfig(path: string): Promise<FeedsConfig>
}

const WHY_NOT_ASKED =
  'This machine answers from its copy, and the one that leads, which asks feeds for all, did not answer in time.'
const HOLDS_OTHERS = 'This replica holds other rows than the gateway that leads: it fills itself again.'
const LOOK_MS = 200
const SHARE_MS = 2_000

/**
 * Follows the log, leads where nobody does, and resolves once there is a catalogue to answer from. What cannot be reached is tried again
 * for ever; `onDelay` hears why.
 */
export async function createShippedGateway(
  initial: FeedsConfig,
  powers: GatewayPowers,
  ship: ShipPowers,
): Promise<Gateway> {
  const { dataDir, log, now = Date.now, monotonicNow = passedMs, onDelay = () => {} } = powers
  const limits = { ...DEFAULT_FEED_LIMITS, ...powers.limits }
  const file = join(dataDir, 'catalogue.sqlite')
  makeFolder(dataDir, file)
  refuseHalfRestored(dataDir)
  let config = initial
  let taxonomies = takeTaxonomies(config, powers)
  let serving: ServingSide | undefined
  let keeper: OpenKeeper | undefined
  let isComplete = false
  let syncing: Promise<readonly string[]> = Promise.resolve([])
  const generations = new Set<(generation: string) => void>()
  const replaced: (() => void)[] = []

  async function lead(leading: Leading): Promise<Led> {
    await takeShared()
    const observe = async () => serving?.observe()
    const kept = await openKeeper({ ...keeperParts(file, powers), observe, openLog: leading.openLog })
    try {
      kept.onGeneration((generation) => generations.forEach((listener) => listener(generation)))
      kept.onReplaced(() => replaced.forEach((listener) => listener()))
      const spent = await readSpentRequests(postgres, leading)
      const hosts = createHostBudgets({ monotonicNow, spent, budgetOfHost: (url) => findHostBudget(config, url) })
      networkOf = createNetworks(hosts, createAnswerMemory(monotonicNow), limits)
      await kept.setFeeds(config.feeds, networkOf(config), taxonomies)
    } catch (error) {
      await kept.close()
      throw error
    }
    keeper = kept
    isComplete = true
    const answers = answerFor(kept)
    return {
      answer: (question) => answerFollower(answers, question),
      async close() {
        keeper = undefined
        await kept.close()
      },
    }
  }
  let networkOf: ReturnType<typeof createNetworks> | undefined
  const postgres = await openPostgres(ship.address, log)
  const files = shareFiles({ ...ship, dataDir, postgres, log })
  /** What lies beside the catalogue as all have it now; whether that is another than before. */
  async function takeShared(): Promise<boolean> {
    // One after the other.
    const taken = await (syncing = syncing.catch(() => []).then(() => files.sync()))
    if (taken.includes(SHARED_CONFIG)) config = await ship.readConfig(sharedConfigOf(dataDir))
    if (taken.length > 0) taxonomies = takeTaxonomies(config, powers)
    return taken.length > 0
  }
  const node = startShipNode({
    ...{ postgres, file, log, monotonicNow, lead, feedMs: limits.queryTotalMs },
    ...{ holder: ship.name, leaseMs: ship.leaseMs, digestEvery: ship.digestEvery },
    parts: await openParts(ship, postgres),
    onReplaced: () => replaced.forEach((listener) => listener()),
    onGeneration: () => generations.forEach((listener) => listener(serving?.generation() ?? '')),
  })
  // What was begun ends where the start fails.
  await using opened = new AsyncDisposableStack()
  opened.defer(() => node.close())
  function askedThroughPostgres(store: ReaderStore): Keeper {
    const detailAge = createDetailAges(store)
    return createRemoteKeeper({
      ...{ log, whyNotAsked: WHY_NOT_ASKED, standing: { queued: 0, troubles: {}, feeds: {} } },
      asked: { ...askLeader(node.ask), damaged: () => {} },
      isWanted: (ref, wish) => isDetailWanted(detailAge(ref), wish, now()),
      hasPostcodeProvider: () => config.postcodeProvider !== undefined,
    })
  }
  const following = (store: ReaderStore): Keeper => ({
    ...askedThroughPostgres(store),
    noteDamage: (of) => of === 'CATALOGUE' && node.noteDamage(),
    // A replica that holds other rows than the leader is not asked until it is filled again.
    troubles: () => (node.standing().digest?.isEqual === false ? { catalogue: HOLDS_OTHERS } : {}),
  })
  const isReadable = (): boolean => node.standing().role === 'REPLICA' && readShipFile(file)?.isReadable === true
  while (!isComplete && !isReadable()) {
    onDelay(`The catalogue of another gateway is being taken up. ${node.standing().problem ?? ''}`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  const store = openStore(file, () => acting().noteDamage('CATALOGUE'))
  const replica = following(store)
  const acting = (): Keeper => keeper ?? replica
  const acted = actingKeeper(acting, {
    onReplaced: (listener) => void replaced.push(listener),
    onGeneration(listener) {
      generations.add(listener)
      return () => void generations.delete(listener)
    },
  })
  serving = openServingSide(config, taxonomies, { file, store, keeper: acted, now, isWriting: false })
  serving.countFeeds()
  const side = serving
  async function apply(): Promise<void> {
    side.takeUp(config, taxonomies)
    powers.followers?.takeUp(config)
    if (keeper !== undefined && networkOf !== undefined)
      await keeper.setFeeds(config.feeds, networkOf(config), taxonomies)
    side.countFeeds()
    powers.followers?.countFeeds()
  }
  const shareAgain = async (): Promise<void> => {
    if (await takeShared()) await apply()
  }
  const sharing = repeat(SHARE_MS, shareAgain, log)
  opened.move()
  let closed: Promise<void> | undefined
  const leader = (): OpenKeeper => {
    if (keeper === undefined) throw new Error('Another gateway leads, or none does now: ask the one that leads.')
    return keeper
  }
  return {
    ...side,
    keeper: acted,
    readiness: () => ({ ...side.readiness(), shared: sharedOf(node.standing(), ship.name) }),
    async reload(next) {
      taxonomies = takeTaxonomies(next, powers)
      config = next
      await apply()
    },
    reprocessed: async () => keeper?.reprocessed(),
    checkFile: async () => keeper?.checkFile(),
    repaired: async () => keeper?.repaired(),
    refreshAll: async () => leader().refreshAll(),
    refresh: async (slug) => leader().refresh(slug),
    inspectAll: async () => leader().inspectAll(),
    recordHistory: async () => leader().recordHistory(),
    release() {
      sharing.stop()
      side.openAll()
      return (closed ??= node.close())
    },
    async close() {
      sharing.stop()
      side.close()
      await (closed ??= node.close())
    },
  }
}

/** Where whole copies lie. */
async function openParts({ snapshots }: ShipSettings, postgres: Postgres): Promise<PartStore> {
  if (snapshots === undefined) return createPostgresParts(postgres)
  return typeof snapshots === 'string' ? createFolderParts(snapshots) : openBucketParts(snapshots)
}

/** A machine's standing in the words of those who ask for it. */
function sharedOf({ role, epoch, held, head, lagMs, digest, problem }: ShipStanding, name: string): SharedStanding {
  const behind = held !== undefined && held.lineage === head?.lineage ? head.position - held.position : undefined
  return { name, role, ...present({ epoch, position: held?.position, behind, lagMs, digest, problem }) }
}

/** Does it again and again, each time a while after the last has ended; what fails is tried the next time. */
function repeat(everyMs: number, work: () => Promise<void>, log: Log): { stop(): void } {
  const stopping = Promise.withResolvers<void>()
  let isStopped = false
  async function go(): Promise<void> {
    while (!isStopped) {
      await Promise.race([pause(everyMs, undefined, { ref: false }), stopping.promise])
      if (isStopped) return
      await work().catch((err: unknown) => log.warn({ err }, 'What machines share could not be looked at.'))
    }
  }
  void go()
  return {
    stop() {
      isStopped = true
      stopping.resolve()
    },
  }
}

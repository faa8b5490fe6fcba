// A gateway among several that share one catalogue through PostgreSQL: it answers from a file of its own, which follows the log, and keeps it while it leads. See gateway.ts.
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { askLeader } from './ask-leader.ts'
import { openStore } from '../catalogue/open-store.ts'
import type { Log } from '../model/log.ts'
import type { FeedsConfig } from '../config/feeds-config.ts'
import type { ShipSettings } from '../config/settings.ts'
import { DEFAULT_FEED_LIMITS } from '../feeds/feed-limits.ts'
import { type Gateway, type GatewayPowers, makeFolder, passedMs, takeTaxonomies } from '../gateway.ts'
import { actingKeeper } from '../model/acting-keeper.ts'
import type { Keeper } from '../model/keeper.ts'
import { present } from '../model/present.ts'
import type { SharedStanding } from '../model/readiness.ts'
import { createRemoteKeeper } from '../processes/remote-keeper.ts'
import type { OpenKeeper } from '../refresh/open-keeper.ts'
import { createCatalogueNews } from './catalogue-news.ts'
import { createLeadership } from './leadership.ts'
import { openServingSide, type ServingSide } from './serving-side.ts'
import { createSharedState, type ShipPowers } from './shared-state.ts'
import { openBucketParts } from '../ship/bucket-parts.ts'
import { createFolderParts, createPostgresParts, type PartStore } from '../ship/part-store.ts'
import { openPostgres, type Postgres } from '../ship/postgres.ts'
import { type ShipNode, startShipNode } from '../ship/ship-node.ts'
import type { ShipStanding } from '../ship/ship-standing.ts'
import { refuseHalfRestored } from '../store/half-restored.ts'
import { createDetailAges, isDetailWanted } from '../store/detail-state.ts'
import type { ReaderStore } from '../store/reader-store.ts'
import { readShipFile } from '../store/ship-file.ts'

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
  const initialState = { config: initial, taxonomies: takeTaxonomies(initial, powers) }
  let serving: ServingSide | undefined
  const news = createCatalogueNews()
  const postgres = await openPostgres(ship.address, log)
  const shared = createSharedState(initialState, powers, ship, postgres)
  const leadership = createLeadership({
    ...{ file, powers, limits, postgres, shared, news },
    observe: async () => serving?.observe(),
  })
  const node = startShipNode({
    ...{ postgres, file, log, monotonicNow, lead: leadership.lead, feedMs: limits.queryTotalMs },
    ...{ holder: ship.name, leaseMs: ship.leaseMs, digestEvery: ship.digestEvery },
    parts: await openParts(ship, postgres),
    onReplaced: news.noteReplaced,
    onGeneration: () => news.noteGeneration(serving?.generation() ?? ''),
  })
  // What was begun ends where the start fails.
  await using opened = new AsyncDisposableStack()
  opened.defer(() => node.close())
  const isReadable = (): boolean => node.standing().role === 'REPLICA' && readShipFile(file)?.isReadable === true
  while (!leadership.hasLed() && !isReadable()) {
    onDelay(`The catalogue of another gateway is being taken up. ${node.standing().problem ?? ''}`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  const store = openStore(file, () => acting().noteDamage('CATALOGUE'))
  const replica = following(store, { node, log, now, config: shared.config })
  const acting = (): Keeper => leadership.keeper() ?? replica
  const acted = actingKeeper(acting, news)
  const side = openServingSide(shared.config(), shared.taxonomies(), {
    ...{ file, store, keeper: acted, now },
    isWriting: false,
  })
  side.countFeeds()
  serving = side
  async function apply(): Promise<void> {
    side.takeUp(shared.config(), shared.taxonomies())
    powers.followers?.takeUp(shared.config())
    await leadership.setFeeds()
    side.countFeeds()
    powers.followers?.countFeeds()
  }
  const shareAgain = async (): Promise<void> => {
    if (await shared.take()) await apply()
  }
  const sharing = repeat(SHARE_MS, shareAgain, log)
  opened.move()
  let closed: Promise<void> | undefined
  const leader = (): OpenKeeper => {
    const keeper = leadership.keeper()
    if (keeper === undefined) throw new Error('Another gateway leads, or none does now: ask the one that leads.')
    return keeper
  }
  return {
    ...side,
    keeper: acted,
    readiness: () => ({ ...side.readiness(), shared: sharedOf(node.standing(), ship.name) }),
    async reload(next) {
      shared.put(next)
      await apply()
    },
    reprocessed: async () => leadership.keeper()?.reprocessed(),
    checkFile: async () => leadership.keeper()?.checkFile(),
    repaired: async () => leadership.keeper()?.repaired(),
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

/** The keeper of a replica: it asks the machine that leads through PostgreSQL. */
function following(
  store: ReaderStore,
  { node, log, now, config }: { node: ShipNode; log: Log; now(): number; config(): FeedsConfig },
): Keeper {
  const detailAge = createDetailAges(store)
  return {
    ...createRemoteKeeper({
      ...{ log, whyNotAsked: WHY_NOT_ASKED, standing: { queued: 0, troubles: {}, feeds: {} } },
      asked: { ...askLeader(node.ask), damaged: () => {} },
      isWanted: (ref, wish) => isDetailWanted(detailAge(ref), wish, now()),
      hasPostcodeProvider: () => config().postcodeProvider !== undefined,
    }),
    noteDamage: (of) => of === 'CATALOGUE' && node.noteDamage(),
    // A replica that holds other rows than the leader is not asked until it is filled again.
    troubles: () => (node.standing().digest?.isEqual === false ? { catalogue: HOLDS_OTHERS } : {}),
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

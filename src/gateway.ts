// Wires the serving side and the keeper into one gateway: read this first. Powers (clock, chance, log) come in here and are handed on.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { withoutKeeper } from './catalogue/without-keeper.ts'
import { openStore } from './catalogue/open-store.ts'
import { createDecisionsReader, decisionsFileOf } from './intake/clusters/decisions-file.ts'
import { openKeeper } from './refresh/open-keeper.ts'
import { refuseHalfRestored } from './store/half-restored.ts'
import { openServingSide, type ServingSide } from './wiring/serving-side.ts'
import { CatalogueFileError } from './store/catalogue-file-error.ts'
import type { FeedsConfig } from './config/feeds-config.ts'
import { loadTaxonomies } from './taxonomy/files/load-taxonomies.ts'
import type { TaxonomySet } from './taxonomy/files/taxonomy-set.ts'
import { ConfigError } from './config/config-error.ts'
import { findHostBudget } from './config/host-budget.ts'
import { createAnswerMemory } from './feeds/answer-memory.ts'
import { createHostBudgets } from './feeds/host-budgets.ts'
import { DEFAULT_FEED_LIMITS, type FeedLimits } from './feeds/feed-limits.ts'
import { actingKeeper } from './model/acting-keeper.ts'
import type { Keeper } from './model/keeper.ts'
import type { Log } from './model/log.ts'
import type { Observation, Recorded } from './model/observation.ts'
import { present } from './model/present.ts'
import { createNetworks } from './wiring/networks.ts'

export interface GatewayPowers {
  /** Folder of the catalogue; made where it does not exist. */
  readonly dataDir: string
  readonly log: Log
  /** Milliseconds since 1970, for dates alone; the machine's clock unless given. */
  readonly now?: () => number
  /** Milliseconds on a clock that nobody sets, for all durations, budgets and caches; the process's own unless given. */
  readonly monotonicNow?: () => number
  /** Between 0 and 1. */
  readonly random?: () => number
  readonly limits?: Partial<FeedLimits>
  /** Called where opening will take long, with the reason in words for an operator. */
  readonly onDelay?: (reason: string) => void
  /** False leaves refreshing to `refreshAll`. */
  readonly isScheduled?: boolean
  /** Called once the folder is this gateway's alone, before it reads what is imported there. */
  readonly prepare?: () => Promise<unknown>
  /** Details read in one pass over a feed at most; absent: all that are lacking. */
  readonly mostDetails?: number
  /** Other serving sides over the same folder, which are to do at once what this one does. */
  readonly followers?: Followers
}

/** Who follows a gateway's configuration. */
interface Followers {
  /** Another configuration, geography or terms are in use from now on; the feeds that count stay. */
  takeUp(config: FeedsConfig): void
  /** From now on the enabled feeds of the configuration count. */
  countFeeds(): void
}

/** A gateway in being: it serves, keeps, and can be steered. */
export interface Gateway extends Omit<ServingSide, 'takeUp' | 'countFeeds' | 'openAll' | 'observe' | 'close'> {
  /**
   * Takes over another configuration, and geography where it was imported again; requests under way end on what they began
   * with. Records that are read or placed otherwise by it are made again in the background (`reprocessed`).
   */
  reload(config: FeedsConfig): Promise<void>
  /** Resolves when all records stand as the rules, the configuration and the geography now in use have them. */
  reprocessed(): Promise<void>
  /** Looks through the file now and mends it where it is damaged; resolves when it has been looked through. */
  checkFile(): Promise<void>
  /** Resolves when no damage is being mended. */
  repaired(): Promise<void>
  /** Refreshes every feed now; resolves when all have ended. */
  refreshAll(): Promise<void>
  /** Refreshes this feed now; resolves when that has ended, at once where it is not asked. */
  refresh(slug: string): Promise<void>
  /** Verifies every feed and tries its filters now; resolves when all have ended. */
  inspectAll(): Promise<void>
  /** Looks at the figures and keeps the counts that changed; undefined where they can't be counted now, since no feed is read to its end or records are being made again. */
  recordHistory(): Promise<Recorded | undefined>
  /** The port through which serving sides of other processes ask. */
  readonly keeper: Keeper
  /** Gives the folder up to another gateway: asks no feed and writes nothing from now on, and answers on from what is held there. */
  release(): Promise<void>
  close(): Promise<void>
}

/** Opens the catalogue and begins to refresh the feeds. CatalogueFileError where the data folder can't be used; no feed can stop the start. */
export async function createGateway(config: FeedsConfig, powers: GatewayPowers): Promise<Gateway> {
  const { dataDir, now = Date.now, monotonicNow = passedMs } = powers
  const file = join(dataDir, 'catalogue.sqlite')
  makeFolder(dataDir, file)
  refuseHalfRestored(dataDir)
  const taxonomies = takeTaxonomies(config, powers)
  // What was opened is closed again where the start fails: the writer's thread would keep a process that does not serve.
  await using opened = new AsyncDisposableStack()
  let observe = (): Promise<Observation | undefined> => Promise.resolve(undefined)
  const parts = { ...keeperParts(file, powers), observe: () => observe() }
  const keeper = opened.adopt(await openKeeper(parts), (each) => each.close())
  await powers.prepare?.()
  const store = openStore(file, () => keeper.noteDamage('CATALOGUE'))
  let acting: Keeper = keeper
  const port = actingKeeper(() => acting)
  const serving = openServingSide(config, taxonomies, { file, store, keeper: port, now })
  opened.defer(serving.close)
  observe = serving.observe
  let released: Promise<void> | undefined
  async function release(): Promise<void> {
    acting = withoutKeeper(store, now)
    // What the next gateway puts in this file's place it may not be able to read.
    serving.openAll()
    await keeper.close()
  }
  let current = config
  // Counts of requests outlive a change of the configuration: a reload wins no council's patience back.
  const hosts = createHostBudgets({ monotonicNow, budgetOfHost: (url) => findHostBudget(current, url) })
  const networkOf = createNetworks(hosts, createAnswerMemory(monotonicNow), {
    ...DEFAULT_FEED_LIMITS,
    ...powers.limits,
  })
  await keeper.setFeeds(config.feeds, networkOf(config), taxonomies)
  serving.countFeeds()
  opened.move()

  return {
    ...serving,
    keeper: port,
    async reload(next) {
      const taxonomies = takeTaxonomies(next, powers)
      current = next
      serving.takeUp(next, taxonomies)
      powers.followers?.takeUp(next)
      if (released === undefined) await keeper.setFeeds(next.feeds, networkOf(next), taxonomies)
      serving.countFeeds()
      powers.followers?.countFeeds()
    },
    reprocessed: () => keeper.reprocessed(),
    checkFile: () => keeper.checkFile(),
    repaired: () => keeper.repaired(),
    refreshAll: () => keeper.refreshAll(),
    refresh: (slug) => keeper.refresh(slug),
    inspectAll: () => keeper.inspectAll(),
    recordHistory: () => keeper.recordHistory(),
    release: () => (released ??= release()),
    async close() {
      // Who closes last folds the log into the file, and a reader cannot.
      serving.close()
      await (released ?? keeper.close())
    },
  }
}

/** What a keeper of that file is opened with, less what counts figures. */
export function keeperParts(file: string, powers: GatewayPowers): Omit<Parameters<typeof openKeeper>[0], 'observe'> {
  const { log, now = Date.now, monotonicNow = passedMs, random = Math.random, isScheduled = true } = powers
  const { mostDetails, onDelay } = powers
  const decisionsFile = decisionsFileOf(file)
  return {
    ...{ file, log, now, monotonicNow, random, isScheduled },
    decisions: { file: decisionsFile, read: createDecisionsReader(decisionsFile, log) },
    ...present({ mostDetails, onDelay }),
  }
}

/** Milliseconds on a clock that nobody sets: the process's own. */
export function passedMs(): number {
  return performance.now()
}

/** What the configured and the imported files state of terms. ConfigError, naming each, where a file can't be used at all. */
export function takeTaxonomies(
  { taxonomies }: FeedsConfig,
  { dataDir, log }: Pick<GatewayPowers, 'dataDir' | 'log'>,
): TaxonomySet {
  const paths = taxonomies ?? { schemes: [], crosswalks: [], proposeByLabel: false }
  const { set, problems, unreadable } = loadTaxonomies(paths, dataDir)
  if (unreadable.length > 0) {
    const stated = unreadable.map(({ path, message }) => ({ path, problem: message.replace(/\.$/, '') }))
    throw new ConfigError('A file of taxonomies', stated)
  }
  if (problems.length > 0)
    log.warn(
      { problems: problems.slice(0, 20), count: problems.length },
      'Parts of the files of taxonomies were left out.',
    )
  return set
}

/** Makes a catalogue's folder where it does not exist. CatalogueFileError where that can't be done. */
export function makeFolder(dataDir: string, file: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new CatalogueFileError(
      file,
      'has no folder to lie in, and none can be made: point DATA_DIR at a folder you may write',
      { cause },
    )
  }
}

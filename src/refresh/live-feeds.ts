import { hashOf } from '../model/hash-of.ts'
import type { FeedConfig } from '../model/feed.ts'
import { isAdmitted } from '../model/inspection.ts'
import type { CatalogueWriter } from '../intake/catalogue-writer.ts'
import { createPendingDetails } from '../store/detail-state.ts'
import { readInspection } from '../store/inspection-row.ts'
import { readConfirmed } from '../store/read-confirmed.ts'
import type { ReaderStore } from '../store/reader-store.ts'
import { type FeedNetwork, type LiveFeed, type LiveFeedParts, startLiveFeed } from './live-feed.ts'
import type { Reprocessing } from './reprocessing.ts'

export type Taxonomies = NonNullable<Parameters<CatalogueWriter['setFeeds']>[2]>

/** A configuration as the keeper was given it. */
export interface GivenFeeds {
  readonly feeds: readonly FeedConfig[]
  readonly network: FeedNetwork
  readonly taxonomies: Taxonomies
}

/** The feeds that count, each in its own round. */
export interface LiveFeeds {
  find(slug: string): LiveFeed | undefined
  /** Resolves when the work is done for every feed, all side by side. */
  each(work: (feed: LiveFeed) => Promise<void>): Promise<void>
  /** Slugs of those that are being read for the first time, and not for long yet. */
  unfinished(): readonly string[]
  /** Takes over another set of feeds: those no longer named stop, new ones start, the rest goes on. */
  takeUp(given: GivenFeeds): Promise<void>
  /** Stops every feed and forgets it; the next `takeUp` starts all. */
  forget(): Promise<void>
}

/** What the rounds of all feeds share. */
export interface LiveFeedsParts extends Omit<
  LiveFeedParts,
  'feed' | 'network' | 'pendingDetails' | 'confirmedMs' | 'inspection' | 'admit'
> {
  readonly store: ReaderStore
  /** Waits while the writer takes over which feeds count. */
  readonly reprocessing: Reprocessing
  /** The writer has taken over which feeds count, and none is asked before this resolves; true: it is to take them over again, since it has another file open. */
  onTakenUp(): Promise<boolean>
}

/** No feed counts before the first `takeUp`. */
export function createLiveFeeds(parts: LiveFeedsParts): LiveFeeds {
  const { store, writer, reprocessing, now } = parts
  const pendingDetails = createPendingDetails(store)
  let live: ReadonlyMap<string, LiveFeed> = new Map()
  // Known before their rounds begin: a feed that goes on may say meanwhile that it is read otherwise.
  let counting: readonly FeedConfig[] = []

  async function each(work: (feed: LiveFeed) => Promise<void>): Promise<void> {
    await Promise.all([...live.values()].map(work))
  }

  /** Says to the writer which feeds count now: those last taken up, less those that must pass and have not. */
  async function admit(taxonomies?: Taxonomies): Promise<void> {
    await reprocessing.pause()
    await writer.setFeeds(
      counting.filter((feed) => isAdmitted(feed, readInspection(store, feed.slug))),
      new Date(now()).toISOString(),
      taxonomies,
    )
    reprocessing.start()
  }

  function start(feed: FeedConfig, network: FeedNetwork): LiveFeed {
    return startLiveFeed({
      ...parts,
      feed,
      network,
      pendingDetails,
      confirmedMs: () => readConfirmed(store, feed.slug, hashOf(feed.url)),
      inspection: () => readInspection(store, feed.slug),
      admit: () => admit(),
    })
  }

  return {
    find: (slug) => live.get(slug),
    each,
    unfinished: () => [...live.values()].filter((feed) => feed.isUnfinished()).map(({ config }) => config.slug),
    async takeUp({ feeds, network, taxonomies }) {
      const enabled = feeds.filter((feed) => feed.enabled)
      const before = live
      const goingOn = (config: FeedConfig): LiveFeed | undefined => {
        const feed = before.get(config.slug)
        const isSame = feed?.network === network && JSON.stringify(feed.config) === JSON.stringify(config)
        return isSame ? feed : undefined
      }
      const kept = new Set(enabled.map(goingOn))
      await each(async (feed) => {
        if (!kept.has(feed)) await feed.stop()
      })
      counting = enabled
      await admit(taxonomies)
      if (await parts.onTakenUp()) await admit(taxonomies)
      live = new Map(enabled.map((feed) => [feed.slug, goingOn(feed) ?? start(feed, network)]))
    },
    async forget() {
      await each((feed) => feed.stop())
      live = new Map()
    },
  }
}

// A gateway that only reads: the serving side alone over a file that another gateway keeps. See gateway.ts.
import { join } from 'node:path'
import { openHeldFeeds } from './catalogue/feeds/open-held-feeds.ts'
import { withoutKeeper } from './catalogue/without-keeper.ts'
import type { FeedsConfig } from './config/feeds-config.ts'
import { type GatewayPowers, takeTaxonomies } from './gateway.ts'
import type { FeedTraffic } from './model/keeper.ts'
import { openServingSide, type ServingSide } from './wiring/serving-side.ts'
import { CatalogueFileError } from './store/catalogue-file-error.ts'
import type { TaxonomySet } from './taxonomy/files/taxonomy-set.ts'

/** The serving side of a data folder; the configuration it was opened with stands until it is closed. */
export type ReadingGateway = Omit<ServingSide, 'takeUp' | 'countFeeds' | 'openAll' | 'observe'>

/** What a reading gateway is opened with. */
export interface ReadingPowers extends Pick<GatewayPowers, 'dataDir' | 'log' | 'now'> {
  /** What files state of terms; read from those of the configuration and the folder unless given. */
  readonly taxonomies?: TaxonomySet
  /** What an answer says that lacks details, in place of its own words. */
  readonly whyNotAsked?: string
  /** How talking to each feed went, by slug, as the gateway that asks them had it; nothing is known of it otherwise. */
  readonly traffic?: Readonly<Record<string, FeedTraffic>>
}

/**
 * Opens the catalogue for reading alone: no feed is asked and nothing is written, and an answer that lacks details says so.
 * CatalogueFileError where there is none, or where it holds feeds that the configuration does not name.
 */
export function openReadingGateway(
  config: FeedsConfig,
  { dataDir, log, now = Date.now, whyNotAsked, traffic = {}, taxonomies: given }: ReadingPowers,
): ReadingGateway {
  const taxonomies = given ?? takeTaxonomies(config, { dataDir, log })
  const file = join(dataDir, 'catalogue.sqlite')
  const { store, feeds: held } = openHeldFeeds(file)
  const unlisted = held.filter((slug) => !config.feeds.some((feed) => feed.enabled && feed.slug === slug))
  if (unlisted.length > 0) {
    store.close()
    const why = `holds services of ${unlisted.join(', ')}, which the feeds file does not name: point FEEDS_CONFIG at the file of the gateway that wrote it`
    throw new CatalogueFileError(file, why)
  }
  const keeper = { ...withoutKeeper(store, now, whyNotAsked), traffic: (slug: string) => traffic[slug] }
  const serving = openServingSide(config, taxonomies, { file, store, keeper, now, isWriting: false })
  serving.countFeeds()
  return serving
}

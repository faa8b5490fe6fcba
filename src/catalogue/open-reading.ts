import { createFeedUrls } from '../feeds/feed-urls.ts'
import { redact } from '../model/redact.ts'
import type { FeedConfig } from '../model/feed.ts'
import { filterParameters } from '../standard/filter-parameters.ts'
import { createSchemeRegistry } from '../taxonomy/scheme-registry.ts'
import { CatalogueFileError } from '../store/catalogue-file-error.ts'
import type { CatalogueReader } from './catalogue-reader.ts'
import { createGeography } from '../geography/geography.ts'
import { geographyFileOf, openGeographyRows } from '../store/geography-file.ts'
import { createPostcodeAsker } from '../refresh/postcode-asker.ts'
import { createReader } from './create-reader.ts'
import { openHeldFeeds } from './feeds/open-held-feeds.ts'
import type { TaxonomySet } from '../taxonomy/files/taxonomy-set.ts'

/** The reading side of a catalogue's file by itself: nothing is written, and no feed or provider is asked. */
export interface CatalogueReading {
  readonly reader: CatalogueReader
  close(): void
}

/** What reading a file takes. */
export interface CatalogueReadingParts {
  /** Path of the SQLite file. */
  readonly file: string
  /** The feeds that count, in the order of the configuration. */
  readonly feeds: readonly FeedConfig[]
  readonly taxonomies: TaxonomySet
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
}

/** Opens a catalogue's file for reading; a gateway may be running on it. CatalogueFileError where there is none, or where it holds other feeds. */
export function openReading({ file, feeds, taxonomies, now, monotonicNow }: CatalogueReadingParts): CatalogueReading {
  const { store, feeds: held } = openHeldFeeds(file)
  const unlisted = held.filter((slug) => !feeds.some((feed) => feed.slug === slug))
  if (unlisted.length > 0) {
    store.close()
    const why = `holds services of ${unlisted.join(', ')}, which the feeds file does not name: point FEEDS_CONFIG at the file of the gateway that wrote it`
    throw new CatalogueFileError(file, why)
  }
  const geography = createGeography(openGeographyRows(geographyFileOf(file)))
  const registry = createSchemeRegistry(taxonomies.schemes)
  const urls = new Map(feeds.map(({ slug, url }) => [slug, createFeedUrls(url)]))
  const reader = createReader(store, {
    feeds: () => feeds,
    sourceUrl({ slug, secretParameters }, originId) {
      const address = urls.get(slug)?.detail(originId)
      return address && redact(address.href, secretParameters)
    },
    nowMs: now,
    filterParameters: (dialect) => filterParameters(dialect).map(({ parameter }) => parameter),
    unkeptFault: () => undefined,
    reading: () => undefined,
    registry: () => registry,
    geography: () => geography,
    postcodeAsker: createPostcodeAsker(() => undefined, { log: { info() {}, warn() {}, error() {} }, monotonicNow }),
  })
  return {
    reader,
    close() {
      store.close()
      geography.close()
    },
  }
}

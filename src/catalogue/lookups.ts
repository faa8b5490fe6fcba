import type { FeedConfig } from '../model/feed.ts'
import { InputError } from '../model/input-error.ts'
import type { ReaderStore } from '../store/reader-store.ts'
import { numberOf, textOf } from '../store/row.ts'
import type { SchemeRegistry } from '../taxonomy/scheme-registry.ts'
import { type MappingView, readMappingView } from './terms/mapping-view.ts'
import { readTermView, type TermView } from './terms/term-view.ts'

/** What every reader looks up: the feeds that count by slug and by row, and all terms and mappings in one view each. */
export interface Lookups {
  feeds(): readonly FeedConfig[]
  feedOf(slug: string): FeedConfig | undefined
  /** Row of a feed, whether it counts or not; undefined where it was never heard of. */
  rowOf(slug: string): number | undefined
  /** Slug of a feed's row, whether it counts or not. */
  slugAt(fid: number): string | undefined
  /** Row of a feed that counts, -1 where it was never heard of: it is known, and holds nothing. Undefined where it does not count. */
  feedId(slug: string): number | undefined
  /** The same; InputError UNKNOWN_FEED where it does not count. */
  knownFid(slug: string): number
  feedSlugs(): readonly string[]
  terms(): TermView
  mappings(): MappingView
}

/** The look-ups of an open file, each worked out once while the data stands. */
export function createLookups(
  store: ReaderStore,
  { feeds, registry }: { feeds(): readonly FeedConfig[]; registry(): SchemeRegistry },
): Lookups {
  const rows = (): ReadonlyMap<string, number> =>
    store.once(
      'feed ids',
      () => new Map(store.all('SELECT fid, slug FROM feed').map((row) => [textOf(row, 'slug'), numberOf(row, 'fid')])),
    )
  const slugs = (): ReadonlyMap<number, string> =>
    store.once('feed slugs', () => new Map([...rows()].map(([slug, fid]) => [fid, slug])))
  const lookups: Lookups = {
    feeds,
    feedOf: (slug) => feeds().find((feed) => feed.slug === slug),
    rowOf: (slug) => rows().get(slug),
    slugAt: (fid) => slugs().get(fid),
    feedId: (slug) => (lookups.feedOf(slug) === undefined ? undefined : (rows().get(slug) ?? -1)),
    knownFid(slug) {
      const fid = lookups.feedId(slug)
      if (fid !== undefined) return fid
      const known = lookups.feedSlugs().join(', ')
      throw new InputError('UNKNOWN_FEED', `There is no feed “${slug}”. Feeds here: ${known}.`, ['slug'])
    },
    feedSlugs: () => feeds().map(({ slug }) => slug),
    terms() {
      const counting = new Map(
        [...rows()].filter(([slug]) => lookups.feedOf(slug) !== undefined).map(([slug, fid]) => [fid, slug]),
      )
      return store.once('terms', () => readTermView(store, (fid) => counting.get(fid), registry))
    },
    mappings: () => store.once('mappings', () => readMappingView(store, lookups.terms())),
  }
  return lookups
}

import type { FeedConfig } from '../../model/feed.ts'
import { present } from '../../model/present.ts'
import { refOf } from '../../model/record-uid.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { textOf } from '../../store/row.ts'
import type { RecordReader } from '../catalogue-reader.ts'
import { readSyncState } from '../feeds/feed-standings.ts'
import type { Lookups } from '../lookups.ts'
import { countList, listSlice } from '../search/list-slice.ts'
import { planLocations, planOrganizations } from '../search/plan-lists.ts'
import type { SearchContext } from '../search/search-context.ts'
import type { ParsedBodies } from './parsed-bodies.ts'
import { findUuid } from './find-uuid.ts'
import { type FeedFacts, getLocations, getOrganizations, getServices } from './get-records.ts'

interface RecordReaderPowers {
  /** Address of a service's detail at its publisher. */
  sourceUrl(feed: FeedConfig, originId: string): string | undefined
  readonly bodies: ParsedBodies
}

/** The reader of records over an open file. */
export function createRecordReader(
  store: ReaderStore,
  lookups: Lookups,
  context: SearchContext,
  { sourceUrl, bodies }: RecordReaderPowers,
): RecordReader {
  /** Of one stretch of work that waits for nothing. */
  const found = new Map<string, FeedFacts | undefined>()
  function factsOf(slug: string): FeedFacts | undefined {
    if (found.size === 0) queueMicrotask(() => found.clear())
    const known = found.get(slug) ?? findFacts(slug)
    found.set(slug, known)
    return known
  }
  function findFacts(slug: string): FeedFacts | undefined {
    const feed = lookups.feedOf(slug)
    if (feed === undefined) return undefined
    // Read again for each: a refresh that finds everything as it was confirms it without another generation.
    const { lastComplete } = readSyncState(store, lookups.rowOf(slug))
    return { feed, ...present({ lastComplete }), sourceUrl: (originId) => sourceUrl(feed, originId) }
  }
  return {
    getServices: (refs) => getServices(store, bodies, factsOf, refs),
    getOrganizations: (refs) => getOrganizations(store, bodies, factsOf, refs),
    getLocations: (refs) => getLocations(store, bodies, factsOf, refs),
    findUuid: (uuid) => findUuid(store, uuid),
    findServiceAtLocations: (refs) =>
      refs.map(({ feed, originId }) => {
        const row = store.get(
          'SELECT s.uid FROM service_location l JOIN service s USING (sid) WHERE l.fid = ? AND l.origin_id = ? LIMIT 1',
          lookups.feedId(feed) ?? -1,
          originId,
        )
        return row === undefined ? undefined : refOf(textOf(row, 'uid'))
      }),
    listOrganizations: (query, slice) => listSlice(store, planOrganizations(store, context, query), slice),
    countOrganizations: (query) => countList(store, planOrganizations(store, context, query)),
    listLocations: (query, slice) => listSlice(store, planLocations(store, context, query), slice),
    countLocations: (query) => countList(store, planLocations(store, context, query)),
  }
}

import type { FeedConfig } from '../../model/feed.ts'
import { InputError } from '../../model/input-error.ts'
import type { CatalogueReader, FeedIssue } from '../catalogue-reader.ts'
import { maybeTextOf, numberOf, textOf } from '../row.ts'
import { countFacet } from '../search/count-facet.ts'
import { countList, listSlice } from '../search/list-slice.ts'
import { sliceTerms } from '../search/list-terms.ts'
import { planLocations, planOrganizations } from '../search/plan-lists.ts'
import type { SearchContext } from '../search/search-context.ts'
import { countServices, searchServices } from '../search/search-services.ts'
import { feedStanding, readSyncState } from './feed-standings.ts'
import { getLocations, getOrganizations, getServices, issueOf, type FeedFacts } from './get-records.ts'
import type { ReaderStore } from './reader-store.ts'
import { readTermView, type TermView } from './term-view.ts'

/** What the reader must know besides the file. */
export interface ReaderPowers {
  /** The feeds that count, in the order of the configuration. */
  feeds(): readonly FeedConfig[]
  /** Address of a service's detail at its publisher. */
  sourceUrl(feed: FeedConfig, originId: string): string | undefined
  nowMs(): number
}

/** The reading side of the catalogue over an open file. */
export function createReader(store: ReaderStore, powers: ReaderPowers): CatalogueReader {
  const feedIds = (): ReadonlyMap<string, number> =>
    store.remember(
      'feed ids',
      () => new Map(store.all('SELECT fid, slug FROM feed').map((row) => [textOf(row, 'slug'), numberOf(row, 'fid')])),
    )
  const feedOf = (slug: string): FeedConfig | undefined => powers.feeds().find((feed) => feed.slug === slug)
  const terms = (): TermView => {
    const counting = new Map(
      [...feedIds()].filter(([slug]) => feedOf(slug) !== undefined).map(([slug, fid]) => [fid, slug]),
    )
    return store.remember('terms', () => readTermView(store, (fid) => counting.get(fid)))
  }
  const factsOf = (slug: string): FeedFacts | undefined => {
    const feed = feedOf(slug)
    if (feed === undefined) return undefined
    const { lastComplete } = store.remember(`sync ${slug}`, () => readSyncState(store, feedIds().get(slug)))
    return {
      ...(lastComplete === undefined ? {} : { lastComplete }),
      sourceUrl: (originId) => powers.sourceUrl(feed, originId),
    }
  }
  const context: SearchContext = {
    // A feed that counts but was never heard of has no row yet: it is known, and holds nothing.
    feedId: (slug) => (feedOf(slug) === undefined ? undefined : (feedIds().get(slug) ?? -1)),
    feedSlugs: () => powers.feeds().map(({ slug }) => slug),
    termId: (uriOrCurie) => terms().rowOf(uriOrCurie),
    organizationId(feed, originId) {
      const row = store.get('SELECT oid FROM organization WHERE uid = ?', `${feed}/${originId}`)
      return row === undefined ? undefined : numberOf(row, 'oid')
    },
    nowMs: powers.nowMs,
  }
  const knownFid = (slug: string): number => {
    const fid = context.feedId(slug)
    if (fid !== undefined) return fid
    throw new InputError('UNKNOWN_FEED', `There is no feed “${slug}”. Feeds here: ${context.feedSlugs().join(', ')}.`, [
      'slug',
    ])
  }

  return {
    generation: () => store.generation(),
    feedStandings(slugs) {
      slugs?.forEach(knownFid)
      const wanted = powers.feeds().filter(({ slug }) => slugs === undefined || slugs.includes(slug))
      return wanted.map((feed) => feedStanding(store, feed, feedIds().get(feed.slug), powers.nowMs()))
    },
    feedCounts: (slug) => countFeed(store, knownFid(slug)),
    feedIssues: (slug, query, first, afterId) => listFeedIssues(store, knownFid(slug), query, first, afterId),
    getServices: (refs) => getServices(store, factsOf, refs),
    getOrganizations: (refs) => getOrganizations(store, factsOf, refs),
    getLocations: (refs) => getLocations(store, factsOf, refs),
    findServiceAtLocations: (refs) =>
      refs.map(({ feed, originId }) => {
        const row = store.get(
          'SELECT s.uid FROM service_location l JOIN service s USING (sid) WHERE l.fid = ? AND l.origin_id = ? LIMIT 1',
          context.feedId(feed) ?? -1,
          originId,
        )
        return row === undefined ? undefined : { feed, originId: textOf(row, 'uid').slice(feed.length + 1) }
      }),
    getTerms: (uris) => uris.map((uri) => terms().termByUri(uri)),
    findTerm: (uriOrCurie) => terms().termByRow(terms().rowOf(uriOrCurie) ?? -1),
    taxonomies: () => terms().taxonomies,
    getTaxonomies: (keys) => keys.map((key) => terms().taxonomies.find((taxonomy) => taxonomy.key === key)),
    searchServices: (query) => searchServices(store, context, query),
    countServices: (filter, unknowns) => countServices(store, context, filter, unknowns),
    countFacet: (filter, unknowns, dimension) => countFacet(store, context, terms, filter, unknowns, dimension),
    listOrganizations: (query, slice) => listSlice(store, planOrganizations(context, query), slice),
    countOrganizations: (query) => countList(store, planOrganizations(context, query)),
    listLocations: (query, slice) => listSlice(store, planLocations(context, query), slice),
    countLocations: (query) => countList(store, planLocations(context, query)),
    listTerms: (query, slice) => sliceTerms(terms().find(query), slice),
    countTerms: (query) => terms().find(query).length,
  }
}

function countFeed(store: ReaderStore, fid: number): ReturnType<CatalogueReader['feedCounts']> {
  return store.remember(`counts ${fid}`, () => {
    const row =
      store.get(
        `SELECT (SELECT count(*) FROM service WHERE fid = ?1) AS services, (SELECT count(*) FROM organization WHERE fid = ?1) AS organizations,
         (SELECT count(*) FROM location WHERE fid = ?1) AS locations, (SELECT count(*) FROM term_feed WHERE fid = ?1) AS taxonomyTerms,
         (SELECT count(*) FROM sweep_issue WHERE fid = ?1 AND aside = 1) AS quarantined`,
        fid,
      ) ?? {}
    const count = (column: string): number => numberOf(row, column)
    return {
      services: count('services'),
      organizations: count('organizations'),
      locations: count('locations'),
      taxonomyTerms: count('taxonomyTerms'),
      quarantined: count('quarantined'),
    }
  })
}

/** Issues of the feed's list first, then of its records, each with a steady number to go on from. */
const ALL_ISSUES = `
  SELECT rowid AS id, origin_id, record_type, code, severity, path, message, sample FROM sweep_issue WHERE fid = ?1
  UNION ALL
  SELECT (1 << 40) + i.iid, substr(s.uid, instr(s.uid, '/') + 1), 'service', i.code, i.severity, i.path, i.message, i.sample
    FROM issue i JOIN service s ON s.sid = i.sid WHERE i.fid = ?1`

function listFeedIssues(
  store: ReaderStore,
  fid: number,
  { codes, severity }: Parameters<CatalogueReader['feedIssues']>[1],
  first: number,
  afterId = 0,
): ReturnType<CatalogueReader['feedIssues']> {
  const wanted =
    '(?2 IS NULL OR code IN (SELECT value FROM json_each(?2))) AND (?3 IS NULL OR severity IN (SELECT value FROM json_each(?3)))'
  const values = [
    fid,
    codes === undefined ? null : JSON.stringify(codes),
    severity === undefined ? null : JSON.stringify(severity),
  ]
  const rows = store.all(
    `SELECT * FROM (${ALL_ISSUES}) WHERE id > ?4 AND ${wanted} ORDER BY id LIMIT ?5`,
    ...values,
    afterId,
    first + 1,
  )
  const total = Number(store.get(`SELECT count(*) AS n FROM (${ALL_ISSUES}) WHERE ${wanted}`, ...values)?.['n'])
  const issues = rows.slice(0, first).map((row): FeedIssue & { id: number } => {
    const [originId, recordType] = [maybeTextOf(row, 'origin_id'), maybeTextOf(row, 'record_type')]
    return {
      id: numberOf(row, 'id'),
      ...issueOf(row),
      ...(originId === undefined ? {} : { originId }),
      ...(recordType === undefined ? {} : { recordType }),
    }
  })
  return { issues, total, hasNext: rows.length > first }
}

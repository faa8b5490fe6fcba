import { listChanges } from './changes/list-changes.ts'
import { feedStanding, readSyncState, reasonNotAdmitted } from './feeds/feed-standings.ts'
import { isAdmitted } from '../model/inspection.ts'
import { createFiguresReader } from './figures/create-figures-reader.ts'
import { createClusterReader, type ClusterJudges } from './clusters/cluster-reader.ts'
import { feedContent } from './feeds/feed-content.ts'
import { readInspection } from '../store/inspection-row.ts'
import { countQualityBands } from './scores/read-quality.ts'
import { InputError } from '../model/input-error.ts'
import type { CatalogueReader, StoredTerm, TermQuery } from './catalogue-reader.ts'
import { createAreaRows } from './areas/area-rows.ts'
import type { Geography } from '../geography/geography.ts'
import { createPlaceReader } from './areas/place-reader.ts'
import { numberOf, textOf } from '../store/row.ts'
import { withReading } from './feeds/with-reading.ts'
import type { FeedConfig } from '../model/feed.ts'
import { type MappingView, readMappingView } from './terms/mapping-view.ts'
import type { SchemeUseReport } from '../taxonomy/report-mappings.ts'
import { readSchemeReports, unmappedTermsOf } from './terms/scheme-reports.ts'
import { createSearchedMappings } from './terms/searched-mappings.ts'
import type { SchemeRegistry } from '../taxonomy/scheme-registry.ts'
import { checkTermQuery } from './terms/check-term-query.ts'
import { countFacet } from './search/count-facet.ts'
import { countList, listSlice } from './search/list-slice.ts'
import { sliceTerms } from './terms/list-terms.ts'
import { planLocations, planOrganizations } from './search/plan-lists.ts'
import type { SearchContext } from './search/search-context.ts'
import { countServices, searchServices } from './search/search-services.ts'
import { knownWords, searchedText, typedText } from './search/searched-text.ts'
import { catalogueSynonyms } from './search/catalogue-synonyms.ts'
import { questionOf } from './search/question.ts'
import { rememberPage } from './search/remember-page.ts'
import { getLocations, getOrganizations, getServices, type FeedFacts } from './records/get-records.ts'
import type { ReaderStore } from '../store/reader-store.ts'
import { readTermView, type TermView } from './terms/term-view.ts'
import { withUntried } from './feeds/with-untried.ts'
import type { Keeper } from '../model/keeper.ts'
import { present } from '../model/present.ts'
import { uidOf, refOf } from '../model/record-uid.ts'
import { countFeed } from './feeds/feed-counts.ts'
import { listFeedIssues } from './feeds/feed-issues.ts'

/** What the reader must know besides the file. */
export interface ReaderPowers {
  /** The feeds that count, in the order of the configuration. */
  feeds(): readonly FeedConfig[]
  /** Address of a service's detail at its publisher. */
  sourceUrl(feed: FeedConfig, originId: string): string | undefined
  nowMs(): number
  /** What the reader may ask of whoever refreshes the catalogue. */
  readonly keeper: Pick<Keeper, 'unwrittenFault' | 'reading' | 'postcodes'>
  /** The parameters by which a list of a dialect can be filtered; none for a dialect that is not known. */
  filterParameters(dialect: string): readonly string[]
  /** How publishers write schemes, as files tell. */
  registry(): SchemeRegistry
  geography(): Geography
  /** Groups of phrases that stand for one another, besides the reviewed ones. */
  synonyms(): readonly (readonly string[])[]
  readonly judges: ClusterJudges
}

/** Of each scheme that a feed uses. */
const MOST_UNMAPPED = 50

/** The reading side of the catalogue over an open file. */
export function createReader(store: ReaderStore, powers: ReaderPowers): CatalogueReader {
  const feedIds = (): ReadonlyMap<string, number> =>
    store.once(
      'feed ids',
      () => new Map(store.all('SELECT fid, slug FROM feed').map((row) => [textOf(row, 'slug'), numberOf(row, 'fid')])),
    )
  const feedOf = (slug: string): FeedConfig | undefined => powers.feeds().find((feed) => feed.slug === slug)
  const terms = (): TermView => {
    const counting = new Map(
      [...feedIds()].filter(([slug]) => feedOf(slug) !== undefined).map(([slug, fid]) => [fid, slug]),
    )
    return store.once('terms', () => readTermView(store, (fid) => counting.get(fid), powers.registry))
  }
  const mappings = (): MappingView => store.once('mappings', () => readMappingView(store, terms()))
  const slugOf = (fid: number): string | undefined => {
    const slug = [...feedIds()].find(([, id]) => id === fid)?.[0]
    return slug === undefined ? undefined : feedOf(slug)?.slug
  }
  const schemeReports = (first: number): readonly SchemeUseReport[] =>
    store.remember(`scheme reports ${first}`, () => readSchemeReports(store, terms(), mappings(), slugOf, first))
  const factsOf = (slug: string): FeedFacts | undefined => {
    const feed = feedOf(slug)
    if (feed === undefined) return undefined
    const { lastComplete } = store.remember(`sync ${slug}`, () => readSyncState(store, feedIds().get(slug)))
    return {
      ...present({ lastComplete }),
      sourceUrl: (originId) => powers.sourceUrl(feed, originId),
    }
  }
  const areas = createAreaRows(store, () => powers.geography().gazetteer)
  const places = createPlaceReader(store, powers.geography, areas, powers.keeper.postcodes)
  const context: SearchContext = {
    // A feed that counts but was never heard of has no row yet: it is known, and holds nothing.
    feedId: (slug) => (feedOf(slug) === undefined ? undefined : (feedIds().get(slug) ?? -1)),
    feedSlugs: () => powers.feeds().map(({ slug }) => slug),
    termId: (uriOrCurie) => terms().rowOf(uriOrCurie),
    organizationId(feed, originId) {
      const row = store.get('SELECT oid FROM organization WHERE uid = ?', uidOf({ feed, originId }))
      return row === undefined ? undefined : numberOf(row, 'oid')
    },
    searchedText: (text) => searchedText(store, text, catalogueSynonyms(store, powers.synonyms())),
    typedText: (text) => typedText(text, catalogueSynonyms(store, powers.synonyms()), knownWords(store)),
    areas,
    mappings: createSearchedMappings(store, terms, mappings),
    nowMs: powers.nowMs,
    hasLanguage: (key) => store.get('SELECT 1 FROM service_language WHERE language = ? LIMIT 1', key) !== undefined,
  }
  const findTerms = (query: TermQuery): readonly StoredTerm[] => {
    checkTermQuery(context, terms(), query)
    return terms().find(query)
  }
  const knownFid = (slug: string): number => {
    const fid = context.feedId(slug)
    if (fid !== undefined) return fid
    throw new InputError('UNKNOWN_FEED', `There is no feed “${slug}”. Feeds here: ${context.feedSlugs().join(', ')}.`, [
      'slug',
    ])
  }

  const facets = { store, areas, terms, gazetteer: places.gazetteer }
  const figures = createFiguresReader({
    store,
    search: context,
    areas,
    slugOf: (fid) => [...feedIds()].find(([, id]) => id === fid)?.[0] ?? '',
    geographyVersion: () => powers.geography().version,
    smallAreas: () => powers.geography().smallAreas,
    feedAreas: (fid) => powers.feeds().find(({ slug }) => feedIds().get(slug) === fid)?.areas ?? [],
  })

  return {
    ...places,
    generation: () => store.generation(),
    feedStandings(slugs) {
      slugs?.forEach(knownFid)
      const wanted = powers.feeds().filter(({ slug }) => slugs === undefined || slugs.includes(slug))
      return wanted.map((feed) => {
        const standing = feedStanding(
          store,
          feed,
          feedIds().get(feed.slug),
          powers.nowMs(),
          powers.keeper.unwrittenFault(feed.slug),
        )
        const inspection = feed.requirePass === true ? readInspection(store, feed.slug) : undefined
        if (inspection === undefined || isAdmitted(feed, inspection))
          return withReading(standing, powers.keeper.reading(feed.slug), powers.nowMs())
        return { ...standing, reason: reasonNotAdmitted(feed, inspection) }
      })
    },
    feedCounts: (slug) => countFeed(store, knownFid(slug)),
    feedIssues: (slug, query, first, afterId) => listFeedIssues(store, knownFid(slug), query, first, afterId),
    changes: (query, first, after) =>
      listChanges(store, { ...query, feeds: query.feeds ?? context.feedSlugs() }, first, after),
    feedInspection: (slug) =>
      store.remember(`inspection ${slug}`, () =>
        withUntried(
          readInspection(store, slug),
          powers.filterParameters(readSyncState(store, knownFid(slug)).dialect ?? ''),
        ),
      ),
    figures,
    feedContent: (slug) =>
      feedContent(store, knownFid(slug), powers.nowMs(), {
        qualityBands: (fid) => countQualityBands(store, fid),
        unmappedTerms: () => unmappedTermsOf(schemeReports(MOST_UNMAPPED), slug),
        unresolvedAreaNames: () => places.unresolvedAreaNames(slug).map(({ name, count }) => ({ name, count })),
      }),
    ...createClusterReader(store, { nowMs: powers.nowMs, fid: knownFid, judges: powers.judges }),
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
        return row === undefined ? undefined : refOf(textOf(row, 'uid'))
      }),
    getTerms: (uris) => uris.map(terms().termByUri),
    findTerm: (uriOrCurie) => terms().termByRow(terms().rowOf(uriOrCurie) ?? -1),
    taxonomies: () => terms().taxonomies,
    getTaxonomies: (keys) => keys.map((key) => terms().taxonomies.find((taxonomy) => taxonomy.key === key)),
    mappingsOf: (uris) => uris.map((uri) => mappings().mappingsOf(uri)),
    mappedTerms: (uris) => mappings().leadingTo(uris),
    schemeReports,
    searchServices({ filter, unknowns, ...wish }) {
      const question = questionOf(store, context, filter, unknowns)
      return rememberPage(store, question, wish, () => searchServices(store, context, question, wish))
    },
    countServices: (filter, unknowns, duplicates) =>
      countServices(store, questionOf(store, context, filter, unknowns), duplicates),
    countFacet: (filter, unknowns, dimension, duplicates) =>
      countFacet(facets, questionOf(store, context, filter, unknowns), dimension, duplicates),
    listOrganizations: (query, slice) => listSlice(store, planOrganizations(context, query), slice),
    countOrganizations: (query) => countList(store, planOrganizations(context, query)),
    listLocations: (query, slice) => listSlice(store, planLocations(context, query), slice),
    countLocations: (query) => countList(store, planLocations(context, query)),
    listTerms: (query, slice) => sliceTerms(findTerms(query), slice),
    countTerms: (query) => findTerms(query).length,
  }
}

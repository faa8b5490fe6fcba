import type { FeedConfig } from '../model/feed.ts'
import type { Keeper } from '../model/keeper.ts'
import type { LastWorklist } from '../model/worklist.ts'
import type { AcceptedTerm } from '../model/accepted-term.ts'
import type { SchemeRegistry } from '../taxonomy/scheme-registry.ts'
import type { Geography } from '../geography/geography.ts'
import { type ClusterJudges, createClusterReader } from './clusters/cluster-reader.ts'
import type { ReaderStore } from '../store/reader-store.ts'
import type { CatalogueReader } from './catalogue-reader.ts'
import { createLookups, type Lookups } from './lookups.ts'
import { createAreaRows, type AreaRows } from './areas/area-rows.ts'
import { createPlaceReader } from './areas/place-reader.ts'
import { createTermReader } from './terms/term-reader.ts'
import { createFeedsReader } from './feeds/feeds-reader.ts'
import type { ParsedBodies } from './records/parsed-bodies.ts'
import { createRecordReader } from './records/record-reader.ts'
import { createServiceReader } from './search/service-reader.ts'
import { createHistoryReader } from './history/create-history-reader.ts'
import { createFiguresReader } from './figures/create-figures-reader.ts'
import type { SearchContext } from './search/search-context.ts'
import { uidOf } from '../model/record-uid.ts'
import { numberOf } from '../store/row.ts'
import { knownWords } from './search/known-words.ts'
import { searchedText, type TextKnowledge, typedText } from './search/searched-text.ts'
import { catalogueSynonyms } from './search/catalogue-synonyms.ts'
import { createSearchedMappings } from './terms/searched-mappings.ts'

/** What the reader must know besides the file. */
export interface ReaderPowers {
  /** The feeds that count, in the order of the configuration. */
  feeds(): readonly FeedConfig[]
  /** Address of a service's detail at its publisher. */
  sourceUrl(feed: FeedConfig, originId: string): string | undefined
  nowMs(): number
  /** What the reader may ask of whoever refreshes the catalogue. */
  readonly keeper: Pick<Keeper, 'unwrittenFault' | 'reading' | 'postcodes' | 'noteDamage'>
  /** The parameters by which a list of a dialect can be filtered; none for a dialect that is not known. */
  filterParameters(dialect: string): readonly string[]
  /** The worklist of a feed that was last given out; undefined before the first. */
  lastWorklist(slug: string): LastWorklist | undefined
  /** How publishers write schemes, as files state. */
  registry(): SchemeRegistry
  /** Terms that were accepted for a service, named as `feed/originId`. */
  accepted(service: string): readonly AcceptedTerm[]
  geography(): Geography
  /** Groups of phrases that stand for one another, besides the reviewed ones. */
  synonyms(): readonly (readonly string[])[]
  /** Equal: feeds, registry, accepted terms, geography and synonyms are the same. */
  mark(): string
  readonly judges: ClusterJudges
  /** Shared by all readers of one file. */
  readonly bodies: ParsedBodies
}

/** The reading side of the catalogue over an open file. */
export function createReader(store: ReaderStore, powers: ReaderPowers): CatalogueReader {
  store.keepWhile(powers.mark)
  const lookups = createLookups(store, powers)
  const areas = createAreaRows(store, () => powers.geography().gazetteer)
  const places = createPlaceReader(store, powers.geography, areas, powers.keeper.postcodes)
  const context = createSearchContext(store, lookups, areas, powers)
  const terms = createTermReader(store, lookups, context, powers)
  const feeds = createFeedsReader(store, lookups, powers, { terms, places })
  const facets = { store, areas, terms: lookups.terms, gazetteer: places.gazetteer }
  return {
    generation: () => store.generation(),
    services: createServiceReader(store, context, facets),
    records: createRecordReader(store, lookups, context, powers),
    terms,
    areas: places,
    feeds,
    clusters: createClusterReader(store, powers),
    figures: createFiguresReader({
      store,
      search: context,
      areas,
      slugOf: (fid) => lookups.slugAt(fid) ?? '',
      geographyVersion: () => powers.geography().version,
      smallAreas: () => powers.geography().smallAreas,
      smallAreaLookup: () => powers.geography().smallAreasIn,
      feedAreas: (fid) => lookups.feeds().find(({ slug }) => lookups.rowOf(slug) === fid)?.areas ?? [],
    }),
    history: createHistoryReader(store, {
      feeds: powers.feeds,
      standings: () => feeds.feedStandings(),
      placingVersion: () => powers.geography().placing,
    }),
  }
}

function createSearchContext(
  store: ReaderStore,
  lookups: Lookups,
  areas: AreaRows,
  powers: Pick<ReaderPowers, 'nowMs' | 'synonyms'>,
): SearchContext {
  const knowledge = (): TextKnowledge => ({
    synonyms: catalogueSynonyms(store, powers.synonyms()),
    known: knownWords(store, areas.codesNamed),
    areas,
  })
  return {
    feedId: lookups.feedId,
    feedSlugs: lookups.feedSlugs,
    termId: (uriOrCurie) => lookups.terms().rowOf(uriOrCurie),
    taxonomyKey: (name) => lookups.terms().findTaxonomy(name)?.key,
    organizationId(feed, originId) {
      const row = store.get('SELECT oid FROM organization WHERE uid = ?', uidOf({ feed, originId }))
      return row === undefined ? undefined : numberOf(row, 'oid')
    },
    searchedText: (text) => searchedText(store, text, knowledge()),
    typedText: (text) => typedText(text, knowledge()),
    areas,
    mappings: createSearchedMappings(store, lookups.terms, lookups.mappings),
    nowMs: powers.nowMs,
    hasLanguage: (key) => store.get('SELECT 1 FROM service_language WHERE language = ? LIMIT 1', key) !== undefined,
  }
}

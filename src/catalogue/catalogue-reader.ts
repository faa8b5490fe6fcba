// catalogue: the reading side of a catalogue's file: search, figures, records, areas, terms, feeds and clusters, a small reader each.
// It must not know how records are fetched, read, judged or written, nor GraphQL.
import type { AcceptedTerm } from '../model/accepted-term.ts'
import type { DemandSubject } from '../model/demand.ts'
import type { ComparedItem, WorklistRules } from '../model/worklist.ts'
import type { FeedFaultCode, FeedIdentity, FeedState } from '../model/feed.ts'
import type { RecordIssue } from '../model/issue.ts'
import type { Location } from '../model/location.ts'
import type { ChangePage, ChangeQuery, GoneType } from '../model/change.ts'
import type { ClusterReader } from './clusters/cluster-reader.ts'
import type { FiguresReader } from './figures/figures-reader.ts'
import type { HistoryReader } from './history/history-reader.ts'
import type { FeedContent } from './feeds/feed-content.ts'
import type { FeedMeasures } from './feeds/feed-measures.ts'
import type { FeedInspection, RootStatement } from '../model/inspection.ts'
import type { PlaceReader } from './areas/place-reader.ts'
import type { TermMapping } from '../model/term-mapping.ts'
import type { SchemeUseReport } from '../taxonomy/report-mappings.ts'
import type {
  Anchor,
  AreaMatch,
  BoundingBox,
  Duplicates,
  FacetCount,
  FacetDimension,
  Near,
  PlacePage,
  ServiceFilter,
  ServicePage,
  ServiceQuery,
  Slice,
  Unknowns,
} from './service-query.ts'
import type { Suggestion } from './suggest/suggestion.ts'
import type { RecordRef } from '../model/record.ts'
import type { Reprocessing } from '../model/reprocessing.ts'
import type { StoredService, StoredOrganization, StoredLocation } from '../model/stored-records.ts'

/** A term under its canonical URI, as all feeds and schemes together state it. */
export interface StoredTerm {
  readonly uri: string
  readonly curie?: string
  readonly code?: string
  readonly name: string
  readonly otherNames: readonly string[]
  readonly description?: string
  readonly language?: string
  readonly termUri?: string
  /** Key of its scheme. */
  readonly taxonomy: string
  /** Shortest path from a root; roots are 1. */
  readonly level: number
  readonly discontinued: boolean
  readonly parentUris: readonly string[]
  readonly childUris: readonly string[]
}

export interface StoredTaxonomy {
  /** Stable key: the scheme's canonical URI, or `feed:<slug>/<scheme name>` for a feed's own. */
  readonly key: string
  readonly name: string
  readonly description?: string
  readonly uri?: string
  readonly version?: string
  /** Known to more than one feed by a canonical URI. */
  readonly shared: boolean
  /** Slugs of the feeds that use it. */
  readonly feeds: readonly string[]
  readonly termCount: number
}

export interface TermQuery {
  readonly text?: string
  /** Key, URI or name of a scheme. */
  readonly scheme?: string
  readonly feeds?: readonly string[]
  readonly level?: number
  /** URI or CURIE. */
  readonly parent?: string
  readonly used?: boolean
}

export interface OrganizationQuery {
  readonly text?: string
  readonly feeds?: readonly string[]
  readonly identifier?: string
  readonly areas?: AreaMatch
}

export interface LocationQuery {
  readonly text?: string
  readonly feeds?: readonly string[]
  readonly near?: Near
  readonly within?: BoundingBox
  readonly types?: readonly NonNullable<Location['locationType']>[]
  readonly areas?: AreaMatch
}

export interface ListPage<K> {
  readonly hits: readonly { readonly key: K; readonly anchor: Anchor; readonly distanceMetres?: number }[]
  readonly hasNext: boolean
  readonly hasPrevious: boolean
}

/** A feed's standing, as shown beside every answer. */
export interface FeedStanding {
  readonly slug: string
  readonly state: FeedState
  readonly dialect?: string
  /** RFC 3339: when the data used was last confirmed with the feed; absent if never. */
  readonly asOf?: string
  /** Active service records held. */
  readonly services: number
  /** Of those, held in full detail; absent where there are none. */
  readonly detailedShare?: number
  readonly reason?: string
  readonly code?: FeedFaultCode
  readonly lastSuccess?: string
  readonly lastAttempt?: string
  readonly lastErrorCode?: FeedFaultCode
  readonly lastErrorMessage?: string
  readonly consecutiveFailures: number
  /** Which of its records' parts are being made again by other rules; those of scoring and matching count the records of all feeds. Absent where none are. */
  readonly reprocessing?: readonly Reprocessing[]
}

export interface FeedIssue extends RecordIssue {
  readonly originId?: string
  readonly recordType?: string
}

export interface IssueQuery {
  readonly codes?: readonly string[]
  readonly severity?: readonly RecordIssue['severity'][]
}

/** Feeds: how each stands, what is held of it, and what changed. */
export interface FeedsReader {
  /** In the order of the configuration; `slugs` unknown → InputError UNKNOWN_FEED. */
  feedStandings(slugs?: readonly string[]): readonly FeedStanding[]
  feedCounts(slug: string): {
    services: number
    organizations: number
    locations: number
    taxonomyTerms: number
    quarantined: number
  }
  feedIssues(
    slug: string,
    query: IssueQuery,
    first: number,
    afterId?: number,
  ): { issues: readonly (FeedIssue & { readonly id: number })[]; total: number; hasNext: boolean }

  /** What the publisher of the feed should look at, with what became of each thing since the worklist that was last given out. */
  feedWorklist(slug: string): {
    readonly items: readonly ComparedItem[]
    /** What the items were found by. */
    readonly rules: WorklistRules
    /** RFC 3339: when the last was given out; undefined before the first. */
    readonly lastAt?: string
  }
  /** When a record was last removed, or a feed (its slug as both) taken out, RFC 3339; undefined where it never was. Whether it is held again is not asked. */
  removedAt(type: GoneType, ref: RecordRef): string | undefined
  /** Slugs of the feeds that count, in the order of the configuration. */
  feedSlugs(): readonly string[]
  /** What was known of a feed that is no longer configured; undefined for one that is, and for one that never was. */
  formerFeed(slug: string): FeedIdentity | undefined
  /** From when on all changes are kept, RFC 3339; undefined before there was any. */
  changesFrom(): string | undefined
  /** The `seq` of the last change that was forgotten, 0 before any was: whoever goes on from an earlier one may have missed some. */
  lastForgottenChange(): number
  /** Changes of the feeds named, or of all that count or did once, after the one of that `seq`, in the order in which they became visible. */
  changes(query: ChangeQuery, first: number, after?: number): ChangePage
  /** What looking at a feed itself showed. */
  feedInspection(slug: string): FeedInspection
  /** What its root document last stated; undefined where it states nothing, or was not asked for yet. */
  feedRoot(slug: string): RootStatement | undefined
  /** What a feed's active services hold. */
  feedContent(slug: string): FeedContent
  /** How a feed as a whole does. */
  feedMeasures(slug: string): FeedMeasures
}

/** Records by their ids, and lists of organizations and locations. */
export interface RecordReader {
  /** In the order asked, undefined where unknown. */
  getServices(refs: readonly RecordRef[]): readonly (StoredService | undefined)[]
  getOrganizations(refs: readonly RecordRef[]): readonly (StoredOrganization | undefined)[]
  getLocations(refs: readonly RecordRef[]): readonly (StoredLocation | undefined)[]
  /** The service, service-at-location or organization of that UUID (`recordUuid`); undefined where none is held. */
  findUuid(
    uuid: string,
  ): { readonly type: 'service' | 'serviceAtLocation' | 'organization'; readonly ref: RecordRef } | undefined
  /** The service that has each service-at-location. */
  findServiceAtLocations(refs: readonly RecordRef[]): readonly (RecordRef | undefined)[]
  listOrganizations(query: OrganizationQuery, slice: Slice): ListPage<RecordRef>
  countOrganizations(query: OrganizationQuery): number
  listLocations(query: LocationQuery, slice: Slice): ListPage<RecordRef>
  countLocations(query: LocationQuery): number
}

/** Terms, schemes and the mappings between them. */
export interface TermReader {
  /** By canonical URI. */
  getTerms(uris: readonly string[]): readonly (StoredTerm | undefined)[]
  /** By URI, CURIE, however spelled, or UUID; undefined where no feed and no scheme knows it. */
  findTerm(name: string): StoredTerm | undefined
  taxonomies(): readonly StoredTaxonomy[]
  /** By key, URI, UUID or name; undefined where unknown. */
  findTaxonomy(name: string): StoredTaxonomy | undefined
  getTaxonomies(keys: readonly string[]): readonly (StoredTaxonomy | undefined)[]
  /** Mappings that name each term, proposed ones too, in the order asked; both ends are known. */
  mappingsOf(uris: readonly string[]): readonly (readonly TermMapping[])[]
  /** Terms that are held of those that were accepted for a service, which its publisher does not state. */
  acceptedFor(ref: RecordRef): readonly AcceptedTerm[]
  /** URIs of the terms from which mappings lead to any of these, less these. */
  mappedTerms(uris: readonly string[]): readonly string[]
  /** Per feed and scheme, how far the terms in use are understood beyond the feed, with the `first` commonest that are not. */
  schemeReports(first: number): readonly SchemeUseReport[]
  listTerms(query: TermQuery, slice: Slice): ListPage<string>
  countTerms(query: TermQuery): number
}

/** Services by what is asked of them. */
export interface ServiceReader {
  searchServices(query: ServiceQuery): ServicePage
  /** Clusters, or with KEEP records; COLLAPSE unless asked otherwise. */
  countServices(filter: ServiceFilter, unknowns: Unknowns, duplicates?: Duplicates): number
  /** The services that the filter means at each of their places, by the service's name; forward only. */
  listPlaces(query: Omit<ServiceQuery, 'order'>): PlacePage
  countPlaces(filter: ServiceFilter, unknowns: Unknowns, duplicates?: Duplicates): number
  countFacet(
    filter: ServiceFilter,
    unknowns: Unknowns,
    dimension: FacetDimension,
    duplicates?: Duplicates,
  ): readonly FacetCount[]
  /** What a text may be the beginning of, likeliest first; empty where nothing begins so. */
  suggest(text: string, first: number): readonly Suggestion[]
  /** What a search is about, as terms and areas that are held, nothing of its words; empty where it has neither terms nor words. */
  demandOf(filter: ServiceFilter): readonly DemandSubject[]
}

/** Reading side of one state of the catalogue, a reader for each concern: synchronous, on the serving thread, never blocked by the writer. */
export interface CatalogueReader {
  /** Equal generation: the same data. */
  generation(): string
  readonly services: ServiceReader
  readonly records: RecordReader
  readonly terms: TermReader
  readonly areas: PlaceReader
  readonly feeds: FeedsReader
  readonly clusters: ClusterReader
  /** What figures between areas are counted from. */
  readonly figures: FiguresReader
  /** What was counted when the figures were looked at before. */
  readonly history: HistoryReader
}

import type { CatalogueReader, FeedStanding, StoredTaxonomy } from '../catalogue/catalogue-reader.ts'
import type { DetailFailure, DetailReader, FreshnessWish, FeedTraffic } from '../model/keeper.ts'
import type { Snapshot } from '../catalogue/snapshots.ts'
import type { Patience } from '../catalogue/steps.ts'
import type { ServiceFilter } from '../catalogue/service-query.ts'
import { type DemandCount, type DemandOutcome, type DemandSubject, FEW_FOUND } from '../model/demand.ts'
import type { FeedConfig } from '../model/feed.ts'
import { createPassing, type KeptTexts, type Passing, type TextStore } from './kept-texts.ts'
import { readFreshnessWish } from './freshness-wish.ts'
import { type HeldData, holdData } from './held-data.ts'
import { createLoaders, type Loaders } from './node/loaders.ts'

/** What the gateway hands to this room; one object for the process. */
export interface GraphQLPowers {
  /** Always of the newest data: one answer may then mix what was before a change with what is after. */
  readonly reader: CatalogueReader
  /** Holds the data as it now is; absent: nothing is held. */
  readonly snapshot?: () => Snapshot
  /** Texts made under the present configuration, which another one must not meet; absent: none are kept. */
  readonly texts?: () => TextStore
  readonly details: DetailReader
  /** The feeds now configured, in order. */
  readonly feeds: () => readonly FeedConfig[]
  readonly feedHealth: (slug: string) => FeedTraffic
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Whether assurers' identities may be shown. */
  readonly showAssurers: boolean
  /** Searches that find little, counted; absent: none are. */
  readonly demand?: Demand | undefined
  /** The same JSON value less every property that identifies an assurer. */
  readonly withholdPersonal: (value: unknown) => unknown
}

/** How a request takes its time. Made by whoever answers the request. */
export interface Pace {
  /** Calls `step` until it is true, others having their turn before each; rejects where nobody waits any more or the request has had enough. */
  finish(step: () => boolean): Promise<void>
  /** Whether the request has gone on so long without others having their turn that it should let them. */
  isOverdue(): boolean
  /** Waits for what is not the request's own work. */
  wait<T>(promise: Promise<T>): Promise<T>
}

/** Searches that find nothing or little, counted without their words. */
export interface Demand {
  /** Whether searches are counted now. */
  isOn(): boolean
  note(asker: string, subjects: readonly DemandSubject[], outcome: DemandOutcome): void
  /** What was counted, in order of week. */
  read(): readonly DemandCount[]
}

/** What is known of a request before its operation is run. */
export interface RequestTerms {
  /** The client's address, which is counted by and kept nowhere; absent: its searches are not counted. */
  readonly asker?: string | undefined
  /** Its Cache-Control header, which says how fresh single records must be. */
  readonly cacheControl?: string | undefined
  /** Absent: all work is done at once. */
  readonly pace?: Pace | undefined
  /** Takes what is to be done once the request is answered; absent: the request reads the newest data, and holds none. */
  readonly whenEnded?: ((done: () => void) => void) | undefined
}

/**
 * What every resolver gets; made afresh for each request and never shared. A text that is kept for others (`kept-texts.ts`) must follow
 * from the state of the data and the configuration: members that give anything else note it in `passing`, and so does a resolver
 * that has it from elsewhere.
 */
export interface RequestContext {
  /** Of one state of the data, where the request holds one; another one after `moveOn`. */
  readonly reader: CatalogueReader
  /** Of the data held; undefined where none is, and where the request ended without reading any. */
  readonly generation?: string | undefined
  /** Goes on to the newest data, where the request itself has had them changed. */
  readonly moveOn: () => void
  readonly pace: Pace | undefined
  readonly patience: Patience
  readonly passing: Passing
  /** Where the request finds and keeps texts; undefined where it wishes for newer data, or none are kept. */
  readonly texts: KeptTexts | undefined
  readonly details: DetailReader
  readonly loaders: Loaders
  readonly feeds: readonly FeedConfig[]
  readonly now: () => number
  readonly showAssurers: boolean
  readonly withholdPersonal: (value: unknown) => unknown
  readonly freshness: FreshnessWish
  /** Upstream calls this request may still cause; counted down by the detail reader. */
  readonly allowance: { calls: number }
  /** Details that could not be had so far. */
  readonly failures: DetailFailure[]
  readonly feedHealth: (slug: string) => FeedTraffic
  /** The configuration of a feed that the catalogue holds records of. */
  readonly feedOf: (slug: string) => FeedConfig
  /** All feeds' standings, read once per request. */
  readonly standings: () => ReadonlyMap<string, FeedStanding>
  /** All schemes, read once per request. */
  readonly taxonomies: () => readonly StoredTaxonomy[]
  /** What was counted in this request, by what was counted. */
  readonly counted: Map<string, number>
  /** Counts a search of the request's own that found so many, where such are counted and it found few. */
  readonly noteSearch: (filter: ServiceFilter, found: number) => void
  /** Whether any search of this request was counted: it is to be run again when it is asked again. */
  readonly hasCountedSearch: () => boolean
  readonly demand: Demand | undefined
}

/** Upstream calls one request may cause. */
const CALLS_PER_REQUEST = 20

/** The context of one request, which reads one state of the data from its beginning to its end. */
export function createRequestContext(powers: GraphQLPowers, request: RequestTerms = {}): RequestContext {
  const { details } = powers
  const data = holdData(powers, request)
  const feeds = powers.feeds()
  const freshness = readFreshnessWish(request.cacheControl)
  const allowance = { calls: CALLS_PER_REQUEST }
  const failures: DetailFailure[] = []
  const passing = createPassing()
  const counted = new Map<string, number>()
  let taxonomies: readonly StoredTaxonomy[] | undefined
  let standings: ReadonlyMap<string, FeedStanding> | undefined
  let hasCountedSearch = false
  let loaders: Loaders | undefined
  return {
    get reader() {
      passing.note()
      return data.reader
    },
    get generation() {
      return data.generation
    },
    moveOn: () => data.moveOn(),
    pace: request.pace,
    patience: data.patience,
    passing,
    texts: freshness.maxAgeMs === undefined ? textsOf(powers, data, passing) : undefined,
    details,
    feeds,
    freshness,
    allowance,
    failures,
    get loaders() {
      return (loaders ??= createLoaders({ data, passing, details, freshness, allowance, failures, pace: request.pace }))
    },
    now() {
      passing.note()
      return powers.now()
    },
    showAssurers: powers.showAssurers,
    withholdPersonal: powers.withholdPersonal,
    feedHealth(slug) {
      passing.note()
      return powers.feedHealth(slug)
    },
    feedOf: (slug) => findFeed(feeds, slug) ?? findFeed(powers.feeds(), slug) ?? failOnFeed(slug),
    standings() {
      passing.note()
      return (standings ??= new Map(data.reader.feeds.feedStandings().map((standing) => [standing.slug, standing])))
    },
    taxonomies: () => (taxonomies ??= data.reader.terms.taxonomies()),
    get counted() {
      passing.note()
      return counted
    },
    noteSearch(filter, found) {
      const { demand } = powers
      if (demand?.isOn() !== true || request.asker === undefined || found >= FEW_FOUND) return
      const subjects = data.reader.services.demandOf(filter)
      if (subjects.length === 0) return
      demand.note(request.asker, subjects, found === 0 ? 'NONE' : 'FEW')
      hasCountedSearch = true
    },
    hasCountedSearch: () => hasCountedSearch,
    get demand() {
      passing.note()
      return powers.demand
    },
  }
}

/** Those of the state of the data that the request began with: what it reads from a later one may mix with what it holds already. */
function textsOf({ texts }: GraphQLPowers, data: HeldData, passing: Passing): KeptTexts | undefined {
  const store = texts?.()
  if (store === undefined) return undefined
  const keyed = (selection: string, key: string): string | undefined =>
    data.generation === undefined || data.hasMoved ? undefined : `${data.generation} ${selection} ${key}`
  return {
    find(selection, key) {
      const whole = keyed(selection, key)
      return whole === undefined ? undefined : store.find(whole)
    },
    keep(selection, key, text) {
      const whole = keyed(selection, key)
      if (whole !== undefined) store.keep(whole, text)
    },
    get passing() {
      return passing.count
    },
  }
}

function findFeed(feeds: readonly FeedConfig[], slug: string): FeedConfig | undefined {
  return feeds.find((feed) => feed.slug === slug)
}

function failOnFeed(slug: string): never {
  throw new Error(`The catalogue holds records of the feed ${slug}, which is not configured.`)
}

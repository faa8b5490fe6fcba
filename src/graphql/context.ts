import type { CatalogueReader, FeedStanding, StoredTaxonomy } from '../catalogue/catalogue-reader.ts'
import type { DetailFailure, DetailReader, FreshnessWish, FeedTraffic } from '../model/keeper.ts'
import type { FeedConfig } from '../model/feed.ts'
import { createLoaders, type Loaders } from './node/loaders.ts'

/** What the gateway hands to this room; one object for the process. */
export interface GraphQLPowers {
  readonly reader: CatalogueReader
  readonly details: DetailReader
  /** The feeds now configured, in order. */
  readonly feeds: () => readonly FeedConfig[]
  readonly feedHealth: (slug: string) => FeedTraffic
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Whether assurers' identities may be shown. */
  readonly showAssurers: boolean
  /** The same JSON value less every property that identifies an assurer. */
  readonly withholdPersonal: (value: unknown) => unknown
}

/** What every resolver gets; made afresh for each request and never shared. */
export interface RequestContext {
  readonly reader: CatalogueReader
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
}

/** Upstream calls one request may cause. */
const CALLS_PER_REQUEST = 20

/** The context of one request; `cacheControl` is its Cache-Control header, which says how fresh single records must be. */
export function createRequestContext(
  powers: GraphQLPowers,
  request: { readonly cacheControl?: string | undefined } = {},
): RequestContext {
  const { reader, details } = powers
  const feeds = powers.feeds()
  const freshness = readFreshnessWish(request.cacheControl)
  const allowance = { calls: CALLS_PER_REQUEST }
  const failures: DetailFailure[] = []
  let taxonomies: readonly StoredTaxonomy[] | undefined
  let standings: ReadonlyMap<string, FeedStanding> | undefined
  return {
    reader,
    details,
    feeds,
    freshness,
    allowance,
    failures,
    loaders: createLoaders({ reader, details, freshness, allowance, failures }),
    now: powers.now,
    showAssurers: powers.showAssurers,
    withholdPersonal: powers.withholdPersonal,
    feedHealth: powers.feedHealth,
    feedOf: (slug) => findFeed(feeds, slug) ?? findFeed(powers.feeds(), slug) ?? failOnFeed(slug),
    standings: () => (standings ??= new Map(reader.feedStandings().map((standing) => [standing.slug, standing]))),
    taxonomies: () => (taxonomies ??= reader.taxonomies()),
    counted: new Map(),
  }
}

/** What a Cache-Control request header wishes (RFC 9111 §5.2.1): no-cache is an age of 0; the strictest of several counts. */
export function readFreshnessWish(cacheControl: string | undefined): FreshnessWish {
  const ages: number[] = []
  for (const directive of (cacheControl ?? '').toLowerCase().split(',')) {
    const [name, value] = directive.split('=', 2).map((part) => part.trim())
    if (name === 'no-cache') ages.push(0)
    if (name === 'max-age' && value !== undefined && /^"?\d{1,10}"?$/.test(value)) {
      ages.push(Number(value.replaceAll('"', '')) * 1000)
    }
  }
  return ages.length === 0 ? {} : { maxAgeMs: Math.min(...ages) }
}

function findFeed(feeds: readonly FeedConfig[], slug: string): FeedConfig | undefined {
  return feeds.find((feed) => feed.slug === slug)
}

function failOnFeed(slug: string): never {
  throw new Error(`The catalogue holds records of the feed ${slug}, which is not configured.`)
}

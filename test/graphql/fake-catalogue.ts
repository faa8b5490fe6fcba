import type {
  CatalogueReader,
  FeedIssue,
  FeedStanding,
  ListPage,
  StoredTaxonomy,
  StoredTerm,
} from '../../src/catalogue/catalogue-reader.ts'
import type { DetailFailure, DetailReader, FreshnessWish } from '../../src/model/keeper.ts'
import type { StoredLocation, StoredOrganization, StoredService } from '../../src/model/stored-records.ts'
import type { Anchor, FacetCount, ServiceFilter, Slice } from '../../src/catalogue/service-query.ts'
import type { RecordRef } from '../../src/model/record.ts'
import { InputError } from '../../src/model/input-error.ts'
import { fakePlaces } from './fake-places.ts'

/** What the fake holds; a test may change it between requests. */
export interface Held {
  services: readonly StoredService[]
  organizations: readonly StoredOrganization[]
  locations: readonly StoredLocation[]
  terms: readonly StoredTerm[]
  taxonomies: readonly StoredTaxonomy[]
  issues: readonly FeedIssue[]
  facets: readonly FacetCount[]
}

/** A reader over a handful of records, in order of name; it notes every call. */
export interface FakeCatalogue {
  readonly reader: CatalogueReader
  readonly held: Held
  readonly calls: { readonly name: string; readonly args: readonly unknown[] }[]
  countCalls(name: string): number
}

const empty: Held = {
  services: [],
  organizations: [],
  locations: [],
  terms: [],
  taxonomies: [],
  issues: [],
  facets: [],
}

export function createFakeCatalogue(
  given: Partial<Held> = {},
  slugs: readonly string[] = ['north', 'south'],
): FakeCatalogue {
  const held: Held = { ...empty, ...given }
  const calls: FakeCatalogue['calls'] = []
  const note =
    <A extends readonly unknown[], R>(name: string, read: (...args: A) => R) =>
    (...args: A): R => {
      calls.push({ name, args })
      return read(...args)
    }
  const matching = (filter: ServiceFilter): readonly StoredService[] =>
    held.services
      .filter((service) => passes(service, filter, slugs))
      .toSorted((a, b) => (a.service.name < b.service.name ? -1 : 1))
  const reader: CatalogueReader = {
    generation: () => 'g1',
    services: {
      searchServices: note('searchServices', ({ filter, slice, unknowns }) => {
        const { hits, ...flags } = paginate(
          matching(filter),
          (service) => service.service.name,
          (service) => service.provenance,
          slice,
        )
        return {
          ...flags,
          hits: hits.map(({ key, anchor }) => ({
            feed: key.feed,
            originId: key.originId,
            anchor,
            unknownOn: unknowns === 'INCLUDE' && filter.free !== undefined ? ['free'] : [],
            ...(filter.near === undefined
              ? {}
              : { distanceMetres: 120.5, nearestPlace: 0, nearBasis: ['LOCATED'] as const }),
          })),
        }
      }),
      countServices: note('countServices', (filter) => matching(filter).length),
      listPlaces: () => ({ hits: [], hasNext: false, hasPrevious: false }),
      countPlaces: () => 0,
      countFacet: note('countFacet', () => held.facets),
      demandOf: () => [],
      suggest: note('suggest', (_text, first) =>
        held.services.slice(0, first).map(({ provenance }) => ({ kind: 'SERVICE', ref: provenance })),
      ),
    },
    records: {
      getServices: note('getServices', (refs) => pick(held.services, refs)),
      getOrganizations: note('getOrganizations', (refs) => pick(held.organizations, refs)),
      getLocations: note('getLocations', (refs) => pick(held.locations, refs)),
      findUuid: () => undefined,
      findServiceAtLocations: note('findServiceAtLocations', (refs) =>
        refs.map((ref) => held.services.find((service) => hasPlace(service, ref))?.provenance),
      ),
      listOrganizations: note('listOrganizations', (_query, slice) =>
        paginate(
          held.organizations,
          ({ organization }) => organization.name ?? '',
          ({ provenance }) => provenance,
          slice,
        ),
      ),
      countOrganizations: note('countOrganizations', () => held.organizations.length),
      listLocations: note('listLocations', (_query, slice) =>
        paginate(
          held.locations,
          ({ location }) => location.name ?? '',
          ({ provenance }) => provenance,
          slice,
        ),
      ),
      countLocations: note('countLocations', () => held.locations.length),
    },
    terms: {
      getTerms: note('getTerms', (uris) => uris.map((uri) => held.terms.find((term) => term.uri === uri))),
      findTerm: (name) => held.terms.find(({ uri, curie }) => uri === name || curie === name),
      findTaxonomy: (name) => held.taxonomies.find(({ key }) => key === name),
      taxonomies: note('taxonomies', () => held.taxonomies),
      getTaxonomies: note('getTaxonomies', (keys) =>
        keys.map((key) => held.taxonomies.find((taxonomy) => taxonomy.key === key)),
      ),
      mappingsOf: (uris) => uris.map(() => []),
      mappedTerms: () => [],
      acceptedFor: () => [],
      schemeReports: () => [],
      listTerms: note('listTerms', (_query, slice) =>
        paginate(
          held.terms,
          ({ name }) => name,
          ({ uri }) => uri,
          slice,
        ),
      ),
      countTerms: note('countTerms', () => held.terms.length),
    },
    areas: fakePlaces(),
    feeds: {
      feedStandings: note('feedStandings', (asked = slugs) => asked.map((slug) => standingOf(slug, slugs))),
      feedSlugs: () => slugs,
      feedCounts: () => ({ services: 1, organizations: 2, locations: 3, taxonomyTerms: 4, quarantined: 5 }),
      feedIssues: note('feedIssues', (_slug, _query, first, after = 0) => ({
        issues: held.issues.slice(after, after + first).map((issue, index) => ({ ...issue, id: after + index + 1 })),
        total: held.issues.length,
        hasNext: after + first < held.issues.length,
      })),
      feedWorklist: () => ({
        items: [],
        rules: { reading: '', matching: '', scoring: '', placing: '', terms: '' },
      }),
      changes: () => ({ changes: [], hasNext: false }),
      removedAt: () => undefined,
      formerFeed: () => undefined,
      changesFrom: () => undefined,
      lastForgottenChange: () => 0,
      feedInspection: () => ({ filters: [] }),
      feedRoot: () => undefined,
      feedMeasures: () => {
        throw new Error('Nothing is measured here.')
      },
      feedContent: () => ({
        shares: {},
        freshness: { d90: 0, d180: 0, d365: 0, older: 0, unknown: 0 },
        unresolvedAreaNames: [],
        unmappedTerms: [],
      }),
    },
    clusters: {
      getClusters: note('getClusters', (refs) =>
        refs.map(({ feed, originId }) => ({
          key: `${feed}/${originId}`,
          listings: [{ feed, originId }],
          mergedFrom: [],
        })),
      ),
      findCluster: () => undefined,
      getConflicts: (groups) => groups.map(() => []),
      getMatches: (refs) => refs.map(() => []),
      getEvidence: (matches) => matches.map(({ evidence }) => evidence),
      getOrganizationTwins: (refs) => refs.map(() => []),
      getQualities: (refs) => refs.map(() => undefined),
    },
    figures: {
      check() {},
      countCells: (_question, areas, terms) =>
        terms.map(() => areas.map(() => ({ services: 0, records: 0, serves: 0, located: 0, publisher: 0 }))),
      readRecords: (_question, areas) => ({
        records: [],
        here: () => new Map(),
        clusters: areas.map(() => []),
      }),
      readSites: (_question, areas) => areas.map(() => []),
      recordsOutside: () => new Set(),
      sharedSites: () => 0,
      methods: () => ({ matching: 'none', quality: 'none' }),
      smallAreas: () => [],
      smallAreaLookup: () => () => [],
      readPoints: () => [],
      waysUnder: () => new Map(),
      remember: (_key, compute) => compute(),
      termsOf: () => new Map(),
      countedRecords: () => new Map(),
      locationRefs: () => [],
      unknownOn: () => new Map(),
      listings: () => [],
    },
    history: {
      observations: () => [],
      people: () => undefined,
      countedSince: () => new Map(),
      hasCounted: () => false,
      rowsOf: () => new Map(),
      isSettled: () => true,
      frame: () => ({
        feeds: [],
        rules: { matching: 'none', placing: 'none', coverage: 'none' },
        ...{ geography: '', terms: '', decisions: '' },
      }),
      keys: () => [],
    },
  }
  return { reader, held, calls, countCalls: (name) => calls.filter((call) => call.name === name).length }
}

/** A detail reader that turns list items into full records by `complete`, or fails for whole feeds. */
export interface FakeDetails extends DetailReader {
  readonly asked: { readonly refs: readonly RecordRef[]; readonly wish: FreshnessWish }[]
}

export function createFakeDetails(
  held: Held,
  complete: (service: StoredService) => StoredService,
  failures: readonly DetailFailure[] = [],
): FakeDetails {
  const asked: { readonly refs: readonly RecordRef[]; readonly wish: FreshnessWish }[] = []
  const failing = new Set(failures.map(({ feed }) => feed))
  return {
    asked,
    async readThrough(refs, wish) {
      asked.push({ refs, wish })
      const wanted = new Set(refs.filter(({ feed }) => !failing.has(feed)).map(refKey))
      held.services = held.services.map((service) =>
        wanted.has(refKey(service.provenance)) ? complete(service) : service,
      )
      return { hasAsked: true, failures: failures.filter(({ feed }) => refs.some((ref) => ref.feed === feed)) }
    },
  }
}

function passes(service: StoredService, filter: ServiceFilter, slugs: readonly string[]): boolean {
  const unknown = filter.feeds?.find((slug) => !slugs.includes(slug))
  if (unknown !== undefined)
    throw new InputError('UNKNOWN_FEED', `There is no feed “${unknown}”.`, ['where', 'feeds', 0])
  const { feed } = service.provenance
  const { organizationId, serviceAtLocations = [] } = service.service
  const { organization, location, taxonomyTerms } = filter
  return (
    (filter.feeds?.includes(feed) ?? true) &&
    (organization === undefined || (organization.feed === feed && organization.originId === organizationId)) &&
    (location === undefined || serviceAtLocations.some(({ locationId }) => locationId === location.originId)) &&
    (taxonomyTerms?.anyOf === undefined || taxonomyTerms.anyOf.some((uri) => service.termUris.includes(uri))) &&
    (filter.and ?? []).every((part) => passes(service, part, slugs))
  )
}

function paginate<T, K>(
  items: readonly T[],
  valueOf: (item: T) => string,
  keyOf: (item: T) => K,
  slice: Slice,
): ListPage<K> {
  const all = items.map((item) => ({ key: keyOf(item), anchor: { value: valueOf(item), uid: valueOf(item) } }))
  const isAfter = (anchor: Anchor): boolean =>
    slice.after === undefined || String(anchor.value) > String(slice.after.value)
  const isBefore = (anchor: Anchor): boolean =>
    slice.before === undefined || String(anchor.value) < String(slice.before.value)
  const within = all.filter(({ anchor }) => isAfter(anchor) && isBefore(anchor))
  const hits = slice.backward ? within.slice(-slice.limit) : within.slice(0, slice.limit)
  const [first, last] = [hits[0], hits.at(-1)]
  return {
    hits,
    hasNext: last !== undefined && all.indexOf(last) < all.length - 1,
    hasPrevious: first !== undefined && all.indexOf(first) > 0,
  }
}

function standingOf(slug: string, slugs: readonly string[]): FeedStanding {
  if (!slugs.includes(slug)) throw new InputError('UNKNOWN_FEED', `There is no feed “${slug}”.`, ['slugs'])
  return {
    slug,
    state: 'FRESH',
    dialect: 'HSDS-UK-3.0',
    asOf: slug === 'north' ? '2026-03-01T08:00:00Z' : '2026-03-01T07:00:00Z',
    services: 2,
    detailedShare: 0.5,
    consecutiveFailures: 0,
  }
}

function pick<T extends { readonly provenance: RecordRef }>(
  records: readonly T[],
  refs: readonly RecordRef[],
): readonly (T | undefined)[] {
  return refs.map((ref) => records.find(({ provenance }) => refKey(provenance) === refKey(ref)))
}

function hasPlace({ provenance, service }: StoredService, ref: RecordRef): boolean {
  return (
    provenance.feed === ref.feed && (service.serviceAtLocations ?? []).some(({ originId }) => originId === ref.originId)
  )
}

function refKey({ feed, originId }: RecordRef): string {
  return `${feed}/${originId}`
}

/** A record as `services` states it, with all that figures are recounted from. */
export interface StatedRecord {
  readonly id: string
  readonly feed: { readonly slug: string }
  readonly cluster: { readonly id: string; readonly listings: readonly { readonly id: string }[] }
  readonly organization: { readonly id: string; readonly alsoListedBy: readonly { readonly id: string }[] } | null
  readonly deliveryClass: string
  readonly assuredDate: string | null
  readonly minimumAge: number | null
  readonly maximumAge: number | null
  readonly quality: { readonly band: 'A' | 'B' | 'C' | 'D'; readonly score: number }
  readonly languages: readonly { readonly code: string | null; readonly name: string | null }[]
  readonly description: string | null
  readonly fees: string | null
  readonly feesDescription: string | null
  readonly costOptions: readonly unknown[]
  readonly eligibilityDescription: string | null
  readonly taxonomyTerms: readonly { readonly uri: string }[]
  readonly placements: readonly { readonly basis: Basis; readonly area: { readonly code: string } }[]
  readonly serviceAtLocations: readonly {
    readonly location: {
      readonly areas: readonly { readonly code: string }[]
      readonly accessibility: readonly unknown[]
    } | null
  }[]
}

export type Basis = 'PUBLISHER' | 'LOCATED' | 'SERVES' | 'AVAILABLE'

export const RECORDS = `query ($where: ServiceFilter, $after: String) {
  list: services(where: $where, duplicates: KEEP, first: 100, after: $after, unknowns: EXCLUDE) {
    nodes {
      id feed { slug } cluster { id listings { id } } organization { id alsoListedBy { id } } deliveryClass assuredDate minimumAge maximumAge
      quality { band score } languages { code name } description fees feesDescription costOptions { id } eligibilityDescription
      taxonomyTerms(mapped: true) { uri } placements { basis area { code } }
      serviceAtLocations { location { areas { code } accessibility { id } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`

export const IDS = `query ($where: ServiceFilter, $after: String) {
  list: services(where: $where, duplicates: KEEP, first: 100, after: $after, unknowns: EXCLUDE) {
    nodes { id } pageInfo { hasNextPage endCursor }
  }
}`

/** How areas and terms lie in each other, as the gateway states them. */
export interface Lie {
  /** Codes of all areas above. */
  above(code: string): readonly string[]
  /** URIs of the term and all above it. */
  upward(uri: string): readonly string[]
  readonly feedAreas: Readonly<Record<string, readonly string[]>>
  readonly isFree: ReadonlyMap<string, boolean>
}

/** By what evidence a record counts for an area, from its placements alone; undefined where it does not. */
function evidenceFor(
  record: StatedRecord,
  area: string,
  basis: Basis,
  lie: Lie,
): Exclude<Basis, 'AVAILABLE'> | undefined {
  const of = (wanted: Basis) =>
    record.placements.filter((placement) => placement.basis === wanted).map((each) => each.area.code)
  const holds = (code: string): boolean => code === area || lie.above(code).includes(area)
  const isServed = (code: string): boolean => holds(code) || lie.above(area).includes(code)
  const [serves, located, publisher] = [of('SERVES'), of('LOCATED'), of('PUBLISHER')]
  const chosen =
    basis !== 'AVAILABLE' ? basis : serves.length > 0 ? 'SERVES' : located.length > 0 ? 'LOCATED' : 'PUBLISHER'
  const counts = { SERVES: serves.some(isServed), LOCATED: located.some(holds), PUBLISHER: publisher.some(holds) }
  return counts[chosen] ? chosen : undefined
}

/** The figures of one area, recounted the long way from the records that pass. */
export function recount(
  passing: readonly StatedRecord[],
  area: readonly string[],
  basis: Basis,
  lie: Lie,
  today: string,
) {
  const evidence = new Map(
    passing.flatMap((record) => {
      const found = area.map((code) => evidenceFor(record, code, basis, lie)).find((each) => each !== undefined)
      return found === undefined ? [] : [[record.id, found] as const]
    }),
  )
  const grouped = [...Map.groupBy(passing, ({ cluster }) => cluster.id).values()]
  const clusters = grouped.filter((members) => members.some(({ id }) => evidence.has(id)))
  const share = (numerator: number, denominator: number) => ({
    numerator,
    denominator,
    value: denominator === 0 ? null : numerator / denominator,
  })
  const having = (holds: (record: StatedRecord) => boolean) =>
    share(clusters.filter((members) => members.some(holds)).length, clusters.length)
  const records = evidence.size
  const strongest = clusters.map((members) =>
    (['SERVES', 'LOCATED', 'PUBLISHER'] as const).find((each) => members.some(({ id }) => evidence.get(id) === each)),
  )
  const ofEvidence = (wanted: Basis) => strongest.filter((each) => each === wanted).length
  const known = clusters.flatMap((members) => {
    const stating = members
      .filter(({ id }) => lie.isFree.has(id))
      .toSorted((a, b) => (b.assuredDate ?? '').localeCompare(a.assuredDate ?? ''))
    return stating.length === 0 ? [] : [lie.isFree.get(stating[0]?.id ?? '') === true]
  })
  const published = passing.filter((record) => area.some((code) => evidenceFor(record, code, 'PUBLISHER', lie)))
  return {
    serviceCount: clusters.length,
    recordCount: records,
    duplication: share(records - clusters.length, records),
    crossListed: share(
      clusters.filter((members) => new Set(members.map(({ feed }) => feed.slug)).size > 1).length,
      clusters.length,
    ),
    basisMix: { serves: ofEvidence('SERVES'), located: ofEvidence('LOCATED'), publisher: ofEvidence('PUBLISHER') },
    freshness: freshness(clusters, today),
    deliveryMix: deliveryMix(clusters),
    qualityBands: qualityBands(clusters),
    free: share(known.filter(Boolean).length, known.length),
    unplaced: share(
      clusters.filter((members) => members.every(({ deliveryClass }) => deliveryClass === 'UNPLACED')).length,
      clusters.length,
    ),
    outOfArea: share(published.filter((record) => isOutside(record, lie)).length, published.length),
    otherLanguage: having(({ languages }) =>
      languages.some(({ code, name }) => !(code === 'en' || (code === null && /^english/i.test(name ?? '')))),
    ),
    accessible: having(({ serviceAtLocations }) =>
      serviceAtLocations.some(({ location }) => (location?.accessibility.length ?? 0) > 0),
    ),
    completeness: {
      cost: having(
        ({ fees, feesDescription, costOptions }) => fees !== null || feesDescription !== null || costOptions.length > 0,
      ),
      eligibility: having(
        ({ minimumAge, maximumAge, eligibilityDescription }) =>
          minimumAge !== null || maximumAge !== null || eligibilityDescription !== null,
      ),
      description: having(({ description }) => (description ?? '').length >= 50),
    },
    ageBands: ageBands(clusters),
    ...organizations(clusters),
  }
}

type Clusters = readonly (readonly StatedRecord[])[]

function freshness(clusters: Clusters, today: string) {
  const counts = { d90: 0, d180: 0, d365: 0, older: 0, unknown: 0 }
  for (const members of clusters) {
    const ages = members.flatMap(({ assuredDate }) =>
      assuredDate === null || assuredDate > today ? [] : [(Date.parse(today) - Date.parse(assuredDate)) / 86_400_000],
    )
    const age = Math.min(...ages)
    counts[ages.length === 0 ? 'unknown' : age <= 90 ? 'd90' : age <= 180 ? 'd180' : age <= 365 ? 'd365' : 'older'] += 1
  }
  return counts
}

function deliveryMix(clusters: Clusters) {
  const mix = { site: 0, siteAndArea: 0, areaOnly: 0, national: 0, virtual: 0, unplaced: 0 }
  for (const members of clusters) {
    const has = (...classes: string[]) => members.some(({ deliveryClass }) => classes.includes(deliveryClass))
    const [site, area] = [has('SITE', 'SITE_AND_AREA'), has('AREA_ONLY', 'SITE_AND_AREA')]
    if (has('NATIONAL')) mix.national += 1
    else if (site && area) mix.siteAndArea += 1
    else if (site) mix.site += 1
    else if (area) mix.areaOnly += 1
    else if (has('VIRTUAL')) mix.virtual += 1
    else mix.unplaced += 1
  }
  return mix
}

function qualityBands(clusters: Clusters) {
  const bands = { a: 0, b: 0, c: 0, d: 0 }
  for (const members of clusters) {
    const best = members.toSorted((a, b) => b.quality.score - a.quality.score)[0]
    bands[({ A: 'a', B: 'b', C: 'c', D: 'd' } as const)[best?.quality.band ?? 'D']] += 1
  }
  return clusters.length === 0 ? { a: 0, b: 0, c: 0, d: 0 } : bands
}

/** Ages that contradict each other say nothing. */
function statesAges({ minimumAge, maximumAge }: StatedRecord): boolean {
  return (minimumAge !== null || maximumAge !== null) && (minimumAge ?? 0) <= (maximumAge ?? Infinity)
}

function ageBands(clusters: Clusters) {
  const stating = clusters.filter((members) => members.some(statesAges))
  return [[0, 4], [5, 11], [12, 17], [18, 24], [25, 64], [65, null] as const].map(([from = 0, to = null]) => ({
    from,
    to,
    serviceCount: stating.filter((members) =>
      members.some(
        (record) =>
          statesAges(record) &&
          (to === null || (record.minimumAge ?? 0) < to + 1) &&
          (record.maximumAge ?? 999) >= from,
      ),
    ).length,
    unknownCount: clusters.length - stating.length,
  }))
}

function organizations(clusters: Clusters) {
  const counts = new Map<string, number>()
  for (const members of clusters) {
    const rank = (record: StatedRecord): number => record.cluster.listings.findIndex(({ id }) => id === record.id)
    const [first] = members
      .toSorted((a, b) => rank(a) - rank(b))
      .flatMap(({ organization }) =>
        organization === null
          ? []
          : [[organization.id, ...organization.alsoListedBy.map(({ id }) => id)].toSorted()[0] ?? ''],
      )
    if (first !== undefined) counts.set(first, (counts.get(first) ?? 0) + 1)
  }
  const all = counts.values().reduce((sum, count) => sum + count, 0)
  const index = counts.values().reduce((sum, count) => sum + (count / all) ** 2, 0)
  return { organizationCount: counts.size, organizationConcentration: all === 0 ? null : index }
}

function isOutside({ deliveryClass, serviceAtLocations, feed }: StatedRecord, lie: Lie): boolean {
  const placed = serviceAtLocations.flatMap(({ location }) =>
    location === null || location.areas.length === 0 ? [] : [location.areas.map(({ code }) => code)],
  )
  const own = lie.feedAreas[feed.slug] ?? []
  return (
    deliveryClass === 'SITE' && placed.length > 0 && placed.every((codes) => !own.some((code) => codes.includes(code)))
  )
}

/** The number of records, counted as clusters, that have a term or one below it in an area. */
export function recountCell(passing: readonly StatedRecord[], term: string, area: string, basis: Basis, lie: Lie) {
  const here = passing.filter(
    (record) =>
      record.taxonomyTerms.some(({ uri }) => lie.upward(uri).includes(term)) &&
      evidenceFor(record, area, basis, lie) !== undefined,
  )
  return { services: new Set(here.map(({ cluster }) => cluster.id)).size, records: here.length }
}

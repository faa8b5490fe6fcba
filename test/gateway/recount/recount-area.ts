import { countPlaces, type Place } from './recount-sites.ts'
import { distinct, members, pivot, type Row } from './sheet.ts'

/** A record as `records.ndjson` has it, as far as figures are counted from it. */
export interface Exported {
  readonly id: string
  readonly url: string | null
  readonly email: string | null
  readonly phones: readonly unknown[]
  readonly contacts: readonly { readonly email: string | null; readonly phones: readonly unknown[] }[]
  readonly schedules: readonly unknown[]
  readonly serviceAreas: readonly unknown[]
  readonly costOptions: readonly unknown[]
  readonly fees: string | null
  readonly feesDescription: string | null
  readonly description: string | null
  readonly eligibilityDescription: string | null
  readonly minimumAge: number | null
  readonly maximumAge: number | null
  readonly languages: readonly { readonly code: string | null; readonly name: string | null }[]
  readonly placements: readonly { readonly basis: string }[]
  readonly serviceAtLocations: readonly AtPlace[]
}

interface AtPlace {
  readonly phones: readonly unknown[]
  readonly contacts: Exported['contacts']
  readonly schedules: readonly unknown[]
  readonly serviceAreas: readonly unknown[]
  readonly location: (Place & Omit<AtPlace, 'location' | 'serviceAreas'> & Spoken) | null
}

interface Spoken {
  readonly languages: Exported['languages']
  readonly accessibility: readonly unknown[]
}

/** The exported files of one question, as sheets. */
export interface Sheets {
  /** `services.csv`, a row for each record that passes for certain. */
  readonly rows: readonly Row[]
  /** The same with records that do not state a fact asked for; equal where unknowns are included. */
  readonly wider: readonly Row[]
  readonly records: ReadonlyMap<string, Exported>
  /** The areas of each feed. */
  readonly feeds: ReadonlyMap<string, readonly string[]>
}

const EVIDENCE = ['Serves', 'Located', 'Publisher'] as const

/** The column of codes that decides under a basis. */
export function columnOf(basis: string): string {
  return basis === 'AVAILABLE' ? 'countsIn' : `countsInBy${basis.slice(0, 1)}${basis.slice(1).toLowerCase()}`
}

/** Whether a row's list in a column has any of the codes. */
export function countsIn(row: Row, column: string, codes: readonly string[]): boolean {
  return members(row[column]).some((code) => codes.includes(code))
}

/** The figures of the areas together that `coverage-areas.csv` has in columns of these names. */
export function recountArea(
  { rows, wider, records, feeds }: Sheets,
  codes: readonly string[],
  basis: string,
  today: string,
) {
  const column = columnOf(basis)
  const here = rows.filter((row) => countsIn(row, column, codes))
  const counted = distinct(here, 'cluster')
  const clusters = [...pivot(rows, 'cluster')].flatMap(([cluster, own]) => (counted.has(cluster) ? [own] : []))
  const services = counted.size
  const recordOf = (row: Row): Exported | undefined => records.get(row['id'] ?? '')
  const having = (holds: (record: Exported) => boolean): number =>
    clusters.filter((own) => own.flatMap((row) => recordOf(row) ?? []).some(holds)).length
  const evidenceOf = (row: Row): string | undefined =>
    EVIDENCE.find((each) =>
      basis === 'AVAILABLE' ? countsIn(row, `countsInBy${each}`, codes) : each.toUpperCase() === basis,
    )
  const strongest = [...pivot(here, 'cluster').values()].map((own) =>
    EVIDENCE.find((each) => own.some((row) => evidenceOf(row) === each)),
  )
  const published = rows.filter((row) => countsIn(row, 'countsInByPublisher', codes))
  const bodies = [...pivotBodies(clusters).values()].map((own) => own.length)
  const allBodies = bodies.reduce((sum, count) => sum + count, 0)
  const concentration = bodies.reduce((sum, count) => sum + (count / allBodies) ** 2, 0)
  const costs = clusters.flatMap((own) => newestFree(own) ?? [])
  const kinds = clusters.map(deliveryOf)
  const ages = clusters.map((own) => daysSince(own, today))
  const bands = clusters.map(
    (own) => own.toSorted((a, b) => Number(b['quality']) - Number(a['quality']))[0]?.['qualityBand'],
  )
  const count = <T>(list: readonly T[], holds: (each: T) => boolean): number => list.filter(holds).length
  const completeness = (holds: (record: Exported) => boolean) => (services === 0 ? null : having(holds) / services)
  return {
    serviceCount: services,
    recordCount: here.length,
    organizationCount: bodies.length,
    siteCount: countPlaces(here.flatMap((row) => placesOf(recordOf(row), codes))),
    unknownCount: distinct(
      wider.filter((row) => countsIn(row, column, codes)),
      'cluster',
    ).difference(counted).size,
    basisServes: count(strongest, (each) => each === 'Serves'),
    basisLocated: count(strongest, (each) => each === 'Located'),
    basisPublisher: count(strongest, (each) => each === 'Publisher'),
    ...share('duplication', here.length - services, here.length),
    ...share(
      'crossListed',
      count(clusters, (own) => distinct(own, 'feed').size > 1),
      services,
    ),
    ...share('taxonomyCoverage', distinct(here.filter(isClassified), 'cluster').size, services),
    ...share(
      'free',
      count(costs, (cost) => cost === 'true'),
      costs.length,
    ),
    ...share(
      'unplaced',
      count(kinds, (kind) => kind === 'unplaced'),
      services,
    ),
    ...share(
      'outOfArea',
      count(published, (row) => isAway(row, recordOf(row), feeds)),
      published.length,
    ),
    ...share(
      'otherLanguage',
      having((record) => spoken(record).some(isForeign)),
      services,
    ),
    ...share('accessible', having(isAccessible), services),
    freshnessD90: count(ages, (age) => age <= 90),
    freshnessD180: count(ages, (age) => age > 90 && age <= 180),
    freshnessD365: count(ages, (age) => age > 180 && age <= 365),
    freshnessOlder: count(ages, (age) => age > 365 && age < Infinity),
    freshnessUnknown: count(ages, (age) => age === Infinity),
    deliveryMixSite: count(kinds, (kind) => kind === 'site'),
    deliveryMixSiteAndArea: count(kinds, (kind) => kind === 'siteAndArea'),
    deliveryMixAreaOnly: count(kinds, (kind) => kind === 'areaOnly'),
    deliveryMixNational: count(kinds, (kind) => kind === 'national'),
    deliveryMixVirtual: count(kinds, (kind) => kind === 'virtual'),
    deliveryMixUnplaced: count(kinds, (kind) => kind === 'unplaced'),
    qualityBandsA: count(bands, (band) => band === 'A'),
    qualityBandsB: count(bands, (band) => band === 'B'),
    qualityBandsC: count(bands, (band) => band === 'C'),
    qualityBandsD: count(bands, (band) => band === 'D'),
    completenessContact: completeness(hasContact),
    completenessPlace: completeness(hasPlace),
    completenessSchedule: completeness((record) => holders(record).some(({ schedules }) => schedules.length > 0)),
    completenessCost: completeness(
      ({ fees, feesDescription, costOptions }) => fees !== null || feesDescription !== null || costOptions.length > 0,
    ),
    completenessEligibility: completeness(
      ({ minimumAge, maximumAge, eligibilityDescription }) =>
        minimumAge !== null || maximumAge !== null || eligibilityDescription !== null,
    ),
    completenessAccessibility: completeness(isAccessible),
    completenessLanguage: completeness((record) => spoken(record).length > 0),
    completenessDescription: completeness(({ description }) => (description ?? '').length >= 50),
    organizationConcentration: allBodies === 0 ? null : concentration,
    effectiveOrganizations: allBodies === 0 ? null : 1 / concentration,
  }
}

function share(name: string, part: number, whole: number) {
  return { [name]: whole === 0 ? null : part / whole, [`${name}Numerator`]: part, [`${name}Denominator`]: whole }
}

/** Clusters by the one body that offers them. */
function pivotBodies(clusters: readonly (readonly Row[])[]): ReadonlyMap<string, readonly (readonly Row[])[]> {
  return Map.groupBy(
    clusters.filter((own) => distinct(own, 'countedOrganization').size > 0),
    (own) => [...distinct(own, 'countedOrganization')][0] ?? '',
  )
}

function newestFree(own: readonly Row[]): string | undefined {
  const stating = own.filter(({ free }) => free !== '')
  return stating.toSorted((a, b) => (b['assuredDate'] ?? '').localeCompare(a['assuredDate'] ?? ''))[0]?.['free']
}

function deliveryOf(own: readonly Row[]): string {
  const classes = distinct(own, 'deliveryClass')
  if (classes.has('NATIONAL')) return 'national'
  const hasSite = classes.has('SITE') || classes.has('SITE_AND_AREA')
  const hasArea = classes.has('AREA_ONLY') || classes.has('SITE_AND_AREA')
  if (hasSite) return hasArea ? 'siteAndArea' : 'site'
  return hasArea ? 'areaOnly' : classes.has('VIRTUAL') ? 'virtual' : 'unplaced'
}

/** Infinity where none is assured, or only in the future. */
function daysSince(own: readonly Row[], today: string): number {
  const days = own.flatMap(({ assuredDate = '' }) =>
    assuredDate === '' || assuredDate > today ? [] : [(Date.parse(today) - Date.parse(assuredDate)) / 86_400_000],
  )
  return Math.min(...days)
}

/** Whether it has a term of the region's scheme. */
function isClassified(row: Row): boolean {
  return members(row['mappedTermUris']).some((uri) => uri.startsWith('https://terms.saltmere.example/service/'))
}

function placesOf(record: Exported | undefined, codes: readonly string[]): readonly Place[] {
  return (record?.serviceAtLocations ?? []).flatMap(({ location }) =>
    location?.areas.some(({ code }) => codes.includes(code)) === true ? [location] : [],
  )
}

function isAway(row: Row, record: Exported | undefined, feeds: Sheets['feeds']): boolean {
  const placed = (record?.serviceAtLocations ?? []).flatMap(
    ({ location }) => location?.areas.map(({ code }) => code) ?? [],
  )
  const own = feeds.get(row['feed'] ?? '') ?? []
  return row['deliveryClass'] === 'SITE' && placed.length > 0 && !placed.some((code) => own.includes(code))
}

function holders(record: Exported) {
  return [record, ...record.serviceAtLocations, ...record.serviceAtLocations.flatMap(({ location }) => location ?? [])]
}

function spoken(record: Exported): Exported['languages'] {
  return [record.languages, ...record.serviceAtLocations.map(({ location }) => location?.languages ?? [])].flat()
}

function isForeign({ code, name }: Exported['languages'][number]): boolean {
  return code === null ? name !== null && !/^english\b/i.test(name) : code !== 'en' && code !== 'eng'
}

function isAccessible({ serviceAtLocations }: Exported): boolean {
  return serviceAtLocations.some(({ location }) => (location?.accessibility.length ?? 0) > 0)
}

function hasContact(record: Exported): boolean {
  if (record.email !== null || record.url !== null) return true
  return holders(record).some(
    ({ phones, contacts }) =>
      phones.length > 0 || contacts.some((contact) => contact.email !== null || contact.phones.length > 0),
  )
}

function hasPlace({ serviceAreas, serviceAtLocations }: Exported): boolean {
  return (
    serviceAreas.length > 0 ||
    serviceAtLocations.some(({ location, serviceAreas: local }) => location !== null || local.length > 0)
  )
}

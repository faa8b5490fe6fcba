import type {
  CouncilRecords,
  SampleLocation,
  SampleOrganization,
  SampleService,
  SampleTaxonomy,
  SampleTerm,
} from '../council-records.ts'

/** A publisher's records by id. */
export interface CouncilIndex {
  readonly records: CouncilRecords
  /** Of an id that repeats, the first row in the list: what a database would find. */
  readonly service: (id: string) => SampleService | undefined
  readonly organizationOf: (service: SampleService) => SampleOrganization | undefined
  readonly locationsOf: (service: SampleService) => readonly SampleLocation[]
  readonly termsOf: (service: SampleService) => readonly SampleTerm[]
  readonly term: (id: string) => SampleTerm | undefined
  readonly taxonomy: (id: string) => SampleTaxonomy | undefined
}

/** Indexes a publisher's records for lookup by id. */
export function indexCouncil(records: CouncilRecords): CouncilIndex {
  const organizations = byId(records.organizations)
  const locations = byId(records.locations)
  const terms = byId(records.terms)
  const services = byId(records.services)
  const taxonomies = byId(records.taxonomies)
  return {
    records,
    service: (id) => services.get(id),
    organizationOf: ({ organizationId }) =>
      organizationId === undefined ? undefined : organizations.get(organizationId),
    locationsOf: ({ locationIds }) => (locationIds ?? []).flatMap((id) => locations.get(id) ?? []),
    termsOf: ({ termIds }) => (termIds ?? []).flatMap((id) => terms.get(id) ?? []),
    term: (id) => terms.get(id),
    taxonomy: (id) => taxonomies.get(id),
  }
}

/** Leaves out what a publisher did not state, so that no property is null. */
export function stated(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined))
}

/** Rows of a list, or undefined for none, so that `stated` leaves the list out. */
export function listed<T>(
  rows: readonly T[] | undefined,
  render: (row: T, index: number) => unknown,
): unknown[] | undefined {
  return rows === undefined || rows.length === 0 ? undefined : rows.map(render)
}

function byId<T extends { readonly id: string }>(rows: readonly T[]): Map<string, T> {
  const map = new Map<string, T>()
  for (const row of rows) if (!map.has(row.id)) map.set(row.id, row)
  return map
}

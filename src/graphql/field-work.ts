import { type GraphQLSchema, isObjectType } from 'graphql'

/** A list of services that fields below count: what going through it once costs, and its part of all services. */
export interface ListWork {
  readonly scanMs: number
  readonly share: number
}

/** What resolving a field once costs beside the objects that it gives, in milliseconds at `MEASURED_SERVICES`. */
export interface FieldWork {
  readonly ownMs: number
  /** For the fields below. */
  readonly list?: ListWork
}

/** A field's work by its arguments, and by the list it stands below. */
type EstimateWork = (args: Readonly<Record<string, unknown>>, list: ListWork | undefined) => FieldWork

/** The figures of this file were measured with so many services (`npm run bench -- costs`). */
export const MEASURED_SERVICES = 400_000

/** Going through all services, and what each condition adds to that; a condition on terms or areas for each of its values. */
export const CONDITION_MS = {
  any: 55,
  text: 250,
  taxonomyTerms: 170,
  areas: 60,
  near: 350,
  within: 150,
  openAt: 150,
  languages: 90,
  other: 25,
} as const

/** Counting all services by a dimension, beside finding them. */
export const FACET_MS = {
  taxonomyTerms: 270,
  areas: 340,
  feeds: 230,
  organizations: 400,
  languages: 120,
  attending: 110,
  status: 100,
  free: 140,
  accessible: 140,
} as const

/** About the part of all services that one of these conditions leaves, where it must hold. */
const NARROW_SHARE = 0.1
const NARROWING: ReadonlySet<string> = new Set([
  'taxonomyTerms',
  'areas',
  'near',
  'within',
  'feeds',
  'organization',
  'text',
])
/** To find a page takes a part of what to count takes: mostly much less, at worst all of it. */
const PAGE_PART = 0.2

/** Lists of services by the part of all that they are of. */
const SEARCHES: Readonly<Record<string, number>> = {
  'Query.services': 1,
  'Query.serviceAtLocations': 1,
  'Area.services': 0.02,
  'TaxonomyTerm.services': NARROW_SHARE,
  'Organization.services': 0.001,
  'Location.services': 0.0001,
}

const LIST_COUNTS: ReadonlySet<string> = new Set([
  'ServiceConnection.totalCount',
  'ServiceConnection.recordCount',
  'ServiceAtLocationConnection.totalCount',
])

const OWN_MS: Readonly<Record<string, number>> = {
  'OrganizationConnection.totalCount': 20,
  'LocationConnection.totalCount': 60,
  'Query.changes': 10,
  'Query.duplicates': 20,
  'Feed.content': 150,
  'Feed.issues': 50,
  'Feed.worklist': 200,
  'Taxonomy.mappedShare': 50,
}

/** Lists of records that services have: what their page takes, and what each area adds where they are asked for by areas, since services are gone through. */
const HELD: Readonly<Record<string, { readonly pageMs: number; readonly areaMs: number }>> = {
  'Query.organizations': { pageMs: 20, areaMs: 6 },
  'Query.locations': { pageMs: 100, areaMs: 20 },
}

/** States the work of every field that is more than its objects, for who refuses what is too much (`server/estimate-cost.ts`). */
export function stateWork(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const work = workOf(type.name, field.name)
      if (work !== undefined) field.extensions = { ...field.extensions, work }
    }
  }
  return schema
}

function workOf(type: string, field: string): EstimateWork | undefined {
  const name = `${type}.${field}`
  const share = SEARCHES[name]
  if (share !== undefined) return (args) => searchWork(args['where'], share, args['offset'])
  const held = HELD[name]
  if (held !== undefined) return (args) => ({ ownMs: held.pageMs + held.areaMs * countAreas(args['where']) })
  if (name === 'Query.coverage')
    return (args) => ({ ownMs: isObject(args['where']) ? searchWork(args['where'], 1).list.scanMs : 0 })
  if (LIST_COUNTS.has(name)) {
    return (_args, list) => ({ ownMs: list?.scanMs ?? 0 })
  }
  const facetMs = type === 'ServiceFacets' ? new Map<string, number>(Object.entries(FACET_MS)).get(field) : undefined
  if (facetMs !== undefined) return (_args, list) => ({ ownMs: (list?.scanMs ?? 0) + facetMs * (list?.share ?? 1) })
  const ownMs = OWN_MS[name]
  return ownMs === undefined ? undefined : () => ({ ownMs })
}

function searchWork(where: unknown, base: number, offset?: unknown): FieldWork & { readonly list: ListWork } {
  const share = base * (isNarrow(where) ? NARROW_SHARE : 1)
  const scanMs = (CONDITION_MS.any + conditionsMs(where)) * share
  // What is passed over is gone through.
  return { ownMs: typeof offset === 'number' && offset > 0 ? scanMs : scanMs * PAGE_PART, list: { scanMs, share } }
}

/** Whether a condition that few services pass must hold. */
function isNarrow(where: unknown): boolean {
  if (!isObject(where)) return false
  const { and } = where
  return Object.keys(where).some((name) => NARROWING.has(name)) || (Array.isArray(and) && and.some(isNarrow))
}

function conditionsMs(where: unknown): number {
  if (Array.isArray(where)) return where.reduce<number>((sum, part) => sum + conditionsMs(part), 0)
  if (!isObject(where)) return 0
  let ms = 0
  for (const [name, value] of Object.entries(where)) {
    if (value === null || value === undefined) continue
    ms += name === 'and' || name === 'or' || name === 'not' ? conditionsMs(value) : conditionMs(name, value)
  }
  return ms
}

function conditionMs(name: string, value: unknown): number {
  const ms = new Map<string, number>(Object.entries(CONDITION_MS)).get(name) ?? CONDITION_MS.other
  return name === 'taxonomyTerms' || name === 'areas' ? ms * Math.max(1, countValues(value)) : ms
}

function countAreas(where: unknown): number {
  return isObject(where) ? countValues(where['areas']) : 0
}

function countValues(value: unknown): number {
  if (!isObject(value)) return 0
  return Object.values(value).reduce<number>((sum, inner) => sum + (Array.isArray(inner) ? inner.length : 0), 0)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

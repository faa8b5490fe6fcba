import type { GraphQLResolveInfo } from 'graphql'
import type { StoredService } from '../catalogue/catalogue-reader.ts'
import type { RecordRef, ServiceFilter, ServiceHit, ServiceOrder, Unknowns } from '../catalogue/service-query.ts'
import { type Connection, createConnection } from './connection.ts'
import type { RequestContext } from './context.ts'
import { createCursorBinding } from './cursors.ts'
import { type PageArguments, readSlice } from './page-arguments.ts'
import { readServiceFilter } from './read-service-filter.ts'
import type { ServiceFilterInput } from './service-filter.ts'

/** What a nested list of services is limited to, besides its own filter. */
export type ServiceBase = Pick<ServiceFilter, 'organization' | 'location' | 'taxonomyTerms'>

/** A list of services with all that its facets need to count under the same filter. */
export interface ServiceConnection extends Connection<StoredService, ServiceHit> {
  readonly base: ServiceBase | undefined
  readonly where: ServiceFilter
  readonly unknowns: Unknowns
}

/** The arguments of a list of services. */
export interface ServiceListArguments extends PageArguments {
  readonly where?: ServiceFilterInput | null | undefined
  readonly unknowns?: Unknowns | null | undefined
  readonly orderBy?: ServiceOrder | null | undefined
}

/** The services that the arguments mean, within `base` where the list belongs to another record; nothing is searched yet. */
export function connectServices(
  context: RequestContext,
  args: ServiceListArguments,
  info: GraphQLResolveInfo,
  base?: ServiceBase,
): ServiceConnection {
  const where = readServiceFilter(args.where, context)
  const unknowns = args.unknowns ?? 'INCLUDE'
  const filter = narrowFilter(where, base)
  const order = args.orderBy ?? undefined
  const binding = createCursorBinding('services', filter, unknowns, order)
  const connection = createConnection<StoredService, ServiceHit>({
    binding,
    slice: readSlice(args, info, binding),
    search: (slice) =>
      context.reader.searchServices({ filter, unknowns, slice, ...(order === undefined ? {} : { order }) }),
    // Lists inside a list wait for their siblings, so that all their records are read together.
    read: (hits) => (base === undefined ? context.loaders.services.getMany(hits) : loadAll(context, hits)),
    count: () => countServices(context, filter, unknowns),
    feeds: feedsBehind(where, base),
  })
  return { ...connection, base, where, unknowns }
}

/** Both must hold; the filter nests no deeper for it. */
export function narrowFilter(where: ServiceFilter, base: ServiceBase | undefined): ServiceFilter {
  return base === undefined ? where : { ...where, and: [...(where.and ?? []), base] }
}

function countServices({ reader, counted }: RequestContext, filter: ServiceFilter, unknowns: Unknowns): number {
  const key = JSON.stringify(['services', filter, unknowns])
  const known = counted.get(key)
  if (known !== undefined) return known
  const count = reader.countServices(filter, unknowns)
  counted.set(key, count)
  return count
}

function loadAll(
  { loaders }: RequestContext,
  refs: readonly RecordRef[],
): Promise<readonly (StoredService | undefined)[]> {
  return Promise.all(refs.map(async (ref) => loaders.services.load(ref)))
}

function feedsBehind(where: ServiceFilter, base: ServiceBase | undefined): readonly string[] | undefined {
  const owner = base?.organization ?? base?.location
  return owner === undefined ? where.feeds : [owner.feed]
}

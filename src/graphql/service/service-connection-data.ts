import type { GraphQLResolveInfo } from 'graphql'
import type { StoredService } from '../../model/stored-records.ts'
import type {
  Duplicates,
  ServiceFilter,
  ServiceHit,
  ServiceOrder,
  ServicePage,
  Slice,
  Unknowns,
} from '../../catalogue/service-query.ts'
import type { RecordRef } from '../../model/record.ts'
import { type Connection, createConnection } from '../connection/connection.ts'
import type { RequestContext } from '../context.ts'
import { createCursorBinding } from '../connection/cursors.ts'
import { type PageArguments, readSlice } from '../connection/page-arguments.ts'
import { asAsked, whenPostcodesAreKnown } from '../location/postcode-filter.ts'
import { readServiceFilter } from './read-service-filter.ts'
import type { ServiceFilterInput } from './service-filter.ts'
import { present } from '../../model/present.ts'

/** What a nested list of services is limited to, besides its own filter. */
export type ServiceBase = Pick<ServiceFilter, 'organization' | 'location' | 'taxonomyTerms' | 'areas'>

/** A service found, with what it was found by. */
export interface ListedHit extends ServiceHit {
  readonly meant: { readonly filter: ServiceFilter; readonly unknowns: Unknowns; readonly duplicates: Duplicates }
}

/** A list of services with all that its facets need to count under the same filter. */
export interface ServiceConnection extends Connection<StoredService, ListedHit> {
  readonly base: ServiceBase | undefined
  readonly where: ServiceFilter
  readonly unknowns: Unknowns
  readonly duplicates: Duplicates
  /** Records behind the list. */
  readonly records: () => number
  /** The words searched instead of the text, where nothing matched as typed. */
  readonly textCorrected: () => string | undefined
  /** Whether records with most of the words are found, since none has all. */
  readonly textRelaxed: () => boolean
}

/** The arguments of a list of services. */
export interface ServiceListArguments extends PageArguments {
  readonly where?: ServiceFilterInput | null | undefined
  readonly unknowns?: Unknowns | null | undefined
  readonly orderBy?: ServiceOrder | null | undefined
  readonly duplicates?: Duplicates | null | undefined
}

/** The services that the arguments mean, within `base` where the list belongs to another record; nothing is searched yet. */
export function connectServices(
  context: RequestContext,
  args: ServiceListArguments,
  info: GraphQLResolveInfo,
  base?: ServiceBase,
): ServiceConnection | Promise<ServiceConnection> {
  return whenPostcodesAreKnown(args.where, context, () => connect(context, args, info, base))
}

function connect(
  context: RequestContext,
  args: ServiceListArguments,
  info: GraphQLResolveInfo,
  base: ServiceBase | undefined,
): ServiceConnection {
  const where = readServiceFilter(args.where, context)
  const unknowns = args.unknowns ?? 'INCLUDE'
  const filter = narrowFilter(where, base)
  const order = args.orderBy ?? undefined
  const duplicates = args.duplicates ?? 'COLLAPSE'
  const binding = createCursorBinding('services', asAsked(filter), unknowns, order, duplicates)
  const meant = { filter, unknowns, duplicates }
  let textCorrected: string | undefined
  let textRelaxed = false
  const connection = createConnection<StoredService, ListedHit>({
    binding,
    slice: readSlice(args, info, binding),
    search(slice) {
      const page = context.reader.services.searchServices({
        filter,
        unknowns,
        slice,
        duplicates,
        ...present({ order }),
      })
      textCorrected = page.textCorrected
      textRelaxed = page.textRelaxed ?? false
      if (base === undefined) noteFound(context, filter, slice, page)
      return { ...page, hits: page.hits.map((hit) => ({ ...hit, meant })) }
    },
    // Lists inside a list wait for their siblings, so that all their records are read together.
    read: (hits) => (base === undefined ? context.loaders.services.getMany(hits) : loadAll(context, hits)),
    count: () => countServices(context, filter, unknowns, duplicates),
    feeds: feedsBehind(where, base),
  })
  return {
    ...connection,
    base,
    where,
    unknowns,
    duplicates,
    records: () => countServices(context, filter, unknowns, 'KEEP'),
    textCorrected() {
      connection.page()
      return textCorrected
    },
    textRelaxed() {
      connection.page()
      return textRelaxed
    },
  }
}

/** Counts a search whose first page shows how many have all that was asked for; those that have most of it are listed after them. */
function noteFound(context: RequestContext, filter: ServiceFilter, slice: Slice, page: ServicePage): void {
  if (slice.after !== undefined || slice.before !== undefined || slice.backward) return
  const found = page.hits.findIndex(({ missingWords = [] }) => missingWords.length > 0)
  if (found >= 0) context.noteSearch(filter, found)
  else if (!page.hasNext) context.noteSearch(filter, page.hits.length)
}

/** Both must hold; the filter nests no deeper for it. */
export function narrowFilter(where: ServiceFilter, base: ServiceBase | undefined): ServiceFilter {
  return base === undefined ? where : { ...where, and: [...(where.and ?? []), base] }
}

function countServices(
  { reader, counted }: RequestContext,
  filter: ServiceFilter,
  unknowns: Unknowns,
  duplicates: Duplicates,
): number {
  const key = JSON.stringify(['services', filter, unknowns, duplicates])
  const known = counted.get(key)
  if (known !== undefined) return known
  const count = reader.services.countServices(filter, unknowns, duplicates)
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

import type { GraphQLResolveInfo } from 'graphql'
import type { PlaceHit } from '../../catalogue/service-query.ts'
import { builder } from '../builder.ts'
import { type Connection, createConnection } from '../connection/connection.ts'
import { connectionFields, createEdge } from '../connection/connection-fields.ts'
import type { RequestContext } from '../context.ts'
import { createCursorBinding } from '../connection/cursors.ts'
import { provenanceFields } from '../feed/feed-report.ts'
import { forwardPageArguments, offsetArgument, readSlice } from '../connection/page-arguments.ts'
import { findPlaceOfService, type PlaceOfService } from './place-of-service.ts'
import { asAsked, whenPostcodesAreKnown } from './postcode-filter.ts'
import { ServiceAtLocationRef } from '../refs.ts'
import { readServiceFilter } from '../service/read-service-filter.ts'
import { DuplicatesRef, UnknownsRef } from '../service/service-connection.ts'
import type { ServiceListArguments } from '../service/service-connection-data.ts'
import { ServiceFilterRef } from '../service/service-filter.ts'

type PlaceConnection = Connection<PlaceOfService, PlaceHit>

const ServiceAtLocationEdgeRef = createEdge<PlaceOfService, PlaceHit>('ServiceAtLocationEdge', ServiceAtLocationRef, [
  'A',
  'service at a location',
])

const ServiceAtLocationConnectionRef = builder.objectRef<PlaceConnection>('ServiceAtLocationConnection').implement({
  description: 'A page of a list of services at their locations.',
  fields: (t) => ({
    ...connectionFields(t, 'services at locations', ServiceAtLocationEdgeRef, ServiceAtLocationRef),
    ...provenanceFields(t),
  }),
})

builder.queryField('serviceAtLocations', (t) =>
  t.field({
    type: ServiceAtLocationConnectionRef,
    nullable: true,
    description:
      'Services at each of their locations (HSDS service_at_location), by the name of the service; those without a location are left out. Null, with an error, where an argument is wrong.',
    args: {
      where: t.arg({ type: ServiceFilterRef, description: 'Which services; not given: all that are active.' }),
      unknowns: t.arg({
        type: UnknownsRef,
        defaultValue: 'INCLUDE',
        description: 'What becomes of records that do not state a fact filtered by. Kept unless given.',
      }),
      duplicates: t.arg({
        type: DuplicatesRef,
        defaultValue: 'COLLAPSE',
        description: 'Whether each real service is listed by one record, or by all that are held of it.',
      }),
      ...forwardPageArguments,
      ...offsetArgument,
    },
    resolve: (_root, args, context, info) =>
      whenPostcodesAreKnown(args.where, context, () => connectPlaces(context, args, info)),
  }),
)

function connectPlaces(
  context: RequestContext,
  args: Omit<ServiceListArguments, 'orderBy'>,
  info: GraphQLResolveInfo,
): PlaceConnection {
  const filter = readServiceFilter(args.where, context)
  const unknowns = args.unknowns ?? 'INCLUDE'
  const duplicates = args.duplicates ?? 'COLLAPSE'
  const binding = createCursorBinding('serviceAtLocations', asAsked(filter), unknowns, duplicates)
  const { reader, loaders } = context
  return createConnection<PlaceOfService, PlaceHit>({
    binding,
    slice: readSlice(args, info, binding),
    search: (slice) => reader.services.listPlaces({ filter, unknowns, duplicates, slice }),
    read: (hits) => {
      const owners = loaders.services.getMany(hits.map(({ service }) => service))
      return hits.map(({ originId }, index) => {
        const owner = owners[index]
        return owner && findPlaceOfService(owner, originId)
      })
    },
    count: () => reader.services.countPlaces(filter, unknowns, duplicates),
    feeds: filter.feeds,
  })
}

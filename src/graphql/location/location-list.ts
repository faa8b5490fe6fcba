import type { GraphQLResolveInfo } from 'graphql'
import type { LocationQuery } from '../../catalogue/catalogue-reader.ts'
import type { StoredLocation } from '../../model/stored-records.ts'
import type { BoundingBox } from '../../catalogue/service-query.ts'
import type { RecordRef } from '../../model/record.ts'
import type { LocationType } from '../../model/location.ts'
import { LocationTypeRef } from './address.ts'
import { type AreaMatchInput, AreaMatchRef, readAreaMatch } from '../area/area-match.ts'
import { builder } from '../builder.ts'
import { type Connection, createConnection, type Edge, type ListHit } from '../connection/connection.ts'
import { connectionFields, cursorField } from '../connection/connection-fields.ts'
import type { RequestContext } from '../context.ts'
import { createCursorBinding } from '../connection/cursors.ts'
import { provenanceFields } from '../feed/feed-report.ts'
import { type PageArguments, pageArguments, readSlice } from '../connection/page-arguments.ts'
import { BoundingBoxRef, type NearInput, NearInputRef, readNear } from './place-filter.ts'
import { asAsked, whenPostcodesAreKnown } from './postcode-filter.ts'
import { LocationRef } from '../refs.ts'
import { withoutNulls } from '../without-nulls.ts'

type LocationHit = ListHit<RecordRef>

const LocationEdgeRef = builder.objectRef<Edge<StoredLocation, LocationHit>>('LocationEdge').implement({
  description: 'A location in a list.',
  fields: (t) => ({
    cursor: cursorField(t),
    node: t.field({ type: LocationRef, nullable: false, description: 'The location.', resolve: ({ node }) => node }),
    distanceMetres: t.float({
      nullable: true,
      description: 'With `near`: its distance in metres, in a straight line. Null without `near`.',
      resolve: ({ hit }) => hit.distanceMetres,
    }),
  }),
})

const LocationConnectionRef = builder
  .objectRef<Connection<StoredLocation, LocationHit>>('LocationConnection')
  .implement({
    description: 'A page of a list of locations.',
    fields: (t) => ({
      ...connectionFields(t, 'locations', LocationEdgeRef, LocationRef),
      ...provenanceFields(t),
    }),
  })

const LocationFilterRef = builder.inputType('LocationFilter', {
  description: 'Which locations are meant. Conditions side by side must all hold.',
  fields: (t) => ({
    text: t.string({ description: 'Words to find in the name and addresses.' }),
    feeds: t.stringList({ description: 'Published in any of these feeds, named by slug.' }),
    near: t.field({ type: NearInputRef, description: 'Near a point; the nearest come first.' }),
    within: t.field({ type: BoundingBoxRef, description: 'Inside this box.' }),
    areas: t.field({
      type: AreaMatchRef,
      description:
        'Lying in any of these areas. With basis SERVES or PUBLISHER: where a service is offered that counts for one of them by it.',
    }),
    types: t.field({ type: [LocationTypeRef], description: 'Of any of these kinds.' }),
  }),
})

interface LocationFilterInput {
  readonly text?: string | null | undefined
  readonly feeds?: readonly string[] | null | undefined
  readonly near?: NearInput | null | undefined
  readonly within?: BoundingBox | null | undefined
  readonly areas?: AreaMatchInput | null | undefined
  readonly types?: readonly LocationType[] | null | undefined
}

builder.queryField('locations', (t) =>
  t.field({
    type: LocationConnectionRef,
    nullable: true,
    description:
      'Locations of all feeds, nearest first where there is `near`, else by name. Null, with an error, where an argument is wrong.',
    args: {
      where: t.arg({ type: LocationFilterRef, description: 'Which locations; not given: all.' }),
      ...pageArguments,
    },
    resolve: (_root, args, context, info) =>
      whenPostcodesAreKnown(args.where, context, () =>
        connectLocations(context, readLocationFilter(args.where ?? {}, context), args, info),
      ),
  }),
)

function readLocationFilter(input: LocationFilterInput, context: RequestContext): LocationQuery {
  const { near, areas, ...plain } = withoutNulls(input)
  return {
    ...plain,
    ...(areas === undefined ? {} : { areas: readAreaMatch(areas) }),
    ...(near === undefined ? {} : { near: readNear(near, ['where', 'near'], context) }),
  }
}

function connectLocations(
  { reader, loaders }: RequestContext,
  query: LocationQuery,
  args: PageArguments,
  info: GraphQLResolveInfo,
): Connection<StoredLocation, LocationHit> {
  const binding = createCursorBinding('locations', asAsked(query))
  return createConnection<StoredLocation, LocationHit>({
    binding,
    slice: readSlice(args, info, binding),
    search: (slice) => reader.records.listLocations(query, slice),
    read: (hits) => loaders.locations.getMany(hits.map(({ key }) => key)),
    count: () => reader.records.countLocations(query),
    feeds: query.feeds,
  })
}

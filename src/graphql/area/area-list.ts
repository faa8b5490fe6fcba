import type { GraphQLResolveInfo } from 'graphql'
import type { AreaQuery } from '../../catalogue/areas/list-areas.ts'
import type { Area } from '../../geography/area.ts'
import { AreaTypeRef } from './area-type.ts'
import { builder } from '../builder.ts'
import { type Connection, createConnection, type Hit, type ListHit } from '../connection/connection.ts'
import { connectionFields, createEdge } from '../connection/connection-fields.ts'
import type { RequestContext } from '../context.ts'
import { createCursorBinding } from '../connection/cursors.ts'
import { type PageArguments, pageArguments, readSlice } from '../connection/page-arguments.ts'
import { AreaRef } from '../refs.ts'
import { withoutNulls } from '../without-nulls.ts'

const AreaEdgeRef = createEdge<Area, Hit>('AreaEdge', AreaRef, ['An', 'area'])

const AreaConnectionRef = builder.objectRef<Connection<Area>>('AreaConnection').implement({
  description: 'A page of a list of areas.',
  fields: (t) => connectionFields(t, 'areas', AreaEdgeRef, AreaRef),
})

const AreaFilterRef = builder.inputType('AreaFilter', {
  description: 'Which areas are meant. Conditions side by side must all hold.',
  fields: (t) => ({
    text: t.string({ description: 'Words that begin words of the name, another name or the code.' }),
    type: t.field({ type: [AreaTypeRef], description: 'Of any of these kinds.' }),
    within: t.string({ description: 'Below the area with this GSS code.' }),
    codes: t.stringList({ description: 'With any of these GSS codes, abolished ones too.' }),
    withServices: t.boolean({
      description: 'True: an active service is available there. False: none is.',
    }),
  }),
})

builder.queryField('areas', (t) =>
  t.field({
    type: AreaConnectionRef,
    nullable: true,
    description:
      'Areas of the United Kingdom, by name; abolished ones only where `codes` names them. Null, with an error, where an argument is wrong.',
    args: {
      where: t.arg({ type: AreaFilterRef, description: 'Which areas; not given: all that are current.' }),
      ...pageArguments,
    },
    resolve: (_root, args, context, info) => connectAreas(context, withoutNulls(args.where ?? {}), args, info),
  }),
)

function connectAreas(
  { reader }: RequestContext,
  query: AreaQuery,
  args: PageArguments,
  info: GraphQLResolveInfo,
): Connection<Area> {
  const binding = createCursorBinding('areas', query)
  return createConnection<Area, ListHit<string>>({
    binding,
    slice: readSlice(args, info, binding),
    search: (slice) => reader.areas.listAreas(query, slice),
    read: (hits) => hits.map(({ key }) => reader.areas.gazetteer().find(key)),
    count: () => reader.areas.countAreas(query),
  })
}

import type { GraphQLResolveInfo } from 'graphql'
import type { OrganizationQuery } from '../../catalogue/catalogue-reader.ts'
import type { StoredOrganization } from '../../model/stored-records.ts'
import type { RecordRef } from '../../model/record.ts'
import { AreaMatchRef, readAreaMatch } from '../area/area-match.ts'
import { builder } from '../builder.ts'
import { type Connection, createConnection, type Hit, type ListHit } from '../connection/connection.ts'
import { connectionFields, createEdge } from '../connection/connection-fields.ts'
import type { RequestContext } from '../context.ts'
import { createCursorBinding } from '../connection/cursors.ts'
import { provenanceFields } from '../feed/feed-report.ts'
import { type PageArguments, pageArguments, readSlice } from '../connection/page-arguments.ts'
import { OrganizationRef } from '../refs.ts'
import { withoutNulls } from '../without-nulls.ts'

const OrganizationEdgeRef = createEdge<StoredOrganization, Hit>('OrganizationEdge', OrganizationRef, [
  'An',
  'organization',
])

const OrganizationConnectionRef = builder
  .objectRef<Connection<StoredOrganization>>('OrganizationConnection')
  .implement({
    description: 'A page of a list of organizations.',
    fields: (t) => ({
      ...connectionFields(t, 'organizations', OrganizationEdgeRef, OrganizationRef),
      ...provenanceFields(t),
    }),
  })

const OrganizationFilterRef = builder.inputType('OrganizationFilter', {
  description: 'Which organizations are meant. Conditions side by side must all hold.',
  fields: (t) => ({
    text: t.string({ description: 'Words to find in the name and description.' }),
    feeds: t.stringList({ description: 'Published in any of these feeds, named by slug.' }),
    areas: t.field({
      type: AreaMatchRef,
      description: 'Offering an active service that counts for any of these areas.',
    }),
    identifier: t.string({ description: 'With this identifier in another register, for example a company number.' }),
  }),
})

builder.queryField('organizations', (t) =>
  t.field({
    type: OrganizationConnectionRef,
    nullable: true,
    description: 'Organizations of all feeds, by name. Null, with an error, where an argument is wrong.',
    args: {
      where: t.arg({ type: OrganizationFilterRef, description: 'Which organizations; not given: all.' }),
      ...pageArguments,
    },
    resolve: (_root, args, context, info) => {
      const { areas, ...plain } = withoutNulls(args.where ?? {})
      const query = { ...plain, ...(areas === undefined ? {} : { areas: readAreaMatch(areas) }) }
      return connectOrganizations(context, query, args, info)
    },
  }),
)

function connectOrganizations(
  { reader, loaders }: RequestContext,
  query: OrganizationQuery,
  args: PageArguments,
  info: GraphQLResolveInfo,
): Connection<StoredOrganization> {
  const binding = createCursorBinding('organizations', query)
  return createConnection<StoredOrganization, ListHit<RecordRef>>({
    binding,
    slice: readSlice(args, info, binding),
    search: (slice) => reader.records.listOrganizations(query, slice),
    read: (hits) => loaders.organizations.getMany(hits.map(({ key }) => key)),
    count: () => reader.records.countOrganizations(query),
    feeds: query.feeds,
  })
}

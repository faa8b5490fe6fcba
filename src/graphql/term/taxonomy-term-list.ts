import type { GraphQLResolveInfo } from 'graphql'
import type { StoredTerm, TermQuery } from '../../catalogue/catalogue-reader.ts'
import { builder } from '../builder.ts'
import { type Connection, createConnection, type Hit, type ListHit } from '../connection/connection.ts'
import { connectionFields, createEdge } from '../connection/connection-fields.ts'
import type { RequestContext } from '../context.ts'
import { createCursorBinding } from '../connection/cursors.ts'
import { type PageArguments, offsetArgument, pageArguments, readSlice } from '../connection/page-arguments.ts'
import { TaxonomyTermConnectionRef, TaxonomyTermRef } from '../refs.ts'
import { withoutNulls } from '../without-nulls.ts'

/** The terms that the query means; nothing is searched yet. */
export function connectTerms(
  { reader, loaders }: RequestContext,
  query: TermQuery,
  args: PageArguments,
  info: GraphQLResolveInfo,
): Connection<StoredTerm> {
  const binding = createCursorBinding('taxonomyTerms', query)
  return createConnection<StoredTerm, ListHit<string>>({
    binding,
    slice: readSlice(args, info, binding),
    search: (slice) => reader.terms.listTerms(query, slice),
    read: (hits) => loaders.terms.getMany(hits.map(({ key }) => key)),
    count: () => reader.terms.countTerms(query),
  })
}

const TaxonomyTermEdgeRef = createEdge<StoredTerm, Hit>('TaxonomyTermEdge', TaxonomyTermRef, ['A', 'taxonomy term'])

TaxonomyTermConnectionRef.implement({
  description: 'A page of a list of taxonomy terms.',
  fields: (t) => connectionFields(t, 'terms', TaxonomyTermEdgeRef, TaxonomyTermRef),
})

const TaxonomyTermFilterRef = builder.inputType('TaxonomyTermFilter', {
  description: 'Which taxonomy terms are meant. Conditions side by side must all hold.',
  fields: (t) => ({
    text: t.string({ description: 'Words to find in the name.' }),
    scheme: t.string({ description: 'Of this taxonomy, named by URI or name.' }),
    feeds: t.stringList({ description: 'Used in any of these feeds, named by slug.' }),
    level: t.int({ description: 'Of this level; roots are 1.' }),
    parent: t.string({ description: 'Narrower than this term by one step, named by URI or CURIE.' }),
    used: t.boolean({ description: 'True: carried by a service. False: carried by none.' }),
  }),
})

builder.queryField('taxonomyTerms', (t) =>
  t.field({
    type: TaxonomyTermConnectionRef,
    nullable: true,
    description: 'Taxonomy terms of all schemes. Null, with an error, where an argument is wrong.',
    args: {
      where: t.arg({ type: TaxonomyTermFilterRef, description: 'Which terms; not given: all.' }),
      ...pageArguments,
      ...offsetArgument,
    },
    resolve: (_root, args, context, info) => connectTerms(context, withoutNulls(args.where ?? {}), args, info),
  }),
)

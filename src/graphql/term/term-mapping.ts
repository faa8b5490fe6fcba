import type { MappingRelation, TermMapping } from '../../model/term-mapping.ts'
import { builder } from '../builder.ts'
import type { RequestContext } from '../context.ts'
import { TaxonomyTermRef } from '../refs.ts'

const MappingRelationRef = builder.enumType('MappingRelation', {
  description: 'How a term relates to a term of another scheme, read from left to right (SKOS mapping relations).',
  values: {
    EXACT: { description: 'Both mean the same.' },
    CLOSE: { description: 'Both mean nearly the same.' },
    BROAD: { description: 'The second is broader than the first.' },
    NARROW: { description: 'The second is narrower than the first.' },
  } as const satisfies Record<MappingRelation, object>,
})

/** A mapping between two terms that are held. */
export const TermMappingRef = builder.objectRef<TermMapping>('TermMapping').implement({
  description: 'A judgement that terms of two schemes belong together.',
  fields: (t) => ({
    from: t.field({
      type: TaxonomyTermRef,
      nullable: false,
      description: 'The first term.',
      resolve: ({ from }, _args, context) => termAt(context, from),
    }),
    to: t.field({
      type: TaxonomyTermRef,
      nullable: false,
      description: 'The second term.',
      resolve: ({ to }, _args, context) => termAt(context, to),
    }),
    relation: t.field({
      type: MappingRelationRef,
      nullable: false,
      description: 'How the first relates to the second.',
      resolve: ({ relation }) => relation,
    }),
    source: t.exposeString('source', { nullable: false, description: 'Where the mapping comes from.' }),
    reviewer: t.exposeString('reviewer', {
      nullable: true,
      description: 'Who reviewed it. Null if not provided, and always null where equal labels alone propose it.',
    }),
    date: t.field({
      type: 'Date',
      nullable: true,
      description: 'When it was reviewed. Null if not provided.',
      resolve: ({ date }) => date,
    }),
  }),
})

builder.objectField(TaxonomyTermRef, 'mappings', (t) =>
  t.field({
    type: [TermMappingRef],
    nullable: false,
    description: 'Mappings between this term and terms of other schemes, from either side. Empty where there are none.',
    resolve: ({ uri }, _args, { reader }) => reader.terms.mappingsOf([uri])[0] ?? [],
  }),
)

/** Mappings are shown only where both ends are held, but another generation may have begun since. */
async function termAt({ loaders }: RequestContext, uri: string) {
  const term = await loaders.terms.load(uri)
  if (term === undefined) throw new Error(`A mapping names the term ${uri}, which is not held.`)
  return term
}

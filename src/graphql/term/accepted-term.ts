import type { AcceptedTerm } from '../../model/accepted-term.ts'
import { builder } from '../builder.ts'
import { ServiceRef, TaxonomyTermRef } from '../refs.ts'

const AcceptedTermRef = builder.objectRef<AcceptedTerm>('AcceptedTerm').implement({
  description: 'A term that a person accepted for a service, which its publisher does not state.',
  fields: (t) => ({
    term: t.field({
      type: TaxonomyTermRef,
      nullable: false,
      description: 'The term.',
      async resolve({ term }, _args, { loaders }) {
        const held = await loaders.terms.load(term)
        if (held === undefined) throw new Error(`The term ${term} was accepted, and is not held.`)
        return held
      },
    }),
    by: t.exposeString('by', { nullable: false, description: 'Who accepted it.' }),
    date: t.field({ type: 'Date', nullable: false, description: 'When.', resolve: ({ date }) => date }),
  }),
})

builder.objectField(ServiceRef, 'acceptedTerms', (t) =>
  t.field({
    type: [AcceptedTermRef],
    nullable: false,
    description:
      'Terms that were accepted for it here, from suggestions by its own words; it is searched and counted under them as under its own, which are in `taxonomyTerms`. Empty unless an operator had any read in.',
    resolve: ({ provenance: { feed, originId } }, _args, { reader }) => reader.terms.acceptedFor({ feed, originId }),
  }),
)

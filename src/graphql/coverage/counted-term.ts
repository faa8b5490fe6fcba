import type { WayUnder } from '../../catalogue/figures/figures-reader.ts'
import type { StoredTerm } from '../../catalogue/catalogue-reader.ts'
import type { TermMapping } from '../../model/term-mapping.ts'
import { builder } from '../builder.ts'
import { TaxonomyTermRef } from '../refs.ts'
import { TermMappingRef } from '../term/term-mapping.ts'
import { termOf } from './coverage-matrix.ts'

/** How a row comes under one of the terms of the question. */
export interface MappedTerm {
  /** URIs. */
  readonly under: string
  readonly own: string
  readonly via: readonly TermMapping[]
}

/** The ways of these records under the terms, each once, in the order of the terms. */
export function mappedTermsOf(
  ways: ReadonlyMap<number, readonly WayUnder[]>,
  records: readonly number[],
  terms: readonly string[],
): readonly MappedTerm[] {
  const found = new Map<string, MappedTerm>()
  for (const { at, own, via } of records.flatMap((record) => ways.get(record) ?? []))
    found.set(`${at} ${own}`, { under: terms[at] ?? '', own, via })
  return [...found.values()].toSorted((a, b) => terms.indexOf(a.under) - terms.indexOf(b.under))
}

export const MappedTermRef = builder.objectRef<MappedTerm>('MappedTerm').implement({
  description: "A publisher's own term, and the term of the question that it is counted under.",
  fields: (t) => ({
    term: t.field({
      type: TaxonomyTermRef,
      nullable: false,
      description: 'The term of the question.',
      resolve: ({ under }, _args, context) => termOf(under, context),
    }),
    ownTerm: t.field({
      type: TaxonomyTermRef,
      nullable: false,
      description: 'The term that the record states.',
      resolve: ({ own }, _args, context) => termOf(own, context),
    }),
    via: t.field({
      type: [TermMappingRef],
      nullable: false,
      description: 'The mappings that lead from one to the other. Empty where it is that term, or one below it.',
      resolve: ({ via }) => via,
    }),
    inWords: t.string({
      nullable: false,
      description: 'The same as a sentence: both terms, and the relation, source, reviewer and date of each mapping.',
      resolve: ({ under, own, via }, _args, context) => {
        const [term, ownTerm] = [termOf(under, context), termOf(own, context)]
        return via.length === 0
          ? itself(term, ownTerm)
          : `${ownTerm.name} → ${term.name}: ${via.map(describe).join(', then ')}`
      },
    }),
  }),
})

function itself(term: StoredTerm, own: StoredTerm): string {
  return term.uri === own.uri ? `${own.name}: the term itself` : `${own.name} → ${term.name}: narrower`
}

function describe({ relation, source, reviewer, date, proposed }: TermMapping): string {
  const by = proposed ? ['equal labels, not reviewed'] : [source, reviewer, date].filter((each) => each !== undefined)
  return `${relation.toLowerCase()} by ${by.join(', ')}`
}

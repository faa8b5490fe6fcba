import { z } from 'zod'
import { present } from '../../model/present.ts'
import { createTool } from '../tool.ts'
import { pageInputs, remarkOnPage } from './page-inputs.ts'

const Terms = z.object({ taxonomyTerms: z.unknown() })

/** Finds taxonomy terms, or the schemes that there are. */
export const findTerms = createTool({
  name: 'find_terms',
  title: 'Find terms',
  description:
    'Finds taxonomy terms (topics) by a word of their names or by their place in a scheme, with how many services each has; their uri goes into terms of search_services and compare_coverage. Prefer terms of a shared scheme: councils’ own headings are mapped to those. Without text, scheme and parent it lists the schemes.',
  input: z.strictObject({
    text: z.string().max(200).optional().describe('The beginning of one or several words of the name.'),
    scheme: z.string().optional().describe('Name or URI of a scheme: only its terms.'),
    parent: z.string().optional().describe('URI of a term: only the terms right below it.'),
    level: z.int().min(1).max(20).optional().describe('With scheme: only this level; 1 is the top.'),
    ...pageInputs(50, 20),
  }),
  operations: ['FindTerms', 'Schemes'],
  standsFor: ['TermByUri'],
  attribution: [],
  plan({ first, after, ...where }) {
    if (where.text === undefined && where.scheme === undefined && where.parent === undefined)
      return { operation: 'Schemes', variables: {} }
    return { operation: 'FindTerms', variables: { first, ...present({ ...where, after }) } }
  },
  remark: (data) => remarkOnPage(Terms.safeParse(data).data?.taxonomyTerms),
})

import { z } from 'zod'
import { present } from '../../model/present.ts'

/** Days as a filter names them. */
export const WEEKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const
const WAYS = ['IN_PERSON', 'HOME_VISIT', 'ONLINE', 'PHONE'] as const

/** Conditions on services that searches and figures share. */
export const filterInputs = {
  text: z
    .string()
    .max(200)
    .optional()
    .describe(
      'A few words of a need or a name, such as “lunch club” or “bereavement”, not a sentence; synonyms are found too. Never a query syntax.',
    ),
  terms: z
    .array(z.string())
    .max(20)
    .optional()
    .describe('URIs or CURIEs of terms from find_terms: any of them, or of the terms below them.'),
  areas: z
    .array(z.string())
    .max(50)
    .optional()
    .describe('GSS codes from find_areas: available to people in any of them.'),
  age: z.int().optional().describe('Suitable for a person of this age in years, 0 to 150.'),
  free: z.boolean().optional().describe('True: free of charge for everybody. False: only against payment.'),
  accessible: z.boolean().optional().describe('True: a place of it states step-free or wheelchair access.'),
  attending: z.array(z.enum(WAYS)).max(4).optional().describe('Can be attended in any of these ways.'),
  languages: z
    .array(z.string())
    .max(10)
    .optional()
    .describe('Offered in any of these, by ISO 639 code or English name; English is hardly ever stated.'),
  feeds: z.array(z.string()).max(50).optional().describe('Slugs from list_feeds: only what these publish.'),
}

const Conditions = z.object(filterInputs)

/** A `ServiceFilter` of the conditions that are given. */
export function toFilter({ terms, areas, ...rest }: z.infer<typeof Conditions>): Readonly<Record<string, unknown>> {
  const taxonomyTerms = terms === undefined ? undefined : { anyOf: terms }
  return present({ ...rest, taxonomyTerms, areas: areas === undefined ? undefined : { anyOf: areas } })
}

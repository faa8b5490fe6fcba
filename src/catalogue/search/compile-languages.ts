import { InputError } from '../../model/input-error.ts'
import { findLanguage } from '../../model/known-language.ts'
import { placeholders, type Condition } from './condition.ts'
import type { SearchContext } from './search-context.ts'

/** Records that name any of the languages, by code, by English name or as a feed calls it. InputError where nobody knows the language. */
export function compileLanguages(
  context: Pick<SearchContext, 'hasLanguage'>,
  wanted: readonly string[],
  unstated: 0 | 1,
  path: readonly (string | number)[],
): Condition {
  const keys = wanted.map((language, index) => {
    const folded = language.trim().toLowerCase()
    const known = findLanguage(folded)
    if (known !== undefined) return known.code
    if (context.hasLanguage(folded)) return folded
    throw new InputError(
      'BAD_USER_INPUT',
      `No language is known as “${language}”: give an ISO 639 code such as “pl”, or its English name.`,
      [...path, index],
    )
  })
  return {
    sql: `CASE WHEN s.languages = 0 THEN ${unstated} ELSE EXISTS (SELECT 1 FROM service_language x WHERE x.sid = s.sid AND x.language IN (${placeholders(keys.length)})) END`,
    values: keys,
  }
}

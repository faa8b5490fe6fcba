import { InputError } from '../../model/input-error.ts'
import { findLanguage } from '../../model/known-language.ts'
import { placeholders, type Condition } from './condition.ts'

/** Records that name any of the languages, by code or by English name; a language nobody knows is looked for by its name as told. */
export function compileLanguages(
  wanted: readonly string[],
  unstated: 0 | 1,
  path: readonly (string | number)[],
): Condition {
  const keys = wanted.map((language, index) => {
    const folded = language.trim().toLowerCase()
    if (folded !== '') return findLanguage(folded)?.code ?? folded
    throw new InputError('BAD_USER_INPUT', 'A language is an ISO 639 code such as “pl”, or its English name.', [
      ...path,
      index,
    ])
  })
  return {
    sql: `CASE WHEN s.languages = 0 THEN ${unstated} ELSE EXISTS (SELECT 1 FROM service_language x WHERE x.sid = s.sid AND x.language IN (${placeholders(keys.length)})) END`,
    values: keys,
  }
}

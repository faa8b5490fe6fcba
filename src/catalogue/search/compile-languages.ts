import { InputError } from '../../model/input-error.ts'
import { placeholders, type Condition } from './condition.ts'

const displayNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' })

/** ISO 639-1 codes and three-letter ones that the runtime can name, by English name in lower case. */
const codeByName = new Map<string, string>()
for (const first of 'abcdefghijklmnopqrstuvwxyz') {
  for (const second of 'abcdefghijklmnopqrstuvwxyz') {
    const name = displayNames.of(first + second)?.toLowerCase()
    if (name !== undefined && !codeByName.has(name)) codeByName.set(name, first + second)
  }
}

/** Records that name any of the languages, by code or by English name; a language nobody can name is an InputError. */
export function compileLanguages(
  wanted: readonly string[],
  unstated: 0 | 1,
  path: readonly (string | number)[],
): Condition {
  const keys = wanted.flatMap((language, index) => {
    const folded = language.trim().toLowerCase()
    if (folded === '')
      throw new InputError('BAD_USER_INPUT', 'A language is an ISO 639 code such as “pl”, or its English name.', [
        ...path,
        index,
      ])
    const code = codeByName.get(folded)
    return code === undefined ? [folded] : [folded, code]
  })
  return {
    sql: `CASE WHEN s.languages = 0 THEN ${unstated} ELSE s.sid IN (SELECT sid FROM service_language WHERE language IN (${placeholders(keys.length)})) END`,
    values: keys,
  }
}

import { InputError } from '../model/input-error.ts'
import { broaderLanguage, findLanguage, narrowerLanguages } from '../model/known-language.ts'
import type { Fact, FactWorld, Path } from './fact.ts'
import { rowSql } from './row-sql.ts'

/**
 * In which languages a service is offered: ISO 639 codes, or the name in lower case where a language has no code; the
 * column counts them. Asked: any of these, by code, by English name or as a feed calls it; unknown where a service names
 * only a broader language, or one that is not understood.
 */
export const languages = {
  derive(service) {
    const keys = new Set((service.languages ?? []).flatMap(({ code, name }) => code ?? name?.toLowerCase() ?? []))
    return {
      columns: { languages: keys.size },
      tables: { service_language: [...keys].toSorted().map((key) => [key]) },
    }
  },
  ask(wanted, path, world) {
    const asked = wanted.map((language, index) => keyOf(language, [...path, index], world))
    const named = asked.flatMap((key) => [key, ...narrowerLanguages(key)])
    const broader = asked.flatMap((key) => broaderLanguage(key) ?? [])
    // What is in Chinese may be in Mandarin, and a name that nobody knows may be any language.
    return rowSql(
      ['sid', 'languages'],
      (s) => {
        const some = (condition: string) =>
          `EXISTS (SELECT 1 FROM service_language x WHERE x.sid = ${s('sid')} AND ${condition})`
        return `CASE WHEN ${s('languages')} > 0 THEN CASE WHEN ${some(oneOf(named))} THEN 1
          WHEN ${some(`(${oneOf(broader)} OR length(x.language) > 3)`)} THEN NULL ELSE 0 END END`
      },
      [...named, ...broader],
    )
  },
  facet: { columns: [], from: 'hit CROSS JOIN service_language x USING (sid)', key: 'x.language' },
} satisfies Fact<readonly string[]>

function oneOf(keys: readonly string[]): string {
  return `x.language IN (${keys.map(() => '?').join(', ')})`
}

function keyOf(language: string, path: Path, world: FactWorld): string {
  const folded = language.trim().toLowerCase()
  const known = findLanguage(folded)
  if (known !== undefined) return known.code
  if (world.hasLanguage(folded)) return folded
  throw new InputError(
    'BAD_USER_INPUT',
    `No language is known as “${language}”: give an ISO 639 code such as “pl”, or its English name.`,
    path,
  )
}

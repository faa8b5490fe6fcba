import type { TermMapping } from '../../model/term-mapping.ts'
import { createSchemeRegistry } from '../scheme-registry.ts'
import type { TaxonomySet } from './taxonomy-set.ts'

/**
 * What mappings lead to that no list of terms has, a sentence for each scheme, the most mappings first: such a mapping
 * places nothing, unless a feed itself uses the term. Empty where every target is known.
 */
export function describeMissingTargets(
  mappings: readonly Pick<TermMapping, 'to'>[],
  { schemes, files }: TaxonomySet,
): readonly string[] {
  const registry = createSchemeRegistry(schemes)
  const known = new Set(files.flatMap(({ terms }) => terms.map(({ uri }) => uri)))
  const held = new Set(files.map(({ scheme }) => scheme.key))
  const missing = mappings.filter(({ to }) => !known.has(to))
  const schemeOf = (uri: string) => registry.findByTermUri(uri)?.scheme
  const groups = [...Map.groupBy(missing, ({ to }) => schemeOf(to)?.key ?? beginningOf(to))]
  return groups
    .toSorted(([, a], [, b]) => b.length - a.length)
    .flatMap(([key, [first, ...others]]) => {
      if (first === undefined) return []
      const scheme = schemeOf(first.to)
      const count = others.length + 1
      const lead = `${count} ${count === 1 ? 'mapping leads' : 'mappings lead'} to`
      const such = `(such as ${first.to})`
      const effect = 'until then they place nothing, unless a feed uses those terms itself.'
      if (scheme === undefined)
        return `${lead} a scheme that is not known here, ${key} ${such}: import its terms; ${effect}`
      if (held.has(key))
        return `${lead} terms that the list of ${scheme.name} does not have ${such}: import a version that has them; ${effect}`
      return `${lead} ${scheme.name} ${such}, of which no list of terms is held: import it; ${effect}`
    })
}

/** What the URIs of a scheme that nobody named have in common. */
function beginningOf(uri: string): string {
  return uri.replace(/[/#:=][^/#:=]*$/, '')
}

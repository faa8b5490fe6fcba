import type { Crosswalk } from './crosswalk.ts'
import type { TermMapping } from '../model/term-mapping.ts'
import type { Hierarchy } from './hierarchy.ts'

/** What a filter by a term means. */
export interface ExpandOptions {
  readonly descendants: boolean
  /** Present: mappings are followed. */
  readonly crosswalk?: Crosswalk
}

/**
 * All terms a filter by `uri` accepts, `uri` first, each with the mappings it was reached through (none: by the
 * hierarchy alone). With descendants, narrower terms are taken before and after a mapping is followed.
 */
export function expandTerm(
  uri: string,
  hierarchy: Hierarchy,
  options: ExpandOptions,
): ReadonlyMap<string, readonly TermMapping[]> {
  const within = (term: string) => (options.descendants ? [term, ...hierarchy.descendantsOf(term)] : [term])
  const own = within(uri)
  const expanded = new Map<string, readonly TermMapping[]>(own.map((term) => [term, []]))
  for (const term of own) {
    for (const mapped of options.crosswalk?.reachableFrom(term) ?? []) {
      for (const narrower of within(mapped.uri)) {
        if (!expanded.has(narrower)) expanded.set(narrower, mapped.via)
      }
    }
  }
  return expanded
}

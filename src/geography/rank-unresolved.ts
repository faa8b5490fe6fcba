import { foldAreaName } from './area-name.ts'
import type { ResolvedArea } from './resolve-service-area.ts'

/** A name of a service area that could not be resolved, for whoever keeps the aliases. */
export interface UnresolvedName {
  /** As first stated. */
  readonly name: string
  readonly resolution: 'AMBIGUOUS' | 'UNRESOLVED'
  /** How often it was declared. */
  readonly count: number
  /** Slugs, sorted. */
  readonly feeds: readonly string[]
  /** Codes to choose from; empty unless AMBIGUOUS. */
  readonly candidates: readonly string[]
}

/** How a declared area was resolved, and by which feed's service it was declared. */
export interface DeclaredArea {
  readonly feed: string
  readonly area: Pick<ResolvedArea, 'resolution' | 'candidates' | 'unresolvedName'>
}

/** Unresolved and ambiguous names, most frequent first, then by name; spellings that fold together count as one. */
export function rankUnresolved(declared: Iterable<DeclaredArea>): readonly UnresolvedName[] {
  const ranked = new Map<string, { first: UnresolvedName; count: number; feeds: Set<string> }>()
  for (const { feed, area } of declared) {
    const { unresolvedName: name, resolution, candidates } = area
    if (name === undefined || (resolution !== 'AMBIGUOUS' && resolution !== 'UNRESOLVED')) continue
    const key = foldAreaName(name)
    const known = ranked.get(key) ?? {
      first: { name, resolution, candidates, count: 0, feeds: [] },
      count: 0,
      feeds: new Set(),
    }
    known.count++
    known.feeds.add(feed)
    ranked.set(key, known)
  }
  return [...ranked.values()]
    .map(({ first, count, feeds }) => ({ ...first, count, feeds: [...feeds].toSorted() }))
    .toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'en'))
}

import type { Crosswalk } from './crosswalk.ts'
import type { SchemeIdentity } from './identify-term.ts'

/** How many services of a feed carry a term. */
export interface TermUse {
  readonly feed: string
  readonly uri: string
  readonly name: string
  readonly scheme: Pick<SchemeIdentity, 'key' | 'name' | 'shared'>
  readonly services: number
}

/** How much of one scheme, as one feed uses it, is understood beyond that feed. */
export interface SchemeUseReport {
  readonly feed: string
  readonly scheme: string
  readonly schemeName: string
  /** False: nobody but the feed knows the scheme by this name. */
  readonly shared: boolean
  readonly terms: number
  readonly mappedTerms: number
  /** Uses of terms by services, and those of mapped terms. */
  readonly uses: number
  readonly mappedUses: number
  /** Terms without a mapping, most used first, then by name. */
  readonly commonestUnmapped: readonly TermUse[]
}

/**
 * Per feed and scheme, in the order of feeds and scheme names: how many terms, and uses of them, are of a shared scheme
 * or found by one over reviewed mappings (`reachableFrom` of the crosswalk); and the `first` commonest that are not.
 */
export function reportMappings(
  uses: readonly TermUse[],
  crosswalk: Crosswalk,
  isShared: (uri: string) => boolean,
  first: number,
): readonly SchemeUseReport[] {
  const isMapped = (use: TermUse) =>
    use.scheme.shared || crosswalk.reachableFrom(use.uri).some((term) => isShared(term.uri))
  const groups = Map.groupBy(uses, (use) => `${use.feed}\n${use.scheme.key}`)
  const reports = [...groups.values()].map((group) => reportGroup(group, isMapped, first))
  return reports.toSorted(
    (a, b) => a.feed.localeCompare(b.feed, 'en') || a.schemeName.localeCompare(b.schemeName, 'en'),
  )
}

function reportGroup(group: readonly TermUse[], isMapped: (use: TermUse) => boolean, first: number): SchemeUseReport {
  const { mapped = [], unmapped = [] } = Object.groupBy(group, (use) => (isMapped(use) ? 'mapped' : 'unmapped'))
  const sum = (terms: readonly TermUse[]) => terms.reduce((total, { services }) => total + services, 0)
  const { feed = '', scheme } = group[0] ?? {}
  return {
    feed,
    scheme: scheme?.key ?? '',
    schemeName: scheme?.name ?? '',
    shared: scheme?.shared ?? false,
    terms: group.length,
    mappedTerms: mapped.length,
    uses: sum(group),
    mappedUses: sum(mapped),
    commonestUnmapped: unmapped
      .toSorted((a, b) => b.services - a.services || a.name.localeCompare(b.name, 'en'))
      .slice(0, first),
  }
}

import type { TermMapping } from '../model/term-mapping.ts'

/** A term with the scheme it belongs to. */
export interface LabelledTerm {
  readonly uri: string
  readonly name: string
  /** Key of its scheme. */
  readonly taxonomy: string
  /** Whether the scheme is shared between feeds. */
  readonly shared: boolean
}

/**
 * CLOSE mappings, proposed and unreviewed, from terms of feeds' own schemes to terms of shared ones with the same label
 * but for case, accents, punctuation and "&". Ordered by URI. Nothing else is ever concluded from a label.
 */
export function proposeMappings(terms: readonly LabelledTerm[]): readonly TermMapping[] {
  const shared = Map.groupBy(
    terms.filter((term) => term.shared),
    (term) => foldLabel(term.name),
  )
  const proposals = terms
    .filter((term) => !term.shared && foldLabel(term.name) !== '')
    .flatMap((term) =>
      (shared.get(foldLabel(term.name)) ?? []).map((match): TermMapping => ({
        from: term.uri,
        to: match.uri,
        relation: 'CLOSE',
        source: 'equal labels',
        proposed: true,
      })),
    )
  return proposals.toSorted((a, b) => compare(a.from, b.from) || compare(a.to, b.to))
}

function foldLabel(label: string): string {
  const words = label.normalize('NFKD').toLowerCase().replaceAll('&', ' and ')
  return words
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

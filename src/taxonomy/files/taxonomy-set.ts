import type { AcceptedTerm } from '../../model/accepted-term.ts'
import type { TermMapping } from '../../model/term-mapping.ts'
import type { KnownScheme } from '../known-schemes.ts'
import type { SchemeFile } from '../scheme-file.ts'
import { hashOf } from '../../model/hash-of.ts'

/** All that files say about terms; plain data that may go to another thread. */
export interface TaxonomySet {
  /** How publishers write schemes, besides those that are built in. */
  readonly schemes: readonly KnownScheme[]
  /** Terms, one entry per scheme. */
  readonly files: readonly SchemeFile[]
  /** Reviewed mappings, each once. */
  readonly mappings: readonly TermMapping[]
  /** Terms that were accepted for services, each once; absent: none. */
  readonly accepted?: readonly AcceptedTerm[]
  /** Whether equal labels also count as mappings, unreviewed. */
  readonly proposeByLabel: boolean
}

export const NO_TAXONOMIES: TaxonomySet = { schemes: [], files: [], mappings: [], proposeByLabel: false }

/** Equal keys: every term is read and named the same. */
export function schemesKey({ schemes, files }: TaxonomySet): string {
  const written = schemes.map(({ codePattern, ...scheme }) => ({ ...scheme, codePattern: String(codePattern) }))
  return hashOf([written, files.map(({ scheme, terms, parents }) => ({ scheme, terms, parents }))])
}

/** Equal keys: the same terms lead to each other. */
export function crosswalkKey({ mappings, proposeByLabel }: TaxonomySet): string {
  return hashOf([mappings, proposeByLabel])
}

import type { RecordRef } from '../../model/record.ts'

/** What a text may be the beginning of: a term by URI, an area by code, an organization or a service by its record. */
export type Suggestion =
  | { readonly kind: 'TERM'; readonly uri: string }
  | { readonly kind: 'AREA'; readonly code: string }
  | { readonly kind: 'ORGANIZATION' | 'SERVICE'; readonly ref: RecordRef }

/** A suggestion with what it is put in order by. */
export interface Candidate {
  readonly suggestion: Suggestion
  /** Folded words of its name. */
  readonly words: readonly string[]
  /** Equal for what is one to a person; among them the one with more services stays. */
  readonly sameAs: string
  /** Active services, counted up to some; 0 where they are not counted. */
  readonly services: number
}

/** 0: the name begins so. 1: each word begins a word of the name. Undefined: neither. */
export function rankOf(words: readonly string[], typed: readonly string[]): 0 | 1 | undefined {
  if (words.join(' ').startsWith(typed.join(' '))) return 0
  return typed.every((beginning) => words.some((word) => word.startsWith(beginning))) ? 1 : undefined
}

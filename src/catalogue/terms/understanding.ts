import type { TermMapping } from '../../model/term-mapping.ts'
import type { StoredTerm } from '../catalogue-reader.ts'
import type { MappingView } from './mapping-view.ts'
import type { ReviewedRow } from './suggest-mappings.ts'
import type { TermView } from './term-view.ts'

/** Which terms mean something beyond their feed. */
export interface Understanding {
  /** Of a scheme that feeds share. */
  isShared(term: StoredTerm): boolean
  /** The terms of shared schemes that a term is, or by which a search finds what has it, over reviewed mappings; none: it waits. */
  sharedOf(tid: number): readonly StoredTerm[]
  /** Rows that reviewers accepted, read from the feed's own term. */
  readonly reviewed: readonly ReviewedRow[]
}

/** The understanding of the terms and mappings as they stand. */
export function createUnderstanding(terms: TermView, mappings: MappingView): Understanding {
  const shared = new Set(terms.taxonomies.filter((taxonomy) => taxonomy.shared).map(({ key }) => key))
  const isShared = ({ taxonomy }: StoredTerm): boolean => shared.has(taxonomy)
  const found = new Map<number, readonly StoredTerm[]>()
  function findShared(tid: number): readonly StoredTerm[] {
    const term = terms.termByRow(tid)
    if (term === undefined) return []
    if (isShared(term)) return [term]
    const uris = new Set(mappings.reviewed.reachableFrom(term.uri).map(({ uri }) => uri))
    return [...uris].flatMap((uri) => terms.termByUri(uri) ?? []).filter(isShared)
  }
  return {
    isShared,
    sharedOf(tid) {
      const known = found.get(tid) ?? findShared(tid)
      found.set(tid, known)
      return known
    },
    reviewed: terms.find({}).flatMap((from) => (isShared(from) ? [] : reviewedFrom(from, terms, mappings, isShared))),
  }
}

function reviewedFrom(
  from: StoredTerm,
  terms: TermView,
  mappings: MappingView,
  isShared: (term: StoredTerm) => boolean,
): readonly ReviewedRow[] {
  return mappings.mappingsOf(from.uri).flatMap((mapping) => {
    const isForward = mapping.from === from.uri
    const to = mapping.proposed ? undefined : terms.termByUri(isForward ? mapping.to : mapping.from)
    if (to === undefined || !isShared(to)) return []
    return [{ fromName: from.name, to, mapping: isForward ? mapping : reversed(mapping) }]
  })
}

function reversed(mapping: TermMapping): TermMapping {
  const { from, to, relation } = mapping
  const back = relation === 'BROAD' ? 'NARROW' : relation === 'NARROW' ? 'BROAD' : relation
  return { ...mapping, from: to, to: from, relation: back }
}

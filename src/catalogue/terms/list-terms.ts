import type { ListPage, StoredTerm } from '../catalogue-reader.ts'
import type { Anchor, Slice } from '../service-query.ts'

/** One slice of terms already in order of name, then URI. A term's anchor is its place in that order. */
export function sliceTerms(
  terms: readonly StoredTerm[],
  { limit, backward, after, before, offset = 0 }: Slice,
): ListPage<string> {
  const from =
    after === undefined ? Math.min(offset, terms.length) : terms.findIndex((term) => compare(term, after) > 0)
  const to = before === undefined ? terms.length : terms.findIndex((term) => compare(term, before) >= 0)
  const [start, end] = [from === -1 ? terms.length : from, to === -1 ? terms.length : to]
  const cut = backward ? { start: Math.max(start, end - limit), end } : { start, end: Math.min(end, start + limit) }
  return {
    hits: terms
      .slice(cut.start, cut.end)
      .map((term) => ({ key: term.uri, anchor: { value: term.name, uid: term.uri } })),
    hasNext: cut.end < terms.length,
    hasPrevious: cut.start > 0,
  }
}

function compare(term: StoredTerm, anchor: Anchor): number {
  const byName = term.name.localeCompare(String(anchor.value), 'en')
  return byName !== 0 ? byName : term.uri < anchor.uid ? -1 : term.uri > anchor.uid ? 1 : 0
}

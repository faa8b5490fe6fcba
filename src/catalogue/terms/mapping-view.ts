import { createCrosswalk, type Crosswalk } from '../../taxonomy/crosswalk.ts'
import type { TermMapping } from '../../model/term-mapping.ts'
import { expandTerm } from '../../taxonomy/expand-terms.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import type { TermView } from './term-view.ts'
import { readMappings } from '../../store/mapping-rows.ts'

/** All mappings between terms that are known here; made once per generation. */
export interface MappingView {
  readonly isEmpty: boolean
  /** Mappings that name the term, proposed ones too, where the other end is known as well. */
  mappingsOf(uri: string): readonly TermMapping[]
  /** Terms that count as well where the term is asked for without narrower ones. */
  reachedFrom(uri: string): readonly string[]
  /** Terms from which mappings lead to any of these, each once, less these. */
  leadingTo(uris: readonly string[]): readonly string[]
  /** All terms that a filter by the term accepts, each with the mappings it is reached through; none: by the hierarchy alone. */
  expand(uri: string, descendants: boolean): ReadonlyMap<string, readonly TermMapping[]>
  /** Over reviewed mappings alone; `reachableFrom` are the terms by which a search finds what has the term. */
  readonly reviewed: Crosswalk
}

/** Reads the mappings as they stand now. */
export function readMappingView(store: ReaderStore, terms: TermView): MappingView {
  const rows = readMappings((sql) => store.all(sql))
  const known = rows.filter(({ from, to }) => terms.termByUri(from) !== undefined && terms.termByUri(to) !== undefined)
  // A term that nobody states may still lie on the way between two that are stated.
  const crosswalk = createCrosswalk(rows, { withProposed: true })
  const shown = createCrosswalk(known)
  let leading: ReadonlyMap<string, readonly string[]> | undefined
  return {
    isEmpty: rows.length === 0,
    mappingsOf: (uri) => shown.mappingsOf(uri),
    reachedFrom: (uri) => crosswalk.reachableFrom(uri).map((term) => term.uri),
    leadingTo(uris) {
      leading ??= invert(rows, crosswalk)
      const found = new Set(uris.flatMap((uri) => leading?.get(uri) ?? []))
      return [...found.difference(new Set(uris))]
    },
    expand: (uri, descendants) => expandTerm(uri, terms.hierarchy, { descendants, crosswalk }),
    reviewed: leadingBack(rows),
  }
}

/** A search by a broader term finds what has this one; one by a narrower term does not, so such a mapping makes nothing understood. */
function leadingBack(rows: readonly TermMapping[]): Crosswalk {
  const crosswalk = createCrosswalk(rows)
  const leading = invert(rows, crosswalk)
  return {
    ...crosswalk,
    reachableFrom: (uri) => (leading.get(uri) ?? []).map((other) => ({ uri: other, via: [] })),
  }
}

function invert(rows: readonly TermMapping[], crosswalk: Crosswalk): ReadonlyMap<string, readonly string[]> {
  const ends = new Set(rows.flatMap(({ from, to }) => [from, to]))
  const pairs = [...ends].flatMap((from) => crosswalk.reachableFrom(from).map(({ uri }) => ({ from, to: uri })))
  return new Map([...Map.groupBy(pairs, ({ to }) => to)].map(([to, own]) => [to, own.map(({ from }) => from)]))
}

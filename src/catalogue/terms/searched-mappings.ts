import type { TermMapping } from '../../model/term-mapping.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import type { TermView } from './term-view.ts'
import type { MappingView } from './mapping-view.ts'

/** What a search needs to know of mappings, by terms as a client names them and by their row numbers. */
export interface SearchedMappings {
  readonly isEmpty: boolean
  uriOf(tid: number): string | undefined
  /** Row numbers of the terms that mappings lead to from this one. */
  reachedFrom(tid: number): readonly number[]
  /** All terms that a filter by the term accepts, each with the mappings it is reached through. */
  expand(uriOrCurie: string, descendants: boolean): ReadonlyMap<string, readonly TermMapping[]>
}

/** The mappings as they stand whenever they are asked for. */
export function createSearchedMappings(
  store: ReaderStore,
  terms: () => TermView,
  mappings: () => MappingView,
): SearchedMappings {
  return {
    get isEmpty() {
      return mappings().isEmpty
    },
    uriOf: (tid) => terms().termByRow(tid)?.uri,
    reachedFrom(tid) {
      const uri = terms().termByRow(tid)?.uri
      return uri === undefined
        ? []
        : mappings()
            .reachedFrom(uri)
            .flatMap((reached) => terms().rowOf(reached) ?? [])
    },
    expand: (text, descendants) =>
      store.remember(
        `expanded ${descendants} ${text}`,
        () => {
          const uri = terms().termByRow(terms().rowOf(text) ?? -1)?.uri
          return uri === undefined ? new Map() : mappings().expand(uri, descendants)
        },
        (accepted) => 200 + accepted.size * 150,
      ),
  }
}

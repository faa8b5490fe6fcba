import type { AreaRows } from '../areas/area-rows.ts'
import type { SearchedMappings } from '../terms/searched-mappings.ts'
import type { SearchedText } from './text-search.ts'

/** What turning a filter into SQL needs to know of the catalogue. */
export interface SearchContext {
  /** Row number of a feed that counts; undefined where the slug is unknown. */
  feedId(slug: string): number | undefined
  feedSlugs(): readonly string[]
  /** Row numbers of a term, by URI or CURIE however spelled; undefined where no feed and no scheme knows it. */
  termId(uriOrCurie: string): number | undefined
  /** Key of a taxonomy by its key, URI, UUID or name; undefined where unknown. */
  taxonomyKey(name: string): string | undefined
  organizationId(feed: string, originId: string): number | undefined
  readonly areas: AreaRows
  /** What a typed text is searched as, corrected where nothing is found as typed; undefined where it holds no word. */
  searchedText(text: string): SearchedText | undefined
  /** The same as typed: with kin and synonyms, and nothing instead. */
  typedText(text: string): SearchedText | undefined
  readonly mappings: SearchedMappings
  /** Whether any service names a language by this key: an ISO 639 code, or a name that has none. */
  hasLanguage(key: string): boolean
  nowMs(): number
}

import type { AreaType } from '../../geography/area.ts'
import type { Gazetteer } from '../../geography/gazetteer.ts'
import type { DemandSubject } from '../../model/demand.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { createTagSuggester } from '../terms/suggest-tags.ts'
import type { TermView } from '../terms/term-view.ts'
import type { ServiceFilter } from '../service-query.ts'
import { everyPart } from './filter-parts.ts'
import type { SearchContext } from './search-context.ts'

/** What finding takes besides the search itself. */
export interface DemandParts {
  readonly store: ReaderStore
  readonly search: SearchContext
  terms(): TermView
  gazetteer(): Gazetteer
}

const MOST_TERMS = 3
const MOST_AREAS = 4
/** An area of fewer people could say who asked. */
const LARGE: ReadonlySet<AreaType> = new Set(['DISTRICT', 'COUNTY', 'COMBINED_AUTHORITY', 'REGION', 'COUNTRY', 'ICB'])

/**
 * What a search is about, as terms and areas that are held: the terms it names, those of shared schemes whose labels stand in
 * its words, and the districts or larger areas that it names or lies in. Of the words themselves nothing is given. Empty where
 * it has neither terms nor words.
 */
export function findDemand(parts: DemandParts, filter: ServiceFilter): readonly DemandSubject[] {
  const required = [...everyPart(filter)].filter(({ isNegated }) => !isNegated).map((part) => part.filter)
  const texts = required.flatMap(({ text }) => text ?? [])
  const named = required.flatMap(({ taxonomyTerms }) => [
    ...(taxonomyTerms?.anyOf ?? []),
    ...(taxonomyTerms?.allOf ?? []),
  ])
  if (texts.length + named.length === 0) return []
  const terms = [...namedTerms(parts, named), ...texts.flatMap((text) => termsIn(parts, text))]
  const areas = required.flatMap((part) => areasOf(parts, part))
  const [someTerms, someAreas] = [[...new Set(terms)].slice(0, MOST_TERMS), [...new Set(areas)].slice(0, MOST_AREAS)]
  return (someTerms.length > 0 ? someTerms : [undefined]).flatMap((term) =>
    (someAreas.length > 0 ? someAreas : [undefined]).map((area) => ({
      ...(term !== undefined && { term }),
      ...(area !== undefined && { area }),
    })),
  )
}

function namedTerms({ search, terms }: DemandParts, named: readonly string[]): readonly string[] {
  return named.flatMap((term) => terms().termByRow(search.termId(term) ?? -1)?.uri ?? [])
}

function termsIn({ store, terms }: DemandParts, text: string): readonly string[] {
  const suggest = store.once('labels that searches name', () => {
    const view = terms()
    const shared = new Set(view.taxonomies.flatMap((taxonomy) => (taxonomy.shared ? [taxonomy.key] : [])))
    const labels = view.find({}).filter(({ taxonomy, discontinued }) => shared.has(taxonomy) && !discontinued)
    return createTagSuggester(labels, MOST_TERMS)
  })
  return suggest(text, '').map(({ term }) => term.uri)
}

function areasOf({ search, gazetteer }: DemandParts, { areas, near, text }: ServiceFilter): readonly string[] {
  const places = text === undefined ? [] : (search.searchedText(text)?.places.flatMap(({ codes }) => codes) ?? [])
  const around = near === undefined ? [] : gazetteer().codesAt(near).slice(0, 1)
  return [...(areas?.anyOf ?? []), ...places, ...around].flatMap((code) => largeAreaOf(gazetteer(), code) ?? [])
}

/** The area itself where it is large enough, else the nearest above it that is. */
function largeAreaOf(gazetteer: Gazetteer, code: string): string | undefined {
  const current = gazetteer.findCurrent(code)[0]?.area.code ?? code
  return [current, ...gazetteer.ancestorsOf(current)].find((each) => {
    const type = gazetteer.find(each)?.type
    return type !== undefined && LARGE.has(type)
  })
}

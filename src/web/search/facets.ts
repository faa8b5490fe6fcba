import { type Html, html } from '../html.ts'
import type { TextName } from '../texts/english.ts'
import type { View } from '../view.ts'
import { queryOf, type Search, type SearchField } from './read-search.ts'
import type { Facets } from './search-answer.ts'

/** A value to narrow by. */
interface FacetValue {
  readonly value: string
  readonly name: string
  /** By which it may be asked for too. */
  readonly alias?: string
  /** Undefined: of a value that is chosen but not among those counted. */
  readonly count?: number
}

/** A dimension to narrow by. */
interface Facet {
  readonly field: SearchField
  readonly title: TextName
  readonly values: readonly FacetValue[]
  /** How many services do not say; absent: not counted. */
  readonly unknown?: number
}

/** Every dimension to narrow by: each value a link with its count, what is chosen a link that takes it away. */
export function renderFacets(facets: Facets, search: Search, view: View): Html {
  const { t } = view
  const lists = facetsOf(facets, view).map((facet) => ({ ...facet, values: withChosen(facet, search) }))
  return html`<aside class="oruk-facets" id="narrow" aria-labelledby="narrow-title">
    <h2 class="govuk-heading-m" id="narrow-title">${t('facetsTitle')}</h2>
    ${lists.filter(({ values }) => values.length > 0).map((facet) => renderFacet(facet, search, view))}
  </aside>`
}

function facetsOf(
  { taxonomyTerms, areas, feeds, attending, languages, free, accessible }: Facets,
  view: View,
): readonly Facet[] {
  const { t } = view
  const terms = chooseTerms(taxonomyTerms)
  const counted = (values: readonly FacetValue[]): readonly FacetValue[] => values.filter(({ count }) => count !== 0)
  return [
    {
      field: 'term',
      title: 'fieldTerm',
      values: terms.map(({ term, count }) => ({
        value: term.uri,
        name: nameOfTerm(term, terms),
        ...(term.curie !== null && { alias: term.curie }),
        count,
      })),
    },
    {
      field: 'area',
      title: 'fieldArea',
      values: areas.map(({ area, count }) => ({ value: area.code, name: area.name, count })),
    },
    {
      field: 'feed',
      title: 'fieldFeed',
      values: feeds.map(({ feed, count }) => ({ value: feed.slug, name: feed.publisher, count })),
    },
    {
      field: 'free',
      title: 'fieldFree',
      values: counted([
        { value: 'yes', name: t('yes'), count: free.free },
        { value: 'no', name: t('no'), count: free.charged },
      ]),
      unknown: free.unknown,
    },
    {
      field: 'accessible',
      title: 'fieldAccessible',
      values: counted([
        { value: 'yes', name: t('yes'), count: accessible.accessible },
        { value: 'no', name: t('no'), count: accessible.notAccessible },
      ]),
      unknown: accessible.unknown,
    },
    {
      field: 'attending',
      title: 'fieldAttending',
      values: attending.map(({ attending: way, count }) => ({
        value: way,
        name: view.label('AttendingType', way),
        count,
      })),
    },
    {
      field: 'language',
      title: 'fieldLanguage',
      values: languages.map(({ name, count }) => ({ value: name, name, count })),
    },
  ]
}

type Term = Facets['taxonomyTerms'][number]['term']

const MOST_TERMS = 12

/** Of schemes that feeds share, where there are any: publishers' own headings lead to them by mappings. */
function chooseTerms(counted: Facets['taxonomyTerms']): Facets['taxonomyTerms'] {
  const shared = counted.filter(({ term }) => term.taxonomy.shared)
  return (shared.length > 0 ? shared : counted).slice(0, MOST_TERMS)
}

/** Its scheme goes with it where another counted term has the same name. */
function nameOfTerm(term: Term, counted: Facets['taxonomyTerms']): string {
  const isAlone = counted.every(({ term: { uri, name } }) => uri === term.uri || name !== term.name)
  return isAlone ? term.name : `${term.name} (${term.taxonomy.name})`
}

/** A value that was chosen can be taken away, whether it is among those counted or not. */
function withChosen({ field, values }: Facet, search: Search): readonly FacetValue[] {
  const others = search[field].filter((value) => !values.some((known) => isOf(known, value)))
  return [...others.map((value) => ({ value, name: value })), ...values]
}

function isOf({ value, name, alias }: FacetValue, asked: string): boolean {
  return value === asked || alias === asked || name.toLowerCase() === asked.toLowerCase()
}

function renderFacet({ field, title, values, unknown }: Facet, search: Search, view: View): Html {
  const { t } = view
  return html`<section class="oruk-facet govuk-body" aria-labelledby="facet-${field}">
    <h3 class="govuk-heading-s" id="facet-${field}">${t(title)}</h3>
    <ul>
      ${values.map((facetValue) => renderFacetValue(field, facetValue, search, view))}
      ${unknown !== undefined && unknown > 0 && html`<li class="oruk-caption">${t('facetUnknown', { count: unknown })}</li>`}
    </ul>
  </section>`
}

/** Fields of which one value is asked at a time. */
const SINGLE: ReadonlySet<SearchField> = new Set(['free', 'accessible', 'language'])

function renderFacetValue(field: SearchField, facetValue: FacetValue, search: Search, view: View): Html {
  const { value, name, count } = facetValue
  const isChosen = search[field].some((asked) => isOf(facetValue, asked))
  const left = search[field].filter((asked) => !isOf(facetValue, asked))
  const next = isChosen ? left : SINGLE.has(field) ? [value] : [...left, value]
  const address = view.link('services', queryOf(search, { [field]: next }))
  return html`<li>
    <a class="govuk-link" href="${address}" ${isChosen && html` aria-current="true"`}
      >${isChosen && html`✕ `}${name}${isChosen && html`<span class="govuk-visually-hidden"> (${view.t('facetRemove')})</span>`}</a
    >
    ${count !== undefined && html`<span>${view.number(count)}</span>`}
  </li>`
}

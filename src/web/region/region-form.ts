import { sharedFirst } from '../../model/shared-first.ts'
import { type Option, renderSelect, renderTextField } from '../form-field.ts'
import { type Html, html, joined, type Part } from '../html.ts'
import type { TextName } from '../texts/english.ts'
import type { View } from '../view.ts'
import type { RegionAnswer } from './region-answer.ts'
import { given } from './region-question.ts'

const TYPES = ['DISTRICT', 'COUNTY', 'WARD', 'ICB', 'COMBINED_AUTHORITY', 'REGION', 'COUNTRY'] as const
const PEOPLE = ['ALL', 'AGE_0_17', 'AGE_18_64', 'AGE_65_PLUS'] as const
const DEEPEST = 4
const FIELDS = ['within', 'type', 'people', 'scheme', 'level', 'text']

/** What is compared, as a form whose fields are the address's parameters. */
export function renderRegionForm(answer: RegionAnswer, view: View): Html {
  const { t } = view
  const chosen = (name: string, options: readonly Option[], label: TextName): Html =>
    renderSelect({ name, label: t(label), options, chosen: given(view.params, name) ?? '' }, view)
  const schemes = sharedFirst(answer.taxonomies, (taxonomy) => taxonomy)
  const isOpen = FIELDS.some((name) => view.params.has(name))
  return html`<details class="govuk-details oruk-noprint" ${isOpen && html` open`}>
    <summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">${t('filterTitle')}</span>
    </summary>
    <form action="${view.link('region')}" method="get" class="govuk-details__text" aria-label="${t('filterTitle')}">
      <div class="oruk-fields">
        ${chosen('within', containersOf(answer, view), 'filterWithin')}
        ${chosen(
          'type',
          TYPES.map((value) => ({ value, label: t(`type${value}`) })),
          'filterType',
        )}
        ${chosen(
          'people',
          PEOPLE.map((value) => ({ value, label: t(`people${value}`) })),
          'filterPeople',
        )}
        ${chosen('scheme', [{ value: '', label: t('filterSchemeDefault') }, ...schemes.map(({ name, uri }) => ({ value: uri ?? name, label: name }))], 'filterScheme')}
        ${chosen(
          'level',
          Array.from({ length: DEEPEST }, (_, at) => ({ value: String(at + 1), label: String(at + 1) })),
          'filterLevel',
        )}
        ${field('text', 'filterText', 'filterTextHint', view)}
      </div>
      <button class="govuk-button" type="submit">${t('filterButton')}</button>
    </form>
  </details>`
}

/** The areas above those shown, so that all that lie in one can be compared. */
function containersOf({ coverage }: RegionAnswer, view: View): readonly Option[] {
  const parents = (coverage?.areas ?? []).flatMap(({ area }) => area.parents ?? [])
  const byCode = new Map(parents.map(({ code, name }) => [code, { value: code, label: name }]))
  const sorted = [...byCode.values()].toSorted((a, b) => a.label.localeCompare(b.label, 'en'))
  return [{ value: '', label: view.t('filterWithinAll') }, ...sorted]
}

/** Headings looked up by a word, each leading to its page, as a form of its own. */
export function renderHeadingForm(found: RegionAnswer['taxonomyTerms'], link: (term: Found) => Part, view: View): Html {
  const { t } = view
  return html`<form
      action="${view.link('region')}"
      method="get"
      class="oruk-form oruk-noprint"
      role="search"
      aria-labelledby="find"
    >
      <h2 class="govuk-heading-m" id="find">${t('headingTitle')}</h2>
      ${field('heading', 'headingLabel', 'headingHint', view)}
      <button class="govuk-button govuk-button--secondary" type="submit">${t('headingButton')}</button>
    </form>
    ${found !== null && found !== undefined && renderFound(found, link, view)}`
}

type Found = NonNullable<RegionAnswer['taxonomyTerms']>['nodes'][number]

function renderFound(
  { totalCount, nodes }: NonNullable<RegionAnswer['taxonomyTerms']>,
  link: (term: Found) => Part,
  view: View,
): Html {
  const { t } = view
  if (totalCount === 0) return renderNone(view)
  return html`<div class="govuk-inset-text" role="status">
    <p class="govuk-body">${t('headingFound', { count: totalCount })}</p>
    <ul class="govuk-list">
      ${sharedFirst(nodes, ({ taxonomy }) => taxonomy).map((term) => html`<li>${link(term)}${!term.taxonomy.shared && html` <span class="oruk-caption">${t('headingLocal', { scheme: term.taxonomy.name })}</span>`}</li>`)}
    </ul>
  </div>`
}

/** What to do instead: each of several words by itself, and the areas by the services that have the words. */
function renderNone(view: View): Html {
  const { t } = view
  const asked = given(view.params, 'heading') ?? ''
  const words = asked.split(/\s+/)
  const single = words.map(
    (word) => html`<a class="govuk-link" href="${view.link('region', { heading: word })}#find">${word}</a>`,
  )
  return html`<div class="govuk-inset-text" role="status">
    <p class="govuk-body">${t('headingNone')}</p>
    ${words.length > 1 && html`<p class="govuk-body">${t('headingSingle')} ${joined(single, ', ')}</p>`}
    <p class="govuk-body">
      <a class="govuk-link" href="${view.link('region', { text: asked })}">${t('headingByText', { words: asked })}</a>
    </p>
  </div>`
}

function field(name: string, label: TextName, hint: TextName, view: View): Html {
  const { t, params } = view
  return renderTextField({ name, label: t(label), hint: t(hint), value: params.get(name) ?? '' }, view)
}

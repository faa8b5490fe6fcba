import { LABELS } from '../../model/labels.ts'
import {
  type Option,
  renderGroup,
  renderProblem,
  renderSelect,
  renderTextField,
  type TextFieldParts,
} from '../form-field.ts'
import { type Html, html } from '../html.ts'
import type { TextName } from '../texts/english.ts'
import type { View } from '../view.ts'
import { type HeadingOffer, renderHeadingField } from './heading-field.ts'
import type { Search, SearchField } from './read-search.ts'

/** What is wrong with fields, by field, in GraphQL's own sentences. */
export type FieldProblems = ReadonlyMap<SearchField, string>

/** What a field is called. */
export const FIELD_NAMES: Readonly<Record<SearchField, TextName>> = {
  text: 'fieldText',
  postcode: 'fieldPostcode',
  within: 'fieldWithin',
  heading: 'fieldTerm',
  term: 'fieldTerm',
  area: 'fieldArea',
  feed: 'fieldFeed',
  age: 'fieldAge',
  day: 'fieldDay',
  free: 'fieldFree',
  accessible: 'fieldAccessible',
  language: 'fieldLanguage',
  attending: 'fieldAttending',
  unknowns: 'fieldUnknowns',
  after: 'fieldPage',
  before: 'fieldPage',
}

const METRES_PER_MILE = 1_609.344
const MILES = [1, 3, 5, 10, 20]
const FEW: readonly SearchField[] = ['age', 'day', 'free', 'accessible', 'language', 'attending', 'unknowns']

/** The form: every field with what was sent for it, and what is wrong with that. What narrows by links is kept. */
export function renderSearchForm(search: Search, problems: FieldProblems, offer: HeadingOffer, view: View): Html {
  const { t } = view
  const form = { search, problems, view }
  const isOpen = FEW.some((field) => search[field].length > 0)
  return html`<form action="${view.link('services')}" method="get" role="search" aria-label="${t('searchTitle')}">
    ${hidden(search, view)} ${input(form, 'text', { hint: 'fieldTextHint', type: 'search' })}
    ${renderHeadingField(offer, search.heading[0] ?? '', view)}
    <div class="oruk-row">
      ${input(form, 'postcode', { hint: 'fieldPostcodeHint', width: '10', attributes: html`autocomplete="postal-code"` })}
      ${renderWithin(form)}
    </div>
    <details class="govuk-details" ${isOpen && html` open`}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">${t('moreFilters')}</span>
      </summary>
      <div class="govuk-details__text">
        <div class="oruk-row">
          ${input(form, 'age', { width: '3', attributes: html`inputmode="numeric"` })}
          ${input(form, 'language', { hint: 'fieldLanguageHint', width: '10' })} ${select(form, 'free', yesOrNo(view))}
          ${select(form, 'accessible', yesOrNo(view))}
        </div>
        ${boxes(form, 'day', Object.keys(LABELS.Weekday), (day) => view.label('Weekday', day))}
        ${boxes(form, 'attending', Object.keys(LABELS.AttendingType), (way) => view.label('AttendingType', way))}
        ${select(form, 'unknowns', [
          { value: '', label: t('unknownsInclude') },
          { value: 'EXCLUDE', label: t('unknownsExclude') },
        ])}
      </div>
    </details>
    <div class="govuk-button-group">
      <button class="govuk-button" type="submit">${t('searchButton')}</button>
      <a class="govuk-link" href="${view.link('services')}">${t('searchClear')}</a>
    </div>
  </form>`
}

interface FormParts {
  readonly search: Search
  readonly problems: FieldProblems
  readonly view: View
}

/** What has no field of its own. */
function hidden(search: Search, view: View): readonly Html[] {
  const kept = (['term', 'area', 'feed'] as const).flatMap((name) => search[name].map((value) => ({ name, value })))
  const lang = view.language === view.site.language ? [] : [{ name: 'lang', value: view.language }]
  return [...kept, ...lang].map(({ name, value }) => html`<input type="hidden" name="${name}" value="${value}" />`)
}

function input(
  { search, problems, view }: FormParts,
  field: SearchField,
  { hint, ...parts }: { readonly hint?: TextName } & Pick<TextFieldParts, 'type' | 'width' | 'attributes'>,
): Html {
  const { t } = view
  const value = search[field][0] ?? ''
  const about = { name: field, label: t(FIELD_NAMES[field]), problem: problems.get(field) }
  return renderTextField({ ...about, ...parts, value, hint: hint && t(hint) }, view)
}

function yesOrNo({ t }: View): readonly Option[] {
  return [
    { value: '', label: t('anyValue') },
    { value: 'yes', label: t('yes') },
    { value: 'no', label: t('no') },
  ]
}

function select({ search, problems, view }: FormParts, field: SearchField, options: readonly Option[]): Html {
  const about = { name: field, label: view.t(FIELD_NAMES[field]), problem: problems.get(field) }
  return renderSelect({ ...about, options, chosen: search[field][0] ?? '' }, view)
}

function renderWithin(form: FormParts): Html {
  const { t } = form.view
  const miles = MILES.map((count): Option => ({
    value: String(Math.round(count * METRES_PER_MILE)),
    label: t('withinMiles', { count }),
  }))
  return select(form, 'within', [
    ...miles.toSpliced(2, 1),
    { value: '', label: t('withinMiles', { count: 5 }) },
    { value: 'any', label: t('withinAny') },
  ])
}

function boxes(
  form: FormParts,
  field: SearchField,
  values: readonly string[],
  nameOf: (value: string) => string,
): Html {
  const { search, problems, view } = form
  const problem = problems.get(field)
  const unknown = search[field].filter((value) => !values.includes(value))
  return renderGroup(
    problem,
    html`<fieldset class="govuk-fieldset" id="${field}">
      <legend class="govuk-fieldset__legend">${view.t(FIELD_NAMES[field])}</legend>
      ${renderProblem(field, problem, view)}
      <div class="govuk-checkboxes govuk-checkboxes--small oruk-boxes">
        ${[...values, ...unknown].map((value) => {
          const isChosen = search[field].includes(value)
          return html`<div class="govuk-checkboxes__item">
            <input
              class="govuk-checkboxes__input"
              id="${field}-${value}"
              name="${field}"
              type="checkbox"
              value="${value}"
              ${isChosen && html` checked`}
            />
            <label class="govuk-label govuk-checkboxes__label" for="${field}-${value}">${nameOf(value)}</label>
          </div>`
        })}
      </div>
    </fieldset>`,
  )
}

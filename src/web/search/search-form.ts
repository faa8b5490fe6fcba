import { LABELS } from '../../model/labels.ts'
import { type Html, html, type Part } from '../html.ts'
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
    ${hidden(search, view)} ${input(form, 'text', { hint: 'fieldTextHint', type: 'search', width: 'full' })}
    ${renderHeadingField(offer, search.heading[0] ?? '', view)}
    <div class="oruk-row">
      ${input(form, 'postcode', { hint: 'fieldPostcodeHint', width: '10' })} ${renderWithin(form)}
    </div>
    <details class="govuk-details" ${isOpen && html` open`}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">${t('moreFilters')}</span>
      </summary>
      <div class="govuk-details__text">
        <div class="oruk-row">
          ${input(form, 'age', { width: '3' })} ${input(form, 'language', { hint: 'fieldLanguageHint', width: '10' })}
          ${select(form, 'free', yesOrNo(view))} ${select(form, 'accessible', yesOrNo(view))}
        </div>
        ${boxes(form, 'day', Object.keys(LABELS.Weekday), (day) => view.label('Weekday', day))}
        ${boxes(form, 'attending', Object.keys(LABELS.AttendingType), (way) => view.label('AttendingType', way))}
        ${select(form, 'unknowns', [
          ['', t('unknownsInclude')],
          ['EXCLUDE', t('unknownsExclude')],
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

interface InputParts {
  readonly hint?: TextName
  readonly type?: 'search'
  readonly width: string
}

function input(form: FormParts, field: SearchField, { hint, type, width }: InputParts): Html {
  const { search, problems, view } = form
  const { t } = view
  const isWrong = problems.has(field)
  const described = [...(hint === undefined ? [] : [`${field}-hint`]), ...(isWrong ? [`${field}-error`] : [])].join(' ')
  const size = width === 'full' ? '' : ` govuk-input--width-${width}`
  return group(
    form,
    field,
    html`<label class="govuk-label" for="${field}">${t(FIELD_NAMES[field])}</label>
      ${hint !== undefined && html`<div class="govuk-hint" id="${field}-hint">${t(hint)}</div>`}
      ${problemOf(form, field)}
      <input
        class="govuk-input${size}${isWrong && ' govuk-input--error'}"
        id="${field}"
        name="${field}"
        type="${type ?? 'text'}"
        value="${search[field][0] ?? ''}"
        ${described !== '' && html` aria-describedby="${described}"`}
        ${field === 'postcode' && html`autocomplete="postal-code"`}${field === 'age' && html`inputmode="numeric"`}
      />`,
  )
}

type Choice = readonly [value: string, words: string]

function yesOrNo({ t }: View): readonly Choice[] {
  return [
    ['', t('anyValue')],
    ['yes', t('yes')],
    ['no', t('no')],
  ]
}

function select(form: FormParts, field: SearchField, choices: readonly Choice[]): Html {
  const { search, view } = form
  const chosen = search[field][0] ?? ''
  // What is not among the choices stays what was asked for.
  const all = choices.some(([value]) => value === chosen) ? choices : [...choices, [chosen, chosen] as const]
  return group(
    form,
    field,
    html`<label class="govuk-label" for="${field}">${view.t(FIELD_NAMES[field])}</label> ${problemOf(form, field)}
      <select class="govuk-select" id="${field}" name="${field}">
        ${all.map(([value, words]) => html`<option value="${value}" ${value === chosen && html` selected`}>${words}</option>`)}
      </select>`,
  )
}

function renderWithin(form: FormParts): Html {
  const { t } = form.view
  const miles = MILES.map((count): Choice => [String(Math.round(count * METRES_PER_MILE)), t('withinMiles', { count })])
  return select(form, 'within', [
    ...miles.toSpliced(2, 1),
    ['', t('withinMiles', { count: 5 })],
    ['any', t('withinAny')],
  ])
}

function boxes(
  form: FormParts,
  field: SearchField,
  values: readonly string[],
  nameOf: (value: string) => string,
): Html {
  const { search, view } = form
  const unknown = search[field].filter((value) => !values.includes(value))
  return group(
    form,
    field,
    html`<fieldset class="govuk-fieldset" id="${field}">
      <legend class="govuk-fieldset__legend">${view.t(FIELD_NAMES[field])}</legend>
      ${problemOf(form, field)}
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

function group({ problems }: FormParts, field: SearchField, content: Html): Html {
  return html`<div class="govuk-form-group${problems.has(field) && ' govuk-form-group--error'}">${content}</div>`
}

function problemOf({ problems, view }: FormParts, field: SearchField): Part {
  const sentence = problems.get(field)
  const start = view.t('errorWord')
  return (
    sentence !== undefined &&
    html`<p class="govuk-error-message" id="${field}-error">
      <span class="govuk-visually-hidden">${start}:</span> ${sentence}
    </p>`
  )
}

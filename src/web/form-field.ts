import { type Html, html, type Part } from './html.ts'
import type { View } from './view.ts'

/** A field of a form: its label stands above it, then a hint, then what is wrong with what was sent. */
interface FieldParts {
  /** The parameter that it sends, and what its label and error lead to. */
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  /** A sentence; absent: nothing is wrong. */
  readonly problem?: string | undefined
  /** What follows the control within the field. */
  readonly after?: Part
}

/** A line of text to be typed. */
export interface TextFieldParts extends FieldParts {
  readonly value: string
  readonly type?: 'search' | 'text'
  /** In characters, as govuk-frontend has widths for; absent: as wide as the form. */
  readonly width?: '3' | '10'
  /** Further attributes. */
  readonly attributes?: Part
}

/** One of a list: what is sent for it, and what it is called. */
export interface Option {
  readonly value: string
  readonly label: string
}

/** A list of which one is chosen. */
export interface SelectParts extends FieldParts {
  readonly options: readonly Option[]
  readonly chosen: string
}

/** A field to type into. */
export function renderTextField(
  { value, type = 'text', width, attributes, ...field }: TextFieldParts,
  view: View,
): Html {
  const { name, problem } = field
  const size = width !== undefined && ` govuk-input--width-${width}`
  return renderField(
    field,
    html`<input
      class="govuk-input${size}${problem !== undefined && ' govuk-input--error'}"
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      ${describedBy(field)}
      ${attributes}
    />`,
    view,
  )
}

/** A field to choose from. What was sent and is none of the options stays chosen. */
export function renderSelect({ options, chosen, ...field }: SelectParts, view: View): Html {
  const { name } = field
  const isKnown = options.some(({ value }) => value === chosen)
  const all = isKnown || chosen === '' ? options : [...options, { value: chosen, label: chosen }]
  return renderField(
    field,
    html`<select class="govuk-select" id="${name}" name="${name}" ${describedBy(field)}>
      ${all.map(({ value, label }) => html`<option value="${value}" ${value === chosen && html` selected`}>${label}</option>`)}
    </select>`,
    view,
  )
}

function renderField({ name, label, hint, problem, after }: FieldParts, control: Html, view: View): Html {
  return renderGroup(
    problem,
    html`<label class="govuk-label" for="${name}">${label}</label>
      ${hint !== undefined && html`<div class="govuk-hint" id="${name}-hint">${hint}</div>`}
      ${renderProblem(name, problem, view)} ${control} ${after}`,
  )
}

/** The parts of one field together, marked where something is wrong with it. */
export function renderGroup(problem: string | undefined, content: Html): Html {
  return html`<div class="govuk-form-group${problem !== undefined && ' govuk-form-group--error'}">${content}</div>`
}

/** What is wrong with a field; nothing where nothing is. */
export function renderProblem(name: string, problem: string | undefined, { t }: View): Part {
  return (
    problem !== undefined &&
    html`<p class="govuk-error-message" id="${name}-error">
      <span class="govuk-visually-hidden">${t('errorWord')}:</span> ${problem}
    </p>`
  )
}

function describedBy({ name, hint, problem }: FieldParts): Part {
  const ids = [hint !== undefined && `${name}-hint`, problem !== undefined && `${name}-error`].filter(Boolean)
  return ids.length > 0 && html`aria-describedby="${ids.join(' ')}"`
}

import { type Html, html } from './html.ts'
import type { View } from './view.ts'

/** A form of one line to be typed. */
export interface AskBox {
  /** The address of the page that answers, and the parameter that it takes. */
  readonly action: string
  readonly name: string
  readonly type: 'search' | 'text'
  readonly label: string
  readonly hint?: string
  readonly button: string
  readonly isSecondary?: true
  /** What was asked. */
  readonly value?: string
  /** The way on to more. */
  readonly more?: { readonly address: string; readonly words: string }
}

/** One field with its button; the language stays. */
export function renderAskBox(box: AskBox, { language, site }: View): Html {
  const { action, name, type, label, hint, button, isSecondary, value = '', more } = box
  const role = type === 'search' && html` role="search"`
  return html`<form action="${action}" method="get" class="govuk-form-group" ${role}>
    ${language !== site.language && html`<input type="hidden" name="lang" value="${language}" />`}
    <label class="govuk-label govuk-label--m" for="${name}">${label}</label>
    ${hint !== undefined && html`<div class="govuk-hint" id="${name}-hint">${hint}</div>`}
    <div class="oruk-search">
      <input
        class="govuk-input"
        id="${name}"
        name="${name}"
        type="${type}"
        value="${value}"
        ${hint !== undefined && html`aria-describedby="${name}-hint"`}
      /><button class="govuk-button${isSecondary === true && ' govuk-button--secondary'}" type="submit">
        ${button}
      </button>
    </div>
    ${more !== undefined && html`<p class="govuk-body"><a class="govuk-link" href="${more.address}">${more.words}</a></p>`}
  </form>`
}

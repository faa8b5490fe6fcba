import { type Html, html } from './html.ts'
import type { AnswerError } from './page.ts'
import type { View } from './view.ts'

/** What was wrong with what was asked, in GraphQL's own sentences; nothing where nothing was. */
export function renderMistakes(mistakes: readonly AnswerError[], { t }: View): Html | undefined {
  if (mistakes.length === 0) return undefined
  return html`<div class="govuk-error-summary">
    <div role="alert">
      <h2 class="govuk-error-summary__title">${t('problemTitle')}</h2>
      <div class="govuk-error-summary__body">
        <ul class="govuk-list govuk-error-summary__list">
          ${mistakes.map(({ message }) => html`<li>${message}</li>`)}
        </ul>
      </div>
    </div>
  </div>`
}

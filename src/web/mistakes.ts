import { type Html, html } from './html.ts'
import { describeForAddress } from './parameter-mistake.ts'
import type { AnswerError } from './page.ts'
import type { View } from './view.ts'

const PARAMETERS: Readonly<Record<string, string>> = { kinds: 'kind', 'where.text': 'text' }

/** What was wrong with what was asked, in GraphQL's sentences by the parameters of the address; nothing where nothing was. `PARAMETERS` names those that are called otherwise than their variables. */
export function renderMistakes(mistakes: readonly AnswerError[], { t }: View): Html | undefined {
  if (mistakes.length === 0) return undefined
  return html`<div class="govuk-error-summary">
    <div role="alert">
      <h2 class="govuk-error-summary__title">${t('problemTitle')}</h2>
      <div class="govuk-error-summary__body">
        <ul class="govuk-list govuk-error-summary__list">
          ${mistakes.map((each) => html`<li>${describeForAddress(each, (path) => PARAMETERS[path] ?? path)}</li>`)}
        </ul>
      </div>
    </div>
  </div>`
}

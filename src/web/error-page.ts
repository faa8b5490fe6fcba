import { html } from './html.ts'
import { renderLayout } from './layout.ts'
import type { TextName } from './texts/english.ts'
import type { View } from './view.ts'

/** Why a request was refused, as the server says it. */
export interface Refusal {
  readonly status: number
  readonly message: string
  /** Seconds to wait, as `Retry-After` has them. */
  readonly retryAfterSeconds?: number
}

/** A refusal as a page for a person; its words are the refusal's own. */
export function renderErrorPage({ status, message, retryAfterSeconds }: Refusal, view: View): string {
  const { t } = view
  const title = t(titleOf(status))
  const main = html`<h1 class="govuk-heading-l">${title}</h1>
    <p class="govuk-body">${status === 404 ? t('notFoundText') : message}</p>
    ${retryAfterSeconds !== undefined && html`<p class="govuk-body">${t('busyText', { seconds: retryAfterSeconds })}</p>`}
    <p class="govuk-body"><a class="govuk-link" href="${view.link('')}">${t('goHome')}</a></p>`
  return renderLayout({ content: { title, main }, view, languages: [] })
}

function titleOf(status: number): TextName {
  if (status === 404) return 'notFoundTitle'
  if (status === 429) return 'busyTitle'
  if (status === 503) return 'busyOrStartingTitle'
  return status >= 500 ? 'failedTitle' : 'badRequestTitle'
}

import { type Html, html, type Part } from './html.ts'
import { renderTableHead } from './table.ts'
import type { View } from './view.ts'

/** Names with values, under a caption, with the CSV that has them beside it. */
export function renderSummaryList(
  caption: string,
  rows: readonly (readonly [name: Part, value: Part])[],
  csv: string,
  view: View,
): Html {
  return html`${renderTableHead({ caption, csv }, view)} ${renderSummaryRows(rows)}`
}

/** Names with values alone. */
export function renderSummaryRows(rows: readonly (readonly [name: Part, value: Part])[]): Html {
  return html`<dl class="govuk-summary-list">
    ${rows.map(
      ([name, value]) =>
        html`<div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">${name}</dt>
          <dd class="govuk-summary-list__value">${value}</dd>
        </div>`,
    )}
  </dl>`
}

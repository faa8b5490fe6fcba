import { type Html, html, type Part } from '../html.ts'
import { renderSummaryRows } from '../summary-list.ts'

/** A row of a list: what it is, and what is stated of it. A row without anything stated is left out. */
export type SummaryRow = readonly [name: string, value: Part]

/** Names and what is stated of each; nothing where no row has a value. */
export function renderSummary(rows: readonly SummaryRow[]): Html | undefined {
  const stated = rows.filter(([, value]) => hasContent(value))
  return stated.length === 0 ? undefined : renderSummaryRows(stated)
}

/** Several values under each other; undefined where there is none. */
export function linesOf(values: readonly Part[]): Part {
  const stated = values.filter(hasContent)
  if (stated.length < 2) return stated[0]
  return html`<ul class="oruk-plain">
    ${stated.map((value) => html`<li>${value}</li>`)}
  </ul>`
}

function hasContent(part: Part): boolean {
  return part !== undefined && part !== false && part !== '' && !(Array.isArray(part) && part.length === 0)
}

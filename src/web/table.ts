import { type Html, html, type Part } from './html.ts'
import type { View } from './view.ts'

/** A column: its heading, and whether it holds numbers. */
interface TableColumn {
  readonly heading: Part
  readonly isNumeric?: boolean
}

/** A table of a page. */
export interface TableParts {
  /** Unlike that of any other table of the page; a fragment of the address leads to it. */
  readonly id: string
  readonly caption: string
  readonly columns: readonly TableColumn[]
  /** As many cells as columns; the first heads its row. */
  readonly rows: readonly (readonly Part[])[]
  /** Where exactly these rows are had as CSV. */
  readonly csv: string
  /** True: it is a section of its page by itself. Absent: it lies in one, below its heading. */
  readonly isSection?: boolean
}

/** What leads to the CSV of a table or a list, named by its caption. */
export function csvLink(csv: string, caption: string, { t }: Pick<View, 't'>): Html {
  return html`<a class="govuk-link govuk-body oruk-noprint" href="${csv}"
    >${t('csv')}<span class="govuk-visually-hidden">: ${t('csvHint', { what: caption })}</span></a
  >`
}

/** What stands above a table or a list. */
interface TableHead extends Pick<TableParts, 'caption' | 'csv'> {
  /** Absent: nothing leads to it. */
  readonly id?: string
  readonly isSection?: boolean | undefined
}

/** A caption as a heading, with the link to the CSV of what it heads beside it. */
export function renderTableHead({ id, caption, csv, isSection = false }: TableHead, view: View): Html {
  const anchor = id !== undefined && html`id="${id}"`
  return html`<div class="oruk-table-head">
    ${isSection ? html`<h2 class="govuk-heading-s" ${anchor}>${caption}</h2>` : html`<h3 class="govuk-heading-s" ${anchor}>${caption}</h3>`}
    ${csvLink(csv, caption, view)}
  </div>`
}

/** A table under its caption, which scrolls by itself where the page is too narrow, with its CSV beside it. */
export function renderTable({ id, caption, columns, rows, csv, isSection }: TableParts, view: View): Html {
  const numeric = (at: number, kind: 'header' | 'cell'): Part =>
    columns[at]?.isNumeric === true && ` govuk-table__${kind}--numeric`
  return html`${renderTableHead({ id, caption, csv, isSection }, view)}
    <div class="oruk-scroll" role="region" aria-labelledby="${id}" tabindex="0">
      <table class="govuk-table" aria-labelledby="${id}">
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            ${columns.map(({ heading }, at) => html`<th scope="col" class="govuk-table__header${numeric(at, 'header')}">${heading}</th>`)}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          ${rows.map(
            (cells) =>
              html`<tr class="govuk-table__row">
                ${cells.map((cell, at) =>
                  at === 0
                    ? html`<th scope="row" class="govuk-table__header">${cell}</th>`
                    : html`<td class="govuk-table__cell${numeric(at, 'cell')}">${cell}</td>`,
                )}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>`
}

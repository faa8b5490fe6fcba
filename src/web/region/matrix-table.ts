import { figureLink } from '../figures/figure-link.ts'
import { machineValue } from '../figures/machine-value.ts'
import { rateText } from '../figures/rate.ts'
import { type Html, html, type Part } from '../html.ts'
import { labelOf } from '../../model/labels.ts'
import { renderTableHead } from '../table.ts'
import type { TextName } from '../texts/english.ts'
import type { View } from '../view.ts'
import { areaLink } from './area-table.ts'
import type { Cell, MatrixRow, Term } from './region-answer.ts'
import { classOfCell, shownSign, signOf, wordsOf } from './signs.ts'
import { readSorting, sortBy, sortHeading, type SortKey } from './sorting.ts'

/** An area as a column. */
interface Column {
  readonly code: string
  readonly name: string
}

/** What a matrix is made from; the cells of a row are those of the areas, in their order. */
export interface MatrixParts {
  readonly id: string
  readonly caption: string
  readonly areas: readonly Column[]
  readonly rows: readonly MatrixRow[]
  readonly csv: string
  /** Whether its columns sort it by links. */
  readonly isSortable?: boolean
  /** True: it is a section of its page by itself. Absent: it lies in one, below its heading. */
  readonly isSection?: boolean
}

/** Rows in the order that the parameter `by` names: headings by name, or those of an area, by what it has. */
export function sortRows(
  rows: readonly MatrixRow[],
  areas: readonly Pick<Column, 'code'>[],
  view: View,
): readonly MatrixRow[] {
  const codes = areas.map(({ code }) => code)
  const sorting = readSorting(view.params, 'by', ['name', ...codes])
  if (sorting === undefined) return rows
  const at = codes.indexOf(sorting.by)
  const keyOf = ({ term, cells }: MatrixRow): SortKey => {
    const cell = cells[at]
    if (sorting.by === 'name') return term.name
    return cell === undefined || !isCounted(cell) ? undefined : (cell.serviceCount ?? undefined)
  }
  return sortBy(rows, keyOf, sorting.isDown)
}

/** Where it is known how many there are. */
function isCounted({ state }: Cell): boolean {
  return state === 'PRESENT' || state === 'ABSENT'
}

/** Headings by areas: in each cell its state and figure in words, its sign first; what is not known is hatched and never a 0. */
export function renderMatrix(parts: MatrixParts, view: View): Html {
  const { id, caption, areas, rows, csv, isSortable = false, isSection = false } = parts
  const { t } = view
  const sorting = readSorting(view.params, 'by', ['name', ...areas.map(({ code }) => code)])
  const heading = (column: string, words: string, text: Part): Part =>
    isSortable ? sortHeading('by', { text, words, column, anchor: id }, sorting, view) : text
  return html`${renderTableHead({ id, caption, csv, isSection }, view)}
    <div class="oruk-scroll oruk-scroll--sticky" role="region" aria-labelledby="${id}" tabindex="0">
      <table class="govuk-table oruk-matrix" aria-labelledby="${id}">
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            <th scope="col" class="govuk-table__header">${heading('name', t('matrixHeading'), t('matrixHeading'))}</th>
            ${areas.map((area) => html`<th scope="col" class="govuk-table__header">${heading(area.code, area.name, areaLink(area, view))}</th>`)}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          ${rows.map(
            ({ term, cells }) =>
              html`<tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">${termLink(term, view)}</th>
                ${cells.map((cell) => renderCell(cell, view))}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
    ${renderKey(view)}`
}

function renderCell(cell: Cell, view: View): Html {
  const name = classOfCell(cell)
  return html`<td class="govuk-table__cell oruk-cell--${name}">${describeCell(cell, view)}</td>`
}

/** What a cell says: its sign, its figure or state, and how it compares. */
function describeCell(cell: Cell, view: View): Html {
  const { state, serviceCount, unknownCount, ratePer1000, comparison } = cell
  const { t, number, params } = view
  const sign = shownSign(signOf(classOfCell(cell)))
  if (state === 'UNCERTAIN')
    return html`${sign} <span class="oruk-cell-words">${t('cellUncertain', { count: unknownCount ?? 0 })}</span>`
  if (state !== 'PRESENT' || serviceCount === null)
    return html`${sign} <span class="oruk-cell-words">${wordsOf('CellState', state)}</span>`
  const verdict = comparison?.verdict ?? null
  const rate = ratePer1000?.value ?? null
  const figure =
    params.get('show') === 'rate' && rate !== null
      ? machineValue(rate, rateText(rate))
      : machineValue(serviceCount, number(serviceCount))
  const words = verdict === null ? '' : `, ${wordsOf('ComparisonVerdict', verdict)}`
  return html`${sign} ${figure}<span class="govuk-visually-hidden">${words}</span>`
}

const STATES = ['PRESENT', 'ABSENT', 'UNCERTAIN', 'NOT_CLASSIFIED', 'NO_DATA'] as const
const STATE_SIGNS = { PRESENT: 'similar', ABSENT: 'none' } as const

function renderKey(view: View): Html {
  const { t } = view
  return html`<dl class="oruk-key govuk-body-s">
    ${STATES.map((state) => {
      const sign = signOf(state === 'PRESENT' || state === 'ABSENT' ? STATE_SIGNS[state] : 'unknown')
      const name: TextName = `key${state}`
      return html`<div>
        <dt>${shownSign(sign)} ${labelOf('CellState', state)}</dt>
        <dd>${t(name)}</dd>
      </div>`
    })}
    <div><dt>${figureLink('M8', t('keyMore'), view)}</dt></div>
  </dl>`
}

/** A heading that leads to its page. */
export function termLink(term: Term, view: View): Html {
  return html`<a class="govuk-link" href="${view.link(termPath(term), peopleOf(view))}">${term.name}</a>`
}

/** The path of a heading's page: by its CURIE where it has one, else by its id. */
function termPath({ curie, id }: Pick<Term, 'curie' | 'id'>): string {
  return `region/terms/${encodeURIComponent(curie ?? id)}`
}

/** What of the question goes on to the page of a heading. */
function peopleOf({ params }: View): Readonly<Record<string, string | undefined>> {
  const kept = ['within', 'type', 'people', 'text'] as const
  return Object.fromEntries(kept.map((name) => [name, params.get(name) || undefined]))
}

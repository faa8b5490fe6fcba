import { figureLink } from '../figures/figure-link.ts'
import { createNumberLine, drawInterval, drawNumberLine, type NumberLine } from '../figures/interval-drawing.ts'
import { machineValue } from '../figures/machine-value.ts'
import { describeRate } from '../figures/rate.ts'
import { type Html, html, type Part } from '../html.ts'
import { renderTable } from '../table.ts'
import type { View } from '../view.ts'
import { type NoteOrder, noteLinks } from './caveat-notes.ts'
import type { Cell } from './region-answer.ts'
import { classOfCell, describeVerdict, shownSign, signOf, wordsOf } from './signs.ts'

/** One heading in one area as a row. */
interface CellRow {
  /** What differs from row to row: the area, or the heading. */
  readonly name: Part
  readonly cell: Cell
  /** Where the services behind the figure are listed. */
  readonly services: string
}

/** What the table is made from. */
export interface CellTableParts {
  readonly id: string
  readonly caption: string
  /** Of the first column. */
  readonly heading: string
  readonly rows: readonly CellRow[]
  readonly notes: NoteOrder
  readonly csv: string
}

/** Cells one below the other: state and number, rate with its interval drawn, how it compares, and what to be careful of. */
export function renderCellTable({ id, caption, heading, rows, notes, csv }: CellTableParts, view: View): Html {
  const { t } = view
  const line = createNumberLine(
    rows
      .map(({ cell }) => cell)
      .filter(isCertain)
      .flatMap(({ ratePer1000, comparison }) => [ratePer1000?.ci95?.high ?? 0, comparison?.median ?? 0]),
  )
  return renderTable(
    {
      id,
      caption,
      columns: [
        { heading },
        { heading: figureLink('M8', t('columnServiceCount'), view) },
        { heading: figureLink('M30', t('columnMayCount'), view), isNumeric: true },
        { heading: [figureLink('M7', t('columnRate'), view), drawNumberLine(line)], isNumeric: true },
        { heading: figureLink('M27', t('columnVerdict'), view) },
        { heading: t('columnCare') },
      ],
      rows: rows.map((row) => renderRow(withoutCommon(row, rows), { line, notes }, view)),
      csv,
    },
    view,
  )
}

/** The row less the caveats that all rows have: they are said once, below the table. */
function withoutCommon(row: CellRow, rows: readonly CellRow[]): CellRow {
  if (rows.length < 2) return row
  const own = row.cell.caveats.filter((code) => rows.some(({ cell }) => !cell.caveats.includes(code)))
  return { ...row, cell: { ...row.cell, caveats: own } }
}

function renderRow(
  { name, cell, services }: CellRow,
  { line, notes }: { readonly line: NumberLine; readonly notes: NoteOrder },
  view: View,
): readonly Part[] {
  const { t, number } = view
  const { unknownCount, comparison, caveats } = cell
  return [
    name,
    describeCount(cell, services, view),
    unknownCount === null ? t('notKnown') : machineValue(unknownCount, number(unknownCount)),
    isCertain(cell) ? [describeRate(cell.ratePer1000, view) ?? t('noRate'), draw(cell, line)] : t('notKnown'),
    isCertain(cell) && describeVerdict(comparison, view),
    noteLinks(caveats, notes),
  ]
}

/** How many there are, leading to them; the state in words where that is not known, or none. */
function describeCount(cell: Cell, services: string, { t, number }: View): Html {
  const { state, serviceCount } = cell
  const sign = shownSign(signOf(classOfCell(cell)))
  if (state !== 'PRESENT' || serviceCount === null) return html`${sign} ${wordsOf('CellState', state)}`
  const words = html`<span class="govuk-visually-hidden"> ${t('servicesBehind', { count: serviceCount })}</span>`
  return html`${sign}
    <a class="govuk-link" href="${services}">${machineValue(serviceCount, number(serviceCount))}${words}</a>`
}

/** Whether its number is known: of what is not certain, a rate of 0 would be no more than a guess. */
function isCertain({ state }: Cell): boolean {
  return state === 'PRESENT' || state === 'ABSENT'
}

function draw({ ratePer1000, comparison }: Cell, line: NumberLine): Part {
  const { value = null, ci95 } = ratePer1000 ?? {}
  if (value === null || ci95 === null || ci95 === undefined) return undefined
  return drawInterval({ value, ...ci95, median: comparison?.median ?? null }, line)
}

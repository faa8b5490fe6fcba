import { figureLink } from '../figures/figure-link.ts'
import { createNumberLine, drawInterval, drawNumberLine, type NumberLine } from '../figures/interval-drawing.ts'
import { machineValue } from '../figures/machine-value.ts'
import { describeRate } from '../figures/rate.ts'
import { type Html, html, type Part } from '../html.ts'
import { renderTable } from '../table.ts'
import type { View } from '../view.ts'
import { type NoteOrder, noteLinks } from './caveat-notes.ts'
import type { AreaFigures, Comparison, Figures } from './region-answer.ts'
import { describeVerdict } from './signs.ts'
import { readSorting, sortBy, sortHeading, type SortKey } from './sorting.ts'

/** A row of the table: an area, or all of them together where it has no code. */
interface Row extends Figures {
  readonly name: Part
  /** Undefined: not known. */
  readonly people: number | undefined
  readonly comparison: Comparison
  readonly caveats: AreaFigures['caveats']
}

/** Columns that the parameter `sort` names. */
export const SORTABLE = ['name', 'services', 'rate'] as const

/** Areas in the order that the parameter `sort` names, else as answered. */
export function sortAreas(areas: readonly AreaFigures[], view: View): readonly AreaFigures[] {
  const sorting = readSorting(view.params, 'sort', SORTABLE)
  return sorting === undefined ? areas : sortBy(areas, (area) => keyOf(area, sorting.by), sorting.isDown)
}

function keyOf({ area, serviceCount, ratePer1000 }: AreaFigures, by: string): SortKey {
  if (by === 'name') return area.name
  return (by === 'services' ? serviceCount : ratePer1000?.value) ?? undefined
}

/** What the table of areas is made from. */
export interface AreaTableParts {
  readonly areas: readonly AreaFigures[]
  /** All areas together, where there are several, on the first page alone. */
  readonly total?: Figures
  readonly notes: NoteOrder
  readonly csv: string
}

/** Each area with its rate, the interval drawn in the row, the verdict in words, and what to be careful of. */
export function renderAreaTable({ areas, total, notes, csv }: AreaTableParts, view: View): Html {
  const { t } = view
  const line = createNumberLine(
    areas.flatMap(({ ratePer1000, comparison }) => [ratePer1000?.ci95?.high ?? 0, comparison?.median ?? 0]),
  )
  const sorting = readSorting(view.params, 'sort', SORTABLE)
  const heading = (column: (typeof SORTABLE)[number], words: string, text: Part): Part =>
    sortHeading('sort', { text, words, column, anchor: 'areas' }, sorting, view)
  const rows: readonly Row[] = [
    ...areas.map((area) => ({ ...area, name: areaLink(area.area, view), people: area.area.population?.value })),
    ...(total === undefined ? [] : [rowOfTotal(total, view)]),
  ]
  return renderTable(
    {
      id: 'areas',
      caption: t('areasCaption'),
      columns: [
        { heading: heading('name', t('columnArea'), t('columnArea')) },
        {
          heading: heading('services', t('columnServiceCount'), figureLink('M2', t('columnServiceCount'), view)),
          isNumeric: true,
        },
        { heading: t('columnPeople'), isNumeric: true },
        {
          heading: [heading('rate', t('columnRate'), figureLink('M7', t('columnRate'), view)), drawNumberLine(line)],
          isNumeric: true,
        },
        { heading: figureLink('M27', t('columnVerdict'), view) },
        { heading: figureLink('M9', t('columnClassified'), view), isNumeric: true },
        { heading: t('columnCare') },
      ],
      rows: rows.map((row) => renderRow(row, { line, notes }, view)),
      csv,
    },
    view,
  )
}

function rowOfTotal(total: Figures, { t }: View): Row {
  const people = total.ratePer1000?.population
  return { ...total, name: html`<em>${t('allTogether')}</em>`, people, comparison: null, caveats: [] }
}

function renderRow(
  row: Row,
  { line, notes }: { readonly line: NumberLine; readonly notes: NoteOrder },
  view: View,
): readonly Part[] {
  const { t, number } = view
  const { name, people, serviceCount, ratePer1000, comparison, taxonomyCoverage, caveats } = row
  const classified = taxonomyCoverage?.value ?? null
  return [
    name,
    serviceCount === null ? t('noFigure') : machineValue(serviceCount, number(serviceCount)),
    people === undefined ? t('notKnown') : number(people),
    [describeRate(ratePer1000, view) ?? (serviceCount === null ? t('noFigure') : t('noRate')), draw(row, line)],
    describeVerdict(comparison, view),
    classified === null ? t('notKnown') : `${number(classified * 100)} %`,
    noteLinks(
      caveats.map(({ code }) => code),
      notes,
    ),
  ]
}

function draw({ ratePer1000, comparison }: Row, line: NumberLine): Part {
  const { value = null, ci95 } = ratePer1000 ?? {}
  if (value === null || ci95 === null || ci95 === undefined) return undefined
  return drawInterval({ value, ...ci95, median: comparison?.median ?? null }, line)
}

/** An area's name that leads to its page. */
export function areaLink({ code, name }: { readonly code: string; readonly name: string }, view: View): Html {
  return html`<a class="govuk-link" href="${view.link(`areas/${encodeURIComponent(code)}`)}">${name}</a>`
}

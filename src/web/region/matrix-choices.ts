import { renderWayToSee } from '../way-to-see.ts'
import { type Html, html, joined } from '../html.ts'
import type { View } from '../view.ts'
import type { Coverage, MatrixRow } from './region-answer.ts'
import { given } from './region-question.ts'
import { sortRows } from './matrix-table.ts'

/** How many headings the parameter `top` may ask for. */
export const TOPS = [10, 25, 50] as const
/** More would be no table that is read, and pages of megabytes. */
const MOST_ROWS = 200

/** The headings that a matrix shows: in the order asked for, the first of them where `top` says how many. */
export function pickRows({ matrix, areas }: Pick<Coverage, 'matrix' | 'areas'>, view: View): readonly MatrixRow[] {
  const sorted = sortRows(
    matrix,
    areas.map(({ area }) => area),
    view,
  )
  return sorted.slice(0, topOf(view) ?? MOST_ROWS)
}

function topOf({ params }: Pick<View, 'params'>): number | undefined {
  return TOPS.find((top) => String(top) === given(params, 'top'))
}

/** What is in each cell, and how many headings are shown, as links. */
export function renderMatrixChoices(total: number, view: View): Html {
  const { t, params } = view
  const isRate = given(params, 'show') === 'rate'
  const top = topOf(view)
  const choice = (name: string, value: string | undefined, text: string, isChosen: boolean): Html =>
    renderWayToSee({ name, value, text, isChosen, anchor: 'matrix' }, view)
  const shows = [
    choice('show', undefined, t('matrixShowCount'), !isRate),
    choice('show', 'rate', t('matrixShowRate'), isRate),
  ]
  const tops = TOPS.filter((each) => each < total).map((each) =>
    choice('top', String(each), t('matrixTopSome', { count: each }), top === each),
  )
  const all = choice('top', undefined, t('matrixTopAll', { count: Math.min(total, MOST_ROWS) }), top === undefined)
  return html`<p class="govuk-body oruk-noprint">
    ${t('matrixShow')}:
    ${joined(shows, ' | ')}${tops.length > 0 && html`<br />${t('matrixTop')}: ${joined([...tops, all], ' | ')}`}
  </p>`
}

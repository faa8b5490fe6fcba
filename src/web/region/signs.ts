import { type LabelledType, labelOf } from '../../model/labels.ts'
import { type Html, html } from '../html.ts'
import type { MapClass } from '../map/draw-map.ts'
import type { Cell, Comparison } from './region-answer.ts'
import { type Rate, rateText } from '../figures/rate.ts'
import type { View } from '../view.ts'

const SIGNS: Readonly<Record<MapClass, string>> = {
  higher: '▲',
  similar: '●',
  lower: '▼',
  plain: '●',
  none: '○',
  unknown: '▨',
}

/** The sign of a class: what it means does not hang on colour. */
export function signOf(name: MapClass): string {
  return SIGNS[name]
}

/** A sign that readers of screens pass over, as words stand beside it. */
export function shownSign(sign: string): Html {
  return html`<span aria-hidden="true">${sign}</span>`
}

const VERDICTS: Readonly<Record<string, MapClass>> = { HIGHER: 'higher', SIMILAR: 'similar', LOWER: 'lower' }

/** The class of a rate by how it compares. */
export function classOf(rate: Rate, comparison: Comparison): MapClass {
  if (rate?.value === null || rate?.value === undefined) return 'unknown'
  return VERDICTS[comparison?.verdict ?? ''] ?? 'plain'
}

/** The class of a cell: what is not known is not what compares low. */
export function classOfCell({ state, ratePer1000, comparison }: Cell): MapClass {
  if (state === 'PRESENT') return classOf(ratePer1000, comparison)
  return state === 'ABSENT' ? 'none' : 'unknown'
}

/** A verdict with its sign, and below it the median compared with; nothing where there is none. */
export function describeVerdict(comparison: Comparison, { t }: View): Html | undefined {
  const { verdict = null, median = null } = comparison ?? {}
  const below =
    median !== null && html` <span class="oruk-caption">(${t('medianOf', { median: rateText(median) })})</span>`
  if (verdict === null) return below === false ? undefined : below
  const words = html`${shownSign(signOf(VERDICTS[verdict] ?? 'plain'))} ${wordsOf('ComparisonVerdict', verdict)}`
  return html`<span class="oruk-state">${words}</span>${below}`
}

/** The words of a code, with the first letter small, to go on a sentence. */
export function wordsOf(type: LabelledType, code: string): string {
  const label = labelOf(type, code)
  return `${label.slice(0, 1).toLowerCase()}${label.slice(1)}`
}

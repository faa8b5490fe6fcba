import { z } from 'zod'

import { type Html, html } from '../html.ts'
import type { View } from '../view.ts'
import { machineValue } from './machine-value.ts'

/** A rate as an operation answers it; null where it is not known. */
export const Rate = z
  .object({
    value: z.number().nullable(),
    population: z.number().optional(),
    ci95: z.object({ low: z.number(), high: z.number() }).nullish(),
  })
  .nullable()
export type Rate = z.infer<typeof Rate>

/** A number per 1,000 people, with so many digits that small ones do not all read as 0. */
export function rateText(value: number): string {
  if (value === 0) return '0'
  if (value < 0.001) return '< 0.001'
  return value.toFixed(value >= 10 ? 1 : value >= 1 ? 2 : 3)
}

/** The rate with its interval in words; undefined where it is not known. */
export function describeRate(rate: Rate, view: View): Html | undefined {
  if (rate === null || rate.value === null) return undefined
  const { value, ci95 } = rate
  const shown = machineValue(value, rateText(value))
  if (ci95 === null || ci95 === undefined) return shown
  const [low, high] = [ci95.low, ci95.high].map((bound) => machineValue(bound, rateText(bound)))
  return html`${shown} <span class="oruk-interval-text">(${low} ${view.t('intervalTo')} ${high})</span>`
}

import type { PageRequest } from '../page.ts'
import { exportAddress, given, type Variables } from '../region/region-question.ts'

/** How long an interval may be, as the parameter `step` has it. */
export const STEPS = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'] as const

/** How many intervals a page shows: a year of months fits into its width. */
const LATEST = 12

/** What the parameters of a page mean to its trends. */
export function readTrendVariables({ params }: PageRequest): Variables {
  const step = given(params, 'step')
  return { latest: LATEST, ...(step !== undefined && { step }) }
}

/** The address of the same trends as a file: `rows` as the export takes them. */
export function trendAddress(variables: Variables, rows: unknown, isOfAll: boolean): string {
  const { step = 'MONTH', where: _, ...counted } = variables
  const pairs = { step: String(step), latest: String(LATEST), allServices: String(isOfAll), onlyKept: 'true' }
  return `${exportAddress('trend.csv', counted, rows)}&${new URLSearchParams(pairs)}`
}

import { z } from 'zod'

import { Term } from '../region/region-answer.ts'

const Break = z.object({ kind: z.string(), message: z.string(), since: z.string(), at: z.string() })
export type Break = z.infer<typeof Break>

const Point = z.object({
  from: z.string(),
  to: z.string(),
  observedAt: z.string().nullable(),
  state: z.string(),
  serviceCount: z.number().nullable(),
  ci95: z.object({ low: z.number(), high: z.number() }).nullable(),
  change: z.number().nullable(),
  breaks: z.array(Break),
})
export type Point = z.infer<typeof Point>

/** Whether its number is known: of what is not certain, a 0 would be no more than a guess. */
export function isCounted({ state }: Point): boolean {
  return state === 'PRESENT' || state === 'ABSENT'
}

/** How the services of an area, or those under a term, changed, as pages ask it. */
export const Trend = z.object({
  area: z.object({ code: z.string(), name: z.string() }),
  /** Null: all services of the area. */
  term: Term.nullable(),
  points: z.array(Point),
})
export type Trend = z.infer<typeof Trend>

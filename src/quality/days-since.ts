/** Assured longer ago than this no longer counts as assured: the standard asks for less than three months. */
export const ASSURED_DAYS = 90

const DAY_MS = 86_400_000

/** Whole days from a date or instant to now by the calendar of UTC; below 0 in the future; undefined for none or no date. */
export function daysSince(date: string | undefined, now: Date): number | undefined {
  if (date === undefined) return undefined
  const then = Date.parse(date.slice(0, 10))
  return Number.isNaN(then) ? undefined : Math.floor(now.getTime() / DAY_MS) - Math.floor(then / DAY_MS)
}

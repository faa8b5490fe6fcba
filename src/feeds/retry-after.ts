/**
 * Reads a Retry-After header, in seconds or as a date (RFC 9110 §10.2.3), as milliseconds from `nowMs`; a past date is 0.
 * Undefined where there is none or it can't be understood.
 */
export function readRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  // Date.parse takes almost any text with a number in it for a date; an HTTP date begins with a weekday.
  const dateMs = /^(mon|tue|wed|thu|fri|sat|sun)/i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs)
}

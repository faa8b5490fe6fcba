import { Temporal } from 'temporal-polyfill'

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:(\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i
const DAY = /^\d{4}-\d{2}-\d{2}$/
const TO_THE_MINUTE = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(Z|[+-]\d{2}:\d{2})$/i

/**
 * An instant in RFC 3339, in the one form in which texts compare as numbers do: UTC with milliseconds, years 0000 to 9999.
 * A leap second is the instant that follows it. Undefined for what is none: no such day, hour or offset, a leap second that
 * does not end a month of UTC, an instant whose offset carries it out of those years.
 */
export function canonicalInstant(text: string): string | undefined {
  const second = RFC_3339.exec(text)?.[1]
  const clamped = second === undefined ? undefined : readEpochMs(text)
  if (clamped === undefined) return undefined
  const isLeap = second === '60'
  const instant = new Date(isLeap ? clamped + 1_000 : clamped)
  if (isLeap && !beginsMonth(instant)) return undefined
  const year = instant.getUTCFullYear()
  return year < 0 || year > 9_999 ? undefined : instant.toISOString()
}

/** The same; of a day (`YYYY-MM-DD`) its beginning in UTC, and of an instant of ISO 8601 without seconds that of its minute. */
export function canonicalInstantOrDay(text: string): string | undefined {
  if (DAY.test(text)) return canonicalInstant(`${text}T00:00:00Z`)
  return canonicalInstant(text.replace(TO_THE_MINUTE, '$1:00$2'))
}

/** Whether it lies in the first second of a month of UTC, as an instant just after a leap second does. */
export function beginsMonth(instant: Date): boolean {
  return instant.getUTCDate() === 1 && instant.toISOString().includes('T00:00:00.')
}

/** Temporal reads second 60 as 59, whatever the minute. */
function readEpochMs(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A moment on the clocks of London. */
export interface LondonMoment {
  /** `YYYY-MM-DD` */
  readonly date: string
  /** `HH:MM` */
  readonly time: string
}

/** The wall time in London at an instant, by the rule of 1996 (last Sundays of March and October, 01:00 UTC). */
export function toLondon(instantMs: number): LondonMoment {
  const text = new Date(instantMs + londonOffsetMs(instantMs)).toISOString()
  return { date: text.slice(0, 10), time: text.slice(11, 16) }
}

/** The instant at which London's clocks show this wall time (milliseconds as if it were UTC); of two, the earlier. */
export function fromLondon(wallMs: number): number {
  const inSummer = wallMs - HOUR_MS
  return londonOffsetMs(inSummer) === HOUR_MS ? inSummer : wallMs
}

function londonOffsetMs(instantMs: number): number {
  const year = new Date(instantMs).getUTCFullYear()
  const isSummer = instantMs >= lastSunday(year, 2) + HOUR_MS && instantMs < lastSunday(year, 9) + HOUR_MS
  return isSummer ? HOUR_MS : 0
}

// Both months have 31 days.
function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month, 31)
  return last - new Date(last).getUTCDay() * DAY_MS
}

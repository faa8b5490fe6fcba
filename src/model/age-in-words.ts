const [MINUTE, HOUR, DAY, MONTH] = [60_000, 3_600_000, 86_400_000, 2_629_800_000]

/** Up to which age what is counted in: from there on the next larger unit says enough. */
const UNITS: readonly (readonly [name: string, ms: number, upToMs: number])[] = [
  ['minute', MINUTE, 90 * MINUTE],
  ['hour', HOUR, 48 * HOUR],
  ['day', DAY, 90 * DAY],
  ['month', MONTH, Number.POSITIVE_INFINITY],
]

/** How long so many milliseconds are, in whole minutes, hours, days or months: at least a minute. */
export function ageInWords(ms: number): string {
  const [name = '', unitMs = MINUTE] = UNITS.find(([, , upToMs]) => ms < upToMs) ?? []
  const count = Math.max(1, Math.round(ms / unitMs))
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

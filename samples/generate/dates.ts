import type { Random } from './random.ts'
import type { PublisherStyle } from './styles.ts'

/** The day on which the sample region stands still: nothing in it is later but what is planned. */
const SAMPLE_DAY = '2026-11-01'

const DAY_MS = 86_400_000

/** The date `days` before `date`, both `YYYY-MM-DD`. */
export function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10)
}

/** Draws when a record was last assured by the publisher's habits; undefined where it never was. */
export function drawAssuredDate(style: PublisherStyle, random: Random): string | undefined {
  const draw = random.next()
  let fewestDays = 1
  for (const [mostDays, share] of style.assured) {
    if (draw < share) return daysBefore(SAMPLE_DAY, random.between(fewestDays, mostDays))
    fewestDays = mostDays + 1
  }
  return undefined
}

/** Draws when a record last changed: on the day it was assured or since, in the publisher's form of instant. */
export function drawModified(assuredDate: string | undefined, style: PublisherStyle, random: Random): string {
  const latest = Math.round((Date.parse(SAMPLE_DAY) - Date.parse(assuredDate ?? daysBefore(SAMPLE_DAY, 900))) / DAY_MS)
  const day =
    random.chance(0.7) && assuredDate !== undefined
      ? assuredDate
      : daysBefore(SAMPLE_DAY, random.between(1, Math.max(1, latest)))
  const two = (value: number): string => String(value).padStart(2, '0')
  const time = `${two(random.between(8, 18))}:${two(random.between(0, 59))}:${two(random.between(0, 59))}`
  return style.modifiedForm === 'UTC' ? `${day}T${time}Z` : `${day}T${time}.${random.between(100, 999)}`
}

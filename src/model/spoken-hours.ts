/** Minutes of a day. */
export const DAY = 24 * 60
const NOON = DAY / 2
/** A time of day in a text, as a part of a pattern: hour, minutes, half of the day, or a word for noon and midnight. */
export const TIME_OF_DAY = String.raw`(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap]\.?m\b\.?)?|(noon|midday|midnight)`
const SPAN = new RegExp(
  String.raw`\b(?:${TIME_OF_DAY})\s*(?:-|–|—|to|until|till|and)\s*(?:${TIME_OF_DAY})(?![\d/]|st\b|nd\b|rd\b|th\b)`,
  'gi',
)
/** Nothing else than a time is written so. */
const PLAINLY_TIMES = /\d\s*[ap]\.?m\b|\d[:.]\d\d(?!\d)|\b(?:noon|midday|midnight)\b/i

/** From one time of day to another, in minutes from the start of the day; past midnight, of the day after. */
export interface SpokenSpan {
  readonly span: readonly [from: number, to: number]
  /** Written as times are; two bare figures may be ages. */
  readonly isPlain: boolean
  /** Each end says by itself which half of the day it lies in. */
  readonly isSure: boolean
}

/** The spans from time to time that a text has, in order. Without am and pm an hour from 1 to 7 is one of the afternoon. */
export function spansIn(text: string): readonly SpokenSpan[] {
  return [...text.matchAll(SPAN)].flatMap((found) => {
    const [from, to] = [minutesOf(found.slice(1, 5)), minutesOf(found.slice(5, 9))]
    if (from === undefined || to === undefined) return []
    const isPlain = PLAINLY_TIMES.test(found[0])
    // "9-12.30pm" begins in the morning, "10-2" goes over noon.
    const isSure = isSureTime(found.slice(1, 5)) && isSureTime(found.slice(5, 9))
    return [{ span: [from, endAfter(from, to, isSure)] as const, isPlain, isSure }]
  })
}

/** The end of a span: half a day later where it does not say which half it means, else on the day after. */
function endAfter(from: number, to: number, isSure: boolean): number {
  if (to > from) return to
  return isSure || to + NOON <= from ? to + DAY : to + NOON
}

function isSureTime([hour = '', minute, half, word]: readonly (string | undefined)[]): boolean {
  return half !== undefined || word !== undefined || (hour.length === 2 && minute !== undefined)
}

/** Minutes from the start of the day of the parts of `TIME_OF_DAY`; undefined where they are no time. */
export function minutesOf([hour, minute = '0', half, word]: readonly (string | undefined)[]): number | undefined {
  if (word !== undefined) return word.toLowerCase() === 'midnight' ? DAY : NOON
  const [hours, minutes] = [Number(hour), Number(minute)]
  if (!(hours <= 24 && minutes < 60)) return undefined
  if (half === undefined) return (hours >= 1 && hours <= 7 && hour?.length === 1 ? hours + 12 : hours) * 60 + minutes
  return hours > 12 ? undefined : ((hours % 12) + (/^p/i.test(half) ? 12 : 0)) * 60 + minutes
}

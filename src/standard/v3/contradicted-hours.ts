import { clausesOf, openingKeywords, weekdaysNamed } from '../../model/day-words.ts'
import { DAY, minutesOf, spansIn, type SpokenSpan } from '../../model/spoken-hours.ts'
import { cachedByText } from '../../model/cached-by-text.ts'

/** Times of something beside the service, or of other days. */
const ASIDE =
  /\b(?:phone|call\w*|lines?|office|reception|book\w*|contact\w*|ring|doors?|lunch\w*|refreshments|caf[eé]|bar|break\w*|also|or|except\w*|school|outside|answer\w*|emergenc\w*|staff\w*)\b/i

const HOURS_AND_DAYS =
  /\b(?:[ap]\.?m|noon|midday|midnight|from|to|until|till|and|every|each|on|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:days?)?)\b|\d+(?:[.:]\d\d)?\s*[ap]\.?m\b/gi

/** Of the hours themselves, so that shorter ones within them are meant instead of them, and are no part of what goes on. */
const OF_ALL_HOURS = /\bopen(?:s|ing)?\b|\bhours\b|\btimes?\s*:/i

/**
 * Whether words beside opening and closing times (`HH:MM`) state other hours: none that are these, and one before or after
 * them, or shorter ones of which it is said that it is open then. `days` are the weekdays that the times are of, 0 being
 * Monday; undefined where that is not known.
 */
export function isHoursContradicted(
  opensAt: string | undefined,
  closesAt: string | undefined,
  texts: readonly (string | undefined)[],
  days: readonly number[] | undefined,
): boolean {
  if (opensAt === undefined || closesAt === undefined || texts.every((text) => text === undefined)) return false
  const [opens, closes] = [opensAt, closesAt].map((time) => minutesOf([time.slice(0, 2), time.slice(3, 5)]))
  if (opens === undefined || closes === undefined) return false
  const ends = closes <= opens ? closes + DAY : closes
  const stated = texts
    .flatMap((text) => (text === undefined ? [] : statedHours(text)))
    .filter(({ weekdays }) => isOfDays(weekdays, days))
  const spans = stated.map(({ span }) => span)
  if (spans.length === 0 || [...spans, wholeOf(spans)].some((span) => isSame(span, [opens, ends]))) return false
  const isElsewhere = spans.every(([from, to]) => to <= opens || from >= ends)
  return (
    isElsewhere ||
    stated.some(({ span: [from, to], isSure, isOfAll }) => isSure && (isOfAll || from < opens || to > ends))
  )
}

interface StatedHours extends SpokenSpan {
  readonly isOfAll: boolean
  /** That the clause names. */
  readonly weekdays: readonly number[]
}

const statedHours = cachedByText(readStatedHours)

function readStatedHours(text: string): readonly StatedHours[] {
  return clausesOf(text)
    .filter((clause) => !ASIDE.test(clause) && openingKeywords(clause).every(({ kind }) => kind === 'open'))
    .flatMap((clause) => {
      const said = { isOfAll: OF_ALL_HOURS.test(clause) || isBare(clause), weekdays: weekdaysNamed(clause) }
      return spansIn(clause).map((span) => ({ ...span, ...said }))
    })
    .filter(({ isPlain }) => isPlain)
}

/** Whether weekdays that are named are of the days, or none is. */
function isOfDays(named: readonly number[], days: readonly number[] | undefined): boolean {
  return days === undefined || named.length === 0 || named.some((day) => days.includes(day))
}

/** Whether a clause says hours and days, and nothing of what goes on then. */
function isBare(clause: string): boolean {
  return clause.replaceAll(HOURS_AND_DAYS, '').replaceAll(/[^a-z]/gi, '') === ''
}

/** From the first to the last where each begins as the one before it ends; the first alone where they do not. */
function wholeOf(spans: readonly (readonly [from: number, to: number])[]): readonly [from: number, to: number] {
  const [first = [0, 0] as const, ...others] = spans.toSorted(([a], [b]) => a - b)
  let [from, to] = first
  for (const [next, end] of others) if (next === to) to = end
  return [from, to]
}

/** The same hours, or the same figures in the other half of the day. */
function isSame(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a.every((minute, at) => (minute - (b[at] ?? 0)) % (DAY / 2) === 0)
}

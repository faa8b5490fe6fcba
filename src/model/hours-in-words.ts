import { openingKeywords, saidOfDays, weekdaysNamed, type SaidOfDays } from './day-words.ts'
import { DAY, minutesOf, spansIn, TIME_OF_DAY } from './spoken-hours.ts'

/** Minutes of the days it begins on, by weekdays as bits, in which the words leave open whether it takes place; to 2880 is to the end of a night. */
export type DoubtfulHours = readonly [weekdays: number, from: number, to: number]

const EVERY_DAY = 127
const ALWAYS = 2 * DAY
const NOON = DAY / 2
const BOUND = new RegExp(
  String.raw`\b(from|after|at|until|till|before|by)\s+(?:${TIME_OF_DAY})(?![\d/]|st\b|nd\b|rd\b|th\b)`,
  'i',
)
const BREAK = /\b(?:lunch|dinner|tea|prayers?|staff)[- ]?(?:break|hour|time|s)?\b|\bbreak\b/i
const EARLY = /\bclos(?:e|es|ed|ing) (?:a little |slightly )?earl(?:y|ier)\b|\bearly clos/i
const PARTS: readonly (readonly [RegExp, readonly [number, number]])[] = [
  [/\bmornings?\b|\ba\.?m\.? only\b/i, [0, NOON]],
  [/\bafternoons?\b|\bp\.?m\.? only\b/i, [NOON, 18 * 60]],
  [/\bevenings?\b/i, [17 * 60, DAY]],
]
/** Of days of the year: what figures stand there are dates, and what is said is not said of every week. */
const OF_DATES =
  /\bhol(?:iday)?s?\b|\bchristmas|\bxmas|\bnew year|\beaster|\bgood friday|\b(?:jan(?:uary)?|feb(?:ruary)?|march|april|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|20\d\d)\b|\d\/\d|\bterms?\b/i

/** What one clause of a schedule leaves out of its hours and days, or restricts them to. */
export function doubtfulHoursOf(clause: string): readonly DoubtfulHours[] {
  if (OF_DATES.test(clause)) return []
  const days = saidOfDays(clause)
  const isClosing = openingKeywords(clause).some(({ kind }) => kind === 'closed' || kind === 'except')
  if (isClosing || BREAK.test(clause)) return isClosing || spansIn(clause).length > 0 ? closedHours(clause, days) : []
  return restricted(clause, days)
}

function closedHours(clause: string, days: SaidOfDays | undefined): readonly DoubtfulHours[] {
  const on = days === undefined || days.weekdays.length === 0 ? EVERY_DAY : maskOf(days.weekdays)
  const hours =
    spansIn(clause)[0]?.span ?? boundIn(clause) ?? partOf(clause) ?? (EARLY.test(clause) ? [NOON, ALWAYS] : undefined)
  if (hours !== undefined) return [[on, hours[0] ?? 0, hours[1] ?? ALWAYS]]
  if (BREAK.test(clause)) return [[on, 11 * 60 + 30, 14 * 60 + 30]]
  return on === EVERY_DAY && days === undefined ? [] : [[on, 0, ALWAYS]]
}

function restricted(clause: string, days: SaidOfDays | undefined): readonly DoubtfulHours[] {
  const isOnly = /\bonly\b/i.test(clause)
  const hours = isOnly ? (spansIn(clause)[0]?.span ?? partOf(clause)) : isShort(clause) ? partOf(clause) : undefined
  const others = EVERY_DAY & ~maskOf(days?.weekdays ?? weekdaysNamed(clause))
  const outside: readonly DoubtfulHours[] = days?.kind === 'ONLY' && others !== EVERY_DAY ? [[others, 0, ALWAYS]] : []
  if (hours === undefined) return outside
  const on = others === EVERY_DAY ? EVERY_DAY : EVERY_DAY & ~others
  const rest: readonly DoubtfulHours[] = [
    [on, 0, hours[0]],
    [on, hours[1], ALWAYS],
  ]
  return [...outside, ...rest.filter(([, from, to]) => from < to)]
}

/** "Monday mornings", and not a sentence in which mornings come up. */
function isShort(clause: string): boolean {
  return !/\d/.test(clause) && clause.trim().split(/\s+/).length <= 5 && !/\b(?:coffee|also|or|good)\b/i.test(clause)
}

function partOf(clause: string): readonly [number, number] | undefined {
  const parts = PARTS.flatMap(([words, hours]) => (words.test(clause) ? [hours] : []))
  if (parts.length === 0) return undefined
  return [Math.min(...parts.map(([from]) => from)), Math.max(...parts.map(([, to]) => to))]
}

function boundIn(clause: string): readonly [number, number] | undefined {
  const found = BOUND.exec(clause)
  if (found === null) return undefined
  const at = minutesOf(found.slice(2, 6))
  if (at === undefined) return undefined
  return /^(?:until|till|before|by)$/i.test(found[1] ?? '') ? [0, at] : [at, ALWAYS]
}

function maskOf(weekdays: readonly number[]): number {
  return weekdays.reduce((mask, day) => mask | (1 << day), 0)
}

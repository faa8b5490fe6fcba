import { offsetOf, parseMoment, toInstantMs } from './instant.ts'
import { cachedByText } from '../../model/cached-by-text.ts'
import { toLondon } from '../../model/london-time.ts'
import { DAY } from '../../model/spoken-hours.ts'

const CLOCK =
  /^(\d{1,2})\s*[:.h]\s*(\d{2})(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:hrs?|hours|o'clock)?\s*([ap]\.?m\.?|[ap](?=$|\s))?\s*(Z|UTC|GMT|BST|[+-]\d{2}(?::?\d{2})?)?$/i
const HOUR_ONLY = /^(\d{1,2})(?:\s*h|(?:\s*o'clock)?\s*([ap])\.?m\.?)(?:\s*(Z|UTC|GMT|BST))?$/i
const MILITARY = /^(\d{2})\s?(\d{2})\s*(?:hrs?|hours|h)?\s*(Z)?$/i
const HALF_DAY = /^(?:in the |at )?(morning|afternoon|evening|night)$|^([ap])\.?m\.?$/
const SPOKEN = /^(half|quarter|five|ten|twenty(?:[ -]five)?|\d{1,2})(?: minutes)? (past|to) ([a-z]+|\d{1,2}) ?(.+)?$/
const SPOKEN_HOUR = /^([a-z]+|\d{1,2})(?: ?o'? ?clock)? (.+)$/
const HALF_STATED =
  /(?:\d\s*[ap]|\b[ap]\.?m\.?|\d[ap]\.?m\.?|noon|midday|midnight|morning|afternoon|evening|night)(?:\s*(?:Z|UTC|GMT|BST))?$/i
const TWELVE_PM = /^12(?:\s*[:.]\s*00)?\s*p/i
const HALF_UNSAID = /^[1-9]\d?\s*[:.]\s*\d{2}$/
const HOUR_OF_TWELVE = /^([1-9]|1[0-2])(?:\s*[:.]\s*(\d{2}))?$/
/** Of two times before it that a hand wrote, nobody can say whether they are not in the afternoon. */
const EARLIEST_MORNING = 7 * 60
/** What ends at "12pm" and begins before may end at midnight. */
const EARLIEST_TILL_NOON = 8 * 60
const LONGEST_SPAN = 200
const ROUND_THE_CLOCK =
  /^(?:open )?(?:24[ -]?(?:hours?|hrs?|h)(?: a day| per day)?|24[ -]?(?:hours? )?\/ ?7|all day and (?:all )?night|(?:a)?round the clock)$/i
const FIXED: Readonly<Record<string, number>> = { noon: 720, midday: 720, midnight: 0 }
const FRACTIONS: Readonly<Record<string, number>> = {
  half: 30,
  quarter: 15,
  five: 5,
  ten: 10,
  twenty: 20,
  'twenty five': 25,
  'twenty-five': 25,
}
const HOURS = 'twelve one two three four five six seven eight nine ten eleven'.split(' ')
const MIDNIGHT_AT_THE_END = 23 * 60 + 59

/** A time of day on London's clocks. */
export interface ClockTime {
  /** `HH:MM` */
  readonly time: string
  /** How many days later than published it is in London: −1, 0 or 1. */
  readonly days: number
  /** NONE: no zone was given. UTC: marked as UTC, the digits kept. LONDON: with the offset that London has then. CONVERTED: from another one. */
  readonly zone: 'NONE' | 'UTC' | 'LONDON' | 'CONVERTED'
}

interface ParsedTime {
  readonly minutes: number
  readonly zone: string | undefined
}

/**
 * A time of day in figures or words, undefined where it is none or may be either half of the day. One with another
 * offset than UTC's is converted for `date` (`YYYY-MM-DD`) where that is known, by winter time where not. 24:00 is
 * 23:59, as HSDS asks.
 */
export function toClockTime(value: unknown, date: string | undefined): ClockTime | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  const parsed = parseTime(text)
  if (parsed !== undefined) return onClock(parsed.minutes, parsed.zone, date)
  const moment = parseMoment(text)
  if (moment?.hasTime !== true) return undefined
  const wall = new Date(moment.wallMs).toISOString()
  const minutes = Math.floor((moment.wallMs % 86_400_000) / 60_000)
  if (moment.offsetMinutes === undefined || moment.offsetMinutes === 0)
    return { time: clock(minutes), days: 0, zone: moment.offsetMinutes === 0 ? 'UTC' : 'NONE' }
  const london = toLondon(toInstantMs(moment))
  return { time: london.time, days: daysBetween(wall.slice(0, 10), london.date), zone: 'CONVERTED' }
}

/** Whether the time that a text ends with says which half of the day it is in. */
export function isHalfStated(text: unknown): boolean {
  return typeof text === 'string' && HALF_STATED.test(text.trim())
}

/** Two times of day in one text ("9am - 5pm", "2-4pm", "10:00–12:00", "24 hours"); undefined where they are not two. */
export function toTimeSpan(value: unknown, date: string | undefined): readonly [ClockTime, ClockTime] | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.trim().replace(/^from /i, '')
  if (text.length > LONGEST_SPAN) return undefined
  if (ROUND_THE_CLOCK.test(text)) return [onClock(0, undefined, date), onClock(MIDNIGHT_AT_THE_END, undefined, date)]
  const parts = text.split(/\s*[-–—]\s*|\s+(?:to|until|till)\s+/i)
  const [from = '', to = ''] = parts
  const closes = toClockTime(to, date)
  const opens = toClockTime(closes === undefined ? from : withHalf(from, to, closes), date)
  return parts.length === 2 && opens !== undefined && closes !== undefined ? [opens, closes] : undefined
}

/** Whether a time without a half of the day, as a hand writes it ("2:00", not "02:00"), may be of either half beside one that is in the afternoon. */
export function mayBeAfternoon(opens: unknown, closes: unknown): boolean {
  if (typeof opens !== 'string' || typeof closes !== 'string') return false
  const [from, to] = [parseTime(opens.trim()), parseTime(closes.trim())]
  if (from === undefined || to === undefined || !HALF_UNSAID.test(opens.trim()) || from.minutes === 0) return false
  if (to.minutes === 0) return from.minutes < EARLIEST_MORNING
  if (isHalfStated(closes)) return from.minutes < to.minutes - DAY / 2
  return HALF_UNSAID.test(closes.trim()) && from.minutes < EARLIEST_MORNING && to.minutes < DAY / 2 + 60
}

/** "2" before "4pm" is in the afternoon too, "9" before "5pm" in the morning; undefined where nobody can say, as of "10" before "2am" or "6" before "12pm". */
function withHalf(from: string, to: string, closes: ClockTime): string | undefined {
  const match = HOUR_OF_TWELVE.exec(from)
  if (match === null || !isHalfStated(to)) return from
  const closing = Number(closes.time.slice(0, 2)) * 60 + Number(closes.time.slice(3))
  const minutes = (Number(match[1]) % 12) * 60 + Number(match[2] ?? 0)
  const isOvernight = closing > 0 && closing < DAY / 2 && closing <= minutes
  const isNoonOrNight = TWELVE_PM.test(to) && minutes < EARLIEST_TILL_NOON
  if (isOvernight || isNoonOrNight) return undefined
  // Few begin in the morning and end at midnight, and those write "10am".
  const isLater = closing === 0 ? match[2] === undefined : minutes < closing - DAY / 2
  return `${from}${isLater ? 'pm' : 'am'}`
}

const parseTime = cachedByText(parseTimeOf)

function parseTimeOf(text: string): ParsedTime | undefined {
  const spoken = spokenMinutes(text.toLowerCase().replaceAll('’', "'").replaceAll(/\s+/g, ' '))
  if (spoken !== undefined) return { minutes: spoken, zone: undefined }
  const [, hour, minute, half, zone] = CLOCK.exec(text) ?? military(text) ?? hourOnly(text) ?? []
  if (hour === undefined) return undefined
  const minutes = minutesOfDay(Number(hour), Number(minute), half?.[0]?.toLowerCase())
  const isZone = zone === undefined || offsetIn(zone) !== undefined
  return minutes === undefined || !isZone ? undefined : { minutes, zone }
}

function military(text: string): readonly (string | undefined)[] | undefined {
  const match = MILITARY.exec(text)
  return match === null ? undefined : [match[0], match[1], match[2], undefined, match[3]]
}

// A bare hour may be of either half of the day, but "9h" is written where the day has 24.
function hourOnly(text: string): readonly (string | undefined)[] | undefined {
  const match = HOUR_ONLY.exec(text)
  return match === null ? undefined : [match[0], match[1], '00', match[2], match[3]]
}

/** Minutes of "noon", "half past nine in the morning", "quarter to 5 pm", "nine o'clock in the evening". */
function spokenMinutes(words: string): number | undefined {
  const fixed = FIXED[words.replace(/^(?:12|twelve) ?/, '')]
  if (fixed !== undefined) return fixed
  const [, fraction, direction, hour, half] = SPOKEN.exec(words) ?? spokenHour(words) ?? []
  if (hour === undefined || half === undefined) return undefined
  const [, part, letter] = HALF_DAY.exec(half.trim()) ?? []
  const isAfternoon = letter === 'p' || part === 'afternoon' || part === 'evening' || part === 'night'
  const number = HOURS.includes(hour) ? HOURS.indexOf(hour) : Number(hour)
  if ((part ?? letter) === undefined || !(number >= 0 && number <= 12)) return undefined
  const past = fraction === undefined ? 0 : (FRACTIONS[fraction] ?? Number(fraction))
  if (past > 30) return undefined
  const whole = (number % 12) * 60 + (isAfternoon && !(part === 'night' && number === 12) ? DAY / 2 : 0)
  return (whole + (direction === 'to' ? -past : past) + DAY) % DAY
}

function spokenHour(words: string): readonly (string | undefined)[] | undefined {
  const match = SPOKEN_HOUR.exec(words)
  return match === null ? undefined : [match[0], undefined, undefined, match[1], match[2]]
}

function minutesOfDay(hour: number, minute: number, half: string | undefined): number | undefined {
  if (minute > 59) return undefined
  // "14:00 pm" is a slip whose meaning is clear.
  if (half !== undefined && hour >= 1 && hour <= 12) return ((hour % 12) + (half === 'p' ? 12 : 0)) * 60 + minute
  if (hour === 24 && minute === 0) return MIDNIGHT_AT_THE_END
  return hour < 24 && (half === undefined || (half === 'p' && hour > 12)) ? hour * 60 + minute : undefined
}

function onClock(minutes: number, zone: string | undefined, date: string | undefined): ClockTime {
  const offset = zone === undefined ? 0 : (offsetIn(zone) ?? 0)
  if (offset === 0) return { time: clock(minutes), days: 0, zone: zone === undefined ? 'NONE' : 'UTC' }
  // +01:00 without a day is what London's clocks show in summer.
  const london =
    date === undefined
      ? minutes - (offset === 60 ? 0 : offset)
      : minutesInLondon(date, Date.parse(`${date}T00:00:00Z`) + (minutes - offset) * 60_000)
  const isLondons = london === minutes
  return {
    time: clock(((london % DAY) + DAY) % DAY),
    days: Math.floor(london / DAY),
    zone: isLondons ? 'LONDON' : 'CONVERTED',
  }
}

function minutesInLondon(date: string, instantMs: number): number {
  const london = toLondon(instantMs)
  const [hours, minutes] = london.time.split(':').map(Number)
  return daysBetween(date, london.date) * DAY + (hours ?? 0) * 60 + (minutes ?? 0)
}

function offsetIn(zone: string): number | undefined {
  return zone.toUpperCase() === 'BST' ? 60 : offsetOf(zone)
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

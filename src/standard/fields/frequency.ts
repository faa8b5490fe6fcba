import type { ScheduleFrequency } from '../../model/schedule.ts'
import { cachedByText } from '../../model/cached-by-text.ts'

/** How often, as RFC 5545 says it; `freq` absent where it happens once. */
export interface Frequency {
  readonly freq?: ScheduleFrequency
  /** Where the words say it; 2 is every other one. */
  readonly interval?: number
  /** Where the words name days of the week, as iCal writes them. */
  readonly byday?: string
}

const UNITS: Readonly<Record<string, ScheduleFrequency>> = {
  d: 'DAILY',
  w: 'WEEKLY',
  m: 'MONTHLY',
  y: 'YEARLY',
  a: 'YEARLY',
}
const SECONDS = new Set(['other', 'second', '2nd', 'two', 'alternate'])
const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const FIXED: Readonly<Record<string, Frequency>> = {
  fortnightly: { freq: 'WEEKLY', interval: 2 },
  fortnight: { freq: 'WEEKLY', interval: 2 },
  'every fortnight': { freq: 'WEEKLY', interval: 2 },
  'once a fortnight': { freq: 'WEEKLY', interval: 2 },
  quarterly: { freq: 'MONTHLY', interval: 3 },
  'every quarter': { freq: 'MONTHLY', interval: 3 },
  weekday: { freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR' },
  weekend: { freq: 'WEEKLY', byday: 'SA,SU' },
  everyday: { freq: 'DAILY' },
  once: {},
  'one off': {},
  'once only': {},
  none: {},
  never: {},
  'does not repeat': {},
}
const DAYS = /^(?:every |each )?(weekday|weekend)s?$/
const PLAIN = /^(?:every |each |once a |once every )?(day|daily|week|weekly|month|monthly|year|yearly|annual|annually)$/
const REPEATED =
  /^(?:once )?(?:every |each )?(other|second|2nd|alternate|[a-z]+|\d{1,2})[ -]?(?:st|nd|rd|th)? ?(days?|weeks?|weekly|months?|monthly|years?|yearly)$/
const ISO_DURATION = /^p(\d{1,2})([dwmy])$/

/** The frequency that a word of the standard in any case, an everyday word ("fortnightly", "every 3 weeks") or an ISO 8601 duration means; undefined where it may mean several ("bi-weekly") or none. */
export function toFrequency(value: unknown): Frequency | undefined {
  return typeof value === 'string' ? frequencyOf(value) : undefined
}

const frequencyOf = cachedByText(readFrequencyOf)

function readFrequencyOf(text: string): Frequency | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .replace(/[.!]$/, '')
  const known = DAYS.exec(words)?.[1] ?? words
  const fixed = Object.hasOwn(FIXED, known) ? FIXED[known] : undefined
  if (fixed !== undefined) return fixed
  const plain = PLAIN.exec(words)?.[1]
  if (plain !== undefined) return { freq: unitOf(plain) }
  const [, times, unit] = ISO_DURATION.exec(words) ?? REPEATED.exec(words) ?? []
  const interval = times === undefined ? undefined : numberOf(times)
  if (unit === undefined || interval === undefined || interval < 1) return undefined
  return interval === 1 ? { freq: unitOf(unit) } : { freq: unitOf(unit), interval }
}

function unitOf(unit: string): ScheduleFrequency {
  return UNITS[unit[0] ?? ''] ?? 'WEEKLY'
}

function numberOf(times: string): number | undefined {
  if (SECONDS.has(times)) return 2
  const index = NUMBERS.indexOf(times)
  if (index !== -1) return index + 1
  return /^\d+$/.test(times) ? Number(times) : undefined
}

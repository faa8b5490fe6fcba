import { cachedByText } from '../../model/cached-by-text.ts'

const ORDER = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const NAMES = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ')
const GROUPS: Readonly<Record<string, string>> = {
  everyday: 'MO,TU,WE,TH,FR,SA,SU',
  daily: 'MO,TU,WE,TH,FR,SA,SU',
  weekday: 'MO,TU,WE,TH,FR',
  weekend: 'SA,SU',
}
const ORDINALS: Readonly<Record<string, string>> = {
  first: '1',
  '1st': '1',
  second: '2',
  '2nd': '2',
  third: '3',
  '3rd': '3',
  fourth: '4',
  '4th': '4',
  fifth: '5',
  '5th': '5',
  last: '-1',
}
const FILLERS = new Set(
  'on every each the and of in month only mornings morning afternoons afternoon evenings evening'.split(' '),
)
// Every day of the month by name is shorter.
const MAX_CHARACTERS = 500
const SCHEMA_ORG = /https?:\/\/schema\.org\//g
const ICAL_PREFIX = /^(?:rrule:)?byday[=:]/
/** A list in JSON that stands in a text. */
const LIST_MARKS = /["[\]]/g
const ICAL_DAY = /^([+-]?[1-5])?([a-z]+)$/
const ANY_DAY =
  /\b(?:every day(?: of the week)?|all (?:week|days)|(?:7|seven) days(?: (?:a|per) week|\/week)?)(?![a-z])/g
const ALTERNATE = /\b(?:every other|alternate|fortnightly)\b/g
// The second of the month, or every other one.
const EVERY_SECOND = /\bevery (?:second|2nd)\b(?!.*\bmonth)/
/** Not the last two of them, but one before the last. */
const BEFORE_LAST = /\b(?:1st|2nd|3rd|4th|first|second|third|fourth)[\s-]+last\b/
const RANGE_MARK = /(?<=[a-z])\.?\s*(?:-|–|—|\bto\b|\bthrough\b|\bthru\b|\buntil\b)\s*(?=[a-z])/g

/** Days of the week as one text or list gives them. */
export interface Days {
  /** As iCal writes them, comma-separated, with ordinals where they are days of a month ("1MO", "-1FR"). */
  readonly byday: string
  /** 2 where the words say every other week; absent where they say nothing of it. */
  readonly interval?: 2
  /** Ranges, groups or ordinals in words were read, and not names alone. */
  readonly isInWords: boolean
}

/** A weekday, in full or short, with an optional ordinal, as iCal writes it (`MO`, `2MO`, `-1FR`); undefined if none. */
export function toDay(text: string): string | undefined {
  const match = ICAL_DAY.exec(
    text
      .trim()
      .toLowerCase()
      .replaceAll(SCHEMA_ORG, '')
      .replace(/(?:'?s|\.|:)$/, ''),
  )
  const day = dayNamed(match?.[2] ?? '')
  return day === undefined ? undefined : `${(match?.[1] ?? '').replace('+', '')}${day}`
}

/** Weekdays in one text or a list of texts, as names, ranges or words; undefined if any part is no day, or the whole may mean several things. */
export function toDays(value: unknown): Days | undefined {
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (!texts.every((text) => typeof text === 'string' && text.length <= MAX_CHARACTERS)) return undefined
  return daysIn(texts.join(','))
}

const daysIn = cachedByText(readDaysIn)

function readDaysIn(text: string): Days | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .replaceAll(SCHEMA_ORG, '')
    .replace(ICAL_PREFIX, '')
    .replaceAll(LIST_MARKS, ' ')
  if (EVERY_SECOND.test(words) || BEFORE_LAST.test(words) || isAlternateInPart(words)) return undefined
  const plain = words.replaceAll(ANY_DAY, 'everyday').replaceAll(ALTERNATE, ' ').replaceAll(RANGE_MARK, '~')
  const days = daysOf(plain.split(/[\s,;&|]+|\/(?=[a-z])/).filter((part) => part !== ''))
  if (days === undefined) return undefined
  const isAlternate = plain !== words && words.search(ALTERNATE) !== -1
  return {
    byday: days.join(','),
    ...(isAlternate ? { interval: 2 } : {}),
    isInWords:
      plain !== words ||
      /\b(?:first|second|third|fourth|fifth|last|\d(?:st|nd|rd|th)|weekdays?|weekends?)\b/.test(words),
  }
}

/** "Monday, every other Friday": one interval can't say of some days that they are every week. */
function isAlternateInPart(words: string): boolean {
  const [, before, after] = /^(.*?)\b(?:every other|alternate|fortnightly)\b(.*)$/s.exec(words) ?? []
  if (before === undefined || after === undefined) return false
  return (/[a-z]/.test(before) && /[a-z]/.test(after)) || /\b(?:every|each|weekly)\b/.test(after)
}

function daysOf(parts: readonly string[]): readonly string[] | undefined {
  const days = new Set<string>()
  let ordinals: string[] = []
  for (const part of parts) {
    const ordinal = ORDINALS[part]
    if (ordinal !== undefined) ordinals.push(ordinal)
    if (ordinal !== undefined || FILLERS.has(part)) continue
    const named = GROUPS[part.replace(/s$/, '')] ?? rangeOf(part) ?? toDay(part)
    if (named === undefined) return undefined
    for (const day of named.split(','))
      for (const each of ordinals.length === 0 ? [''] : ordinals) days.add(`${each}${day}`)
    ordinals = []
  }
  // Of "first Monday and Friday" nobody can say which Friday.
  const found = [...days]
  const isMixed = found.some((day) => day.length > 2) && found.some((day) => day.length === 2)
  return found.length === 0 || ordinals.length > 0 || isMixed ? undefined : found
}

function rangeOf(part: string): string | undefined {
  const [from, to, ...others] = part.split('~').map((name) => ORDER.indexOf(toDay(name) ?? ''))
  if (from === undefined || to === undefined || from === -1 || to === -1 || others.length > 0) return undefined
  const length = ((to - from + ORDER.length) % ORDER.length) + 1
  return Array.from({ length }, (_, index) => ORDER[(from + index) % ORDER.length]).join(',')
}

function dayNamed(word: string): string | undefined {
  const index = word.length < 2 ? -1 : NAMES.findIndex((name) => name.startsWith(word === 'weds' ? 'wed' : word))
  return ORDER[index]
}

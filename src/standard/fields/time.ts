import { isUntold } from '../raw-object.ts'
import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { offsetOf, parseMoment, toInstantMs } from './instant.ts'
import { toLondon } from '../../model/london-time.ts'

const CLOCK = /^(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i
const HOUR_ONLY = /^(\d{1,2})\s*([ap])\.?m\.?$/i
const MILITARY = /^(\d{2})(\d{2})$/
const WORDS: Readonly<Record<string, string>> = { noon: '12:00', midday: '12:00', midnight: '00:00' }

interface ToldTime {
  readonly minutes: number
  readonly zone: string | undefined
}

/**
 * A time of day as `HH:MM` on London's clocks. One with an offset is converted for `date` (`YYYY-MM-DD`) where that is
 * known, by winter time where not, and the original kept. 24:00 is 23:59, as HSDS asks.
 */
export function readTime(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  date: string | undefined,
): string | undefined {
  const value = raw[key]
  if (isUntold(value)) return undefined
  const told = typeof value === 'string' ? parseTime(value.trim()) : undefined
  const fromMoment = told === undefined ? momentInLondon(value) : undefined
  if (told === undefined && fromMoment === undefined) {
    issues.report('BAD_TIME', key, value)
    return undefined
  }
  if (told !== undefined && told.zone === undefined) return clock(told.minutes)
  issues.report('TIME_CONVERTED', key, value)
  issues.keepOriginal(key, String(value))
  return fromMoment ?? (told && clock(londonMinutes(told.minutes, told.zone ?? 'Z', date)))
}

function parseTime(text: string): ToldTime | undefined {
  const word = WORDS[text.toLowerCase()]
  const [, hour, minute, half, zone] = CLOCK.exec(word ?? text) ?? MILITARY.exec(text) ?? withMinutes(text) ?? []
  if (hour === undefined) return undefined
  const minutes = minutesOfDay(Number(hour), Number(minute), half?.toLowerCase())
  const isZone = zone === undefined || offsetOf(zone) !== undefined
  return minutes === undefined || !isZone ? undefined : { minutes, zone }
}

function withMinutes(text: string): readonly (string | undefined)[] | undefined {
  const match = HOUR_ONLY.exec(text)
  return match === null ? undefined : [match[0], match[1], '00', match[2]]
}

function minutesOfDay(hour: number, minute: number, half: string | undefined): number | undefined {
  if (minute > 59) return undefined
  // "14:00 pm" is a slip whose meaning is clear.
  if (half !== undefined && hour >= 1 && hour <= 12) return ((hour % 12) + (half === 'p' ? 12 : 0)) * 60 + minute
  if (hour === 24 && minute === 0) return 23 * 60 + 59
  return hour < 24 && (half === undefined || (half === 'p' && hour > 12)) ? hour * 60 + minute : undefined
}

function londonMinutes(minutes: number, zone: string, date: string | undefined): number {
  const offset = offsetOf(zone) ?? 0
  if (date !== undefined) {
    const { time } = toLondon(Date.parse(`${date}T00:00:00Z`) + (minutes - offset) * 60_000)
    return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  }
  // +01:00 without a day is what London's clocks show in summer.
  return offset === 60 ? minutes : (((minutes - offset) % 1440) + 1440) % 1440
}

function momentInLondon(value: unknown): string | undefined {
  const told = parseMoment(value)
  return told?.hasTime === true ? toLondon(toInstantMs(told)).time : undefined
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

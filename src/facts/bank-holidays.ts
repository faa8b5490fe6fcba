import { dayNumber, firstOf, weekdayOf } from './calendar-day.ts'

/** Where bank holidays differ, by bits that may be joined: England and Wales, Scotland, Northern Ireland. */
export const BANK_HOLIDAY_NATIONS = { englandAndWales: 1, scotland: 2, northernIreland: 4 } as const

const { englandAndWales: EW, scotland: S, northernIreland: NI } = BANK_HOLIDAY_NATIONS
const ALL = EW | S | NI
const [MONDAY, SATURDAY] = [0, 5]

/**
 * What royal proclamations added or moved, `moved` being the day it stands in for. Source: gov.uk/bank-holidays and The
 * Gazette, under section 1 of the Banking and Financial Dealings Act 1971. Reviewed November 2026.
 */
const PROCLAIMED: readonly { readonly date: string; readonly nations: number; readonly moved?: string }[] = [
  { date: '2011-04-29', nations: ALL },
  { date: '2012-06-04', nations: ALL, moved: '2012-05-28' },
  { date: '2012-06-05', nations: ALL },
  { date: '2020-05-08', nations: ALL, moved: '2020-05-04' },
  { date: '2022-06-02', nations: ALL, moved: '2022-05-30' },
  { date: '2022-06-03', nations: ALL },
  { date: '2022-09-19', nations: ALL },
  { date: '2023-05-08', nations: ALL },
  { date: '2026-06-15', nations: S },
]

const years = new Map<number, ReadonlyMap<number, number>>()

/**
 * The nations, as bits, in which the day (numbered as in `CalendarDay`) is a bank holiday; 0: in none. Where one falls on a
 * weekend, that day and the working day in its place both are: people stay at home on either.
 */
export function bankHolidayNations(day: number): number {
  const year = new Date(day * 86_400_000).getUTCFullYear()
  const known = years.get(year) ?? holidaysOf(year)
  // A question asks of few years, and one of none that matters should not fill the memory.
  if (years.size > 200) years.clear()
  years.set(year, known)
  return known.get(day) ?? 0
}

function holidaysOf(year: number): ReadonlyMap<number, number> {
  const days = new Map<number, number>()
  const add = (day: number, nations: number): void => void days.set(day, (days.get(day) ?? 0) | nations)
  const good = easterSunday(year) - 2
  add(good, ALL)
  add(good + 3, EW | NI)
  add(mondayFrom(firstOf(year, 4)), ALL)
  add(mondayFrom(firstOf(year, 5) - 7), ALL)
  add(mondayFrom(firstOf(year, 7)), S)
  add(mondayFrom(firstOf(year, 8) - 7), EW | NI)
  for (const fixed of fixedDays(year)) {
    for (const { day, nations } of fixed) add(day, nations)
    for (const { day, nations } of withSubstitutes(fixed)) add(day, nations)
  }
  for (const { date, nations, moved } of PROCLAIMED) {
    const [day, instead] = [date, moved ?? ''].map(dayNumber)
    if (!date.startsWith(String(year)) || day === undefined) continue
    add(day, nations)
    if (instead !== undefined) days.set(instead, (days.get(instead) ?? 0) & ~nations)
  }
  return days
}

interface Holiday {
  readonly day: number
  readonly nations: number
}

/** Days that keep their date, those beside each other together. */
function fixedDays(year: number): readonly (readonly Holiday[])[] {
  const on = (month: number, date: number, nations: number): Holiday => ({
    day: firstOf(year, month - 1) + date - 1,
    nations,
  })
  return [
    [on(1, 1, EW | NI)],
    [on(1, 1, S), on(1, 2, S)],
    [on(3, 17, NI)],
    [on(7, 12, NI)],
    [on(11, 30, S)],
    [on(12, 25, ALL), on(12, 26, ALL)],
  ]
}

/** Each that falls on a weekend gives the next weekday that is not taken by another of them. */
function withSubstitutes(holidays: readonly Holiday[]): readonly Holiday[] {
  const taken = new Set(holidays.map(({ day }) => day).filter((day) => weekdayOf(day) < SATURDAY))
  return holidays
    .filter(({ day }) => weekdayOf(day) >= SATURDAY)
    .map(({ day, nations }) => {
      let instead = day
      while (weekdayOf(instead) >= SATURDAY || taken.has(instead)) instead += 1
      taken.add(instead)
      return { day: instead, nations }
    })
}

/** The first Monday on or after the day. */
function mondayFrom(day: number): number {
  return day + ((MONDAY - weekdayOf(day) + 7) % 7)
}

/** By the Gregorian computus (Meeus, Jones and Butcher). */
function easterSunday(year: number): number {
  const [golden, century, rest] = [year % 19, Math.floor(year / 100), year % 100]
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  return firstOf(year, 2) + epact + weekday - 7 * shift + 21
}

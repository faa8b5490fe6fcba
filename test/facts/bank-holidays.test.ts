import { describe, expect, it } from 'vitest'
import { bankHolidayNations, BANK_HOLIDAY_NATIONS } from '../../src/facts/bank-holidays.ts'
import { dateOf, firstOf, weekdayOf } from '../../src/facts/calendar-day.ts'

const { englandAndWales, scotland, northernIreland } = BANK_HOLIDAY_NATIONS

/** The days of a year, weekends aside, as gov.uk/bank-holidays lists them. */
function listed(year: number, nation: number): string[] {
  const [from, to] = [firstOf(year, 0), firstOf(year + 1, 0)]
  return Array.from({ length: to - from }, (_, offset) => from + offset)
    .filter((day) => (bankHolidayNations(day) & nation) !== 0 && weekdayOf(day) < 5)
    .map((day) => dateOf(day).slice(5))
}

describe('bank holidays', () => {
  it.each<[number, number, string[]]>([
    [2020, englandAndWales, ['01-01', '04-10', '04-13', '05-08', '05-25', '08-31', '12-25', '12-28']],
    [2022, englandAndWales, ['01-03', '04-15', '04-18', '05-02', '06-02', '06-03', '08-29', '09-19', '12-26', '12-27']],
    [
      2022,
      scotland,
      ['01-03', '01-04', '04-15', '05-02', '06-02', '06-03', '08-01', '09-19', '11-30', '12-26', '12-27'],
    ],
    [2023, scotland, ['01-02', '01-03', '04-07', '05-01', '05-08', '05-29', '08-07', '11-30', '12-25', '12-26']],
    [2024, northernIreland, ['01-01', '03-18', '03-29', '04-01', '05-06', '05-27', '07-12', '08-26', '12-25', '12-26']],
    [2026, scotland, ['01-01', '01-02', '04-03', '05-04', '05-25', '06-15', '08-03', '11-30', '12-25', '12-28']],
    [2027, englandAndWales, ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28']],
  ])('%i in %i', (year, nation, days) => {
    expect(listed(year, nation)).toEqual(days)
  })

  it('counts the weekend day that a weekday stands in for', () => {
    const christmas = firstOf(2027, 11) + 24
    expect([christmas, christmas + 1].map(bankHolidayNations)).toEqual([7, 7])
  })

  it('are none on other days, in any year', () => {
    expect([firstOf(2027, 1), firstOf(1066, 9) + 13, firstOf(9999, 1)].map(bankHolidayNations)).toEqual([0, 0, 0])
  })
})

import { describe, expect, it } from 'vitest'
import { comingDates, prepareQuestion, questionAt, weekdaysAsked } from '../../src/facts/opening-question.ts'

describe('a question of opening', () => {
  it.each([
    ['2026-03-29T00:59:59Z', '2026-03-29', '00:59'],
    ['2026-03-29T01:00:00Z', '2026-03-29', '02:00'],
    ['2026-10-25T00:20:00Z', '2026-10-25', '01:20'],
    ['2026-10-25T01:20:00Z', '2026-10-25', '01:59'],
    ['2026-10-25T02:00:00Z', '2026-10-25', '02:00'],
    ['2026-07-31T23:30:00Z', '2026-08-01', '00:30'],
  ])('takes %s for %s %s', (instant, date, time) => {
    expect(questionAt(instant)).toEqual({ dates: [date], from: time, to: time })
  })

  it('can be of the first day that a date can name', () => {
    expect(prepareQuestion({ dates: ['0000-01-01'] }).days).toHaveLength(2)
  })

  it('counts 35 days from today in London, whatever the clocks do', () => {
    const everyDay = comingDates(127, Date.parse('2026-10-24T23:30:00Z'))
    expect([everyDay.length, everyDay[0], everyDay.at(-1)]).toEqual([35, '2026-10-25', '2026-11-28'])
    expect(comingDates(0b1000001, Date.parse('2026-11-23T10:00:00Z'))).toEqual([
      ...['2026-11-23', '2026-11-29', '2026-11-30', '2026-12-06', '2026-12-07'],
      ...['2026-12-13', '2026-12-14', '2026-12-20', '2026-12-21', '2026-12-27'],
    ])
  })

  it('sets the weekdays apart that fall on no bank holiday', () => {
    expect(weekdaysAsked({ dates: ['2026-12-25', '2026-12-24'] })).toEqual({ all: 0b0011000, ordinary: 0b0001000 })
    expect(weekdaysAsked({ dates: ['2027-02-30'] })).toEqual({ all: 0, ordinary: 0 })
  })
})

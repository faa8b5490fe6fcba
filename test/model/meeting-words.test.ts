import { describe, expect, it } from 'vitest'
import { areOtherHours, readMeetingWords } from '../../src/model/meeting-words.ts'

describe('when a description says that a service takes place', () => {
  it.each<[string, readonly number[]]>([
    ['We meet on Thursdays', [3]],
    ['A friendly choir. The group meets every Wednesday evening at 7pm in the hall.', [2]],
    ['Sessions are held on Mondays and Fridays.', [0, 4]],
    ['Every Saturday, 10am to noon', [5]],
    ['Thursdays 10.30-12', [3]],
    ['Open Monday to Friday', [0, 1, 2, 3, 4]],
    ['The café runs on Sunday mornings', [6]],
  ])('%s', (description, weekdays) => {
    expect(readMeetingWords(description).weekdays).toEqual(weekdays)
  })

  it.each([
    'The committee meets on Mondays',
    'Book by Tuesday noon',
    'Ring us on Mondays',
    'Closed on Wednesdays',
    'We also meet on Sundays in summer',
    'Friday Dinner Club for older people',
    'We meet on the first Tuesday of the month',
    'Next session: Saturday 4 July',
    'Sunday lunch with good company',
    undefined,
  ])('none that is plainly said: %s', (description) => {
    expect(readMeetingWords(description).weekdays).toEqual([])
  })

  it.each<[string, readonly (readonly [number, number])[]]>([
    ['We meet on Thursdays, 2pm to 4pm', [[840, 960]]],
    ['Every Saturday 10:00-12:00', [[600, 720]]],
    ['Every night, 10pm-2am', [[1320, 1560]]],
    ['Every night, 8pm to 12am', [[1200, 1440]]],
    ['Open 18:00-00:30', [[1080, 1470]]],
    ['Open 22:00-08:00', [[1320, 1920]]],
    ['We meet for 3-5 weeks', []],
    ['The office is open 9am to 5pm', []],
  ])('%s: at these hours', (description, hours) => {
    expect(readMeetingWords(description).hours).toEqual(hours)
  })
})

it.each<[string, readonly [number, number], readonly [number, number], boolean]>([
  ['the same night', [1320, 1560], [1320, 1560], false],
  ['a part of the night, said as hours of the morning', [1320, 1800], [60, 300], false],
  ['the morning of a night that is said whole', [60, 300], [1320, 1800], false],
  ['the afternoon', [1320, 1560], [840, 960], true],
  ['what begins where it ends', [600, 720], [720, 840], true],
])('hours are others than those of schedules: %s', (_what, own, stated, areOthers) => {
  expect(areOtherHours([own], [stated])).toBe(areOthers)
})

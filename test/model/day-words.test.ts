import { describe, expect, it } from 'vitest'
import { saidOfDays, weekdaysNamed } from '../../src/model/day-words.ts'

describe('the weekdays that a text names', () => {
  it.each<[string, number[]]>([
    ['Our Tuesday group', [1]],
    ['Mondays and Thursdays', [0, 3]],
    ['Monday to Thursday', [0, 1, 2, 3]],
    ['Fri-Mon', [0, 4, 5, 6]],
    ['Mon, Wed & Fri.', [0, 2, 4]],
    ['Weekdays', [0, 1, 2, 3, 4]],
    ['Weekends', [5, 6]],
    ['Every day', [0, 1, 2, 3, 4, 5, 6]],
    ['We sat in the sun', []],
    ['A wedding on the month', []],
    ['Bank holiday Mondays', []],
    ['Easter Monday and Good Friday', []],
    ['Sunday school', []],
    ['Monthly', []],
  ])('%s', (text, weekdays) => {
    expect(weekdaysNamed(text)).toEqual(weekdays)
  })
})

describe('what a clause says of weekdays', () => {
  it.each<[string, ReturnType<typeof saidOfDays>]>([
    ['Our Tuesday group', { kind: 'NAMED', weekdays: [1] }],
    ['Tuesdays only', { kind: 'ONLY', weekdays: [1] }],
    ['Closed on Wednesdays', { kind: 'CLOSED', weekdays: [2] }],
    ['Monday to Friday except Wednesday', { kind: 'CLOSED', weekdays: [2] }],
    ['Monday 9 to 5, Wednesday closed, Thursday 9 to 5', { kind: 'CLOSED', weekdays: [2] }],
    ['Closed Wednesdays, Thursdays and Sundays', { kind: 'CLOSED', weekdays: [2, 3, 6] }],
    ['Not Mondays', { kind: 'CLOSED', weekdays: [0] }],
    ['Book by Friday', undefined],
    ['Ring the office on Tuesday', undefined],
    ['Not the Tuesday class', undefined],
    ['Bring a friend', undefined],
  ])('%s', (clause, said) => {
    expect(saidOfDays(clause)).toEqual(said)
  })
})

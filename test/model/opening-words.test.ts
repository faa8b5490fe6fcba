import { describe, expect, it } from 'vitest'
import { readOpeningWords } from '../../src/model/opening-words.ts'

describe('what a schedule says of bank holidays', () => {
  it.each<[string, 'OPEN' | 'CLOSED' | undefined]>([
    ['Closed on bank holidays', 'CLOSED'],
    ['Closed on Bank Holiday Mondays', 'CLOSED'],
    ['Open Monday to Friday except public holidays', 'CLOSED'],
    ['Monday to Friday (excluding bank holidays)', 'CLOSED'],
    ['excl. bank hols', 'CLOSED'],
    ['Not open on bank holidays.', 'CLOSED'],
    ['No sessions on bank holidays', 'CLOSED'],
    ['No session bank holidays', 'CLOSED'],
    ['Does not run on bank holidays', 'CLOSED'],
    ["We won't be there on bank holidays", 'CLOSED'],
    ['Bank holidays: closed', 'CLOSED'],
    ['Bank holidays excluded', 'CLOSED'],
    ['Closed at weekends and bank holidays', 'CLOSED'],
    ['Closed weekends. Open bank holidays.', 'OPEN'],
    ['Including bank holidays', 'OPEN'],
    ['Every day inc. bank holidays', 'OPEN'],
    ['Open on bank holidays', 'OPEN'],
    ['Open as usual on bank holidays', 'OPEN'],
    ['We are never closed, not even on bank holidays', 'OPEN'],
    ['Closed except on bank holidays', 'OPEN'],
    ['24 hours a day, 365 days a year', 'OPEN'],
    ['Bank holidays 10am to 2pm', undefined],
    ['May be closed on bank holidays', undefined],
    ['Times vary on bank holidays', undefined],
    ['Closed Sundays, Monday to Saturday including bank holidays', undefined],
    ['Closed on bank holidays. Open on bank holidays in summer.', undefined],
    ['Open on bank holidays, closed Christmas Day', undefined],
    ['Drop in any time', undefined],
  ])('%s', (text, expected) => {
    expect(readOpeningWords([text]).bankHolidays).toBe(expected)
  })
})

describe('what a schedule says of the days that it leaves out', () => {
  it.each([
    'Term time only',
    'Last session 17 November',
    'Next meeting: 8 December',
    'Tuesdays in October only',
    'Please check our website for dates',
    'Dates: 3, 10 and 17 November',
    'Weather dependent',
    'Term dates apply',
    'Open during school holidays only',
    'Closed this week',
    'No sessions until January',
    'Term-time',
    'During school terms',
    'Not in school holidays',
    'School holidays only',
    'Autumn term',
    'Closed at half term',
    'Summer only',
    'Seasonal',
    'Dates vary',
    'On selected dates',
    'Suspended',
    'Cancelled until further notice',
    'This group is no longer running',
    'Not running at present',
    'Currently closed',
    'Closed',
    'Closed for refurbishment',
    'Reopens in spring',
    'Starts January 2027',
    'Ends in July',
    'Until Christmas',
    'Between Easter and October',
    'A 10 week course',
    'Moved to Thursdays',
    'Weather permitting',
    'Except when the hall is needed for an election',
    'School days only',
    'Winter',
  ])('%s: not known on which days', (text) => {
    expect(readOpeningWords([text]).isUncertain).toBe(true)
  })

  it.each([
    'All year including school holidays',
    'Open during the school holidays',
    'The last session begins at 3pm',
    'Up to date information on our website',
    'Next to the library',
    'Long-term conditions',
    'In terms of cost, ask us',
    'Mornings',
    'An open-ended group',
    'Not open to under 5s',
    'Doors open from 10',
  ])('%s: on all of them', (text) => {
    expect(readOpeningWords([text]).isUncertain).toBe(false)
  })

  it.each<[string, [number, number][]]>([
    ['Closed in August', [[801, 831]]],
    ['Not November', [[1101, 1131]]],
    [
      'No sessions in July or August',
      [
        [701, 731],
        [801, 831],
      ],
    ],
    ['Closed over Christmas', [[1218, 107]]],
    ['Closed Christmas Eve', [[1224, 1224]]],
    ['Closed Christmas Day', []],
    ['No groups at Easter', [[315, 503]]],
    ['Closed for the summer', [[601, 915]]],
    ['April to September', [[1001, 331]]],
    ['From 5 October to 20 March', [[401, 931]]],
    ['Closed November to February', [[1101, 231]]],
    ['January to December', []],
    ['You may come along', []],
    [
      'Closed from 23/12/2026 to 4/1/2027',
      [
        [1201, 1231],
        [101, 131],
      ],
    ],
    ['Closed in winter', [[1015, 331]]],
  ])('%s', (text, doubtful) => {
    expect(readOpeningWords([text]).doubtful).toEqual(doubtful)
  })

  it.each([
    'Fortnightly',
    'Twice a month',
    'Three times a year',
    'Every other Tuesday',
    'Alternate weeks',
    'First Monday of the month',
    'Every 2 weeks',
    '1st and 3rd Mondays',
    'Not the last Tuesday',
    'Odd weeks',
    'Week B',
    'Every six weeks',
    'Six-weekly',
    'Once a term',
    'Occasionally',
    'Most Mondays',
  ])('%s: less often than every week', (text) => {
    expect(readOpeningWords([text]).isRarer).toBe(true)
  })
})

import { expect, it } from 'vitest'

import type { Schedule } from '../../src/model/schedule.ts'
import { scheduleInWords } from '../../src/model/schedule-in-words.ts'

it.each<[words: string | undefined, schedule: Schedule]>([
  [undefined, {}],
  [
    'every week on Monday and Wednesday, 10:00 to 12:30',
    { freq: 'WEEKLY', byday: 'MO,WE', opensAt: '10:00', closesAt: '12:30' },
  ],
  ['every month on the 3rd Thursday', { freq: 'WEEKLY', byday: '3TH' }],
  ['every 2 weeks on Friday, from 09:00', { freq: 'WEEKLY', interval: 2, byday: 'FR', opensAt: '09:00' }],
  ['every month on the 2nd Monday and the last Friday', { freq: 'MONTHLY', byday: '2MO,-1FR' }],
  ['every month on the 1st, 12th and 2nd from the end of the month', { freq: 'MONTHLY', bymonthday: '1,12,-2' }],
  ['every year in January and March', { freq: 'YEARLY', bymonth: '1,3' }],
  ['every month on Monday and Tuesday and of these days the last', { freq: 'MONTHLY', byday: 'MO,TU', bysetpos: '-1' }],
  [
    'every day, from 2026-01-05, until 2026-06-30, not on 2026-04-06',
    { freq: 'DAILY', dtstart: '2026-01-05', until: '2026-06-30', exdate: '2026-04-06' },
  ],
  ['09:00 to 17:00 UTC, 3 times', { opensAt: '09:00', closesAt: '17:00', utcTimes: true, count: 3 }],
  ['closed from 2026-12-24, until 2027-01-02', { closed: true, validFrom: '2026-12-24', validTo: '2027-01-02' }],
  [
    'every week on Monday; Term time only; Ring the bell',
    { freq: 'WEEKLY', byday: 'MO', description: ' Term time\n only ', notes: 'Ring the bell' },
  ],
  ['every week; not readable: byday, opensAt', { freq: 'WEEKLY', unreadable: ['byday', 'opensAt'] }],
])('says %j', (words, schedule) => {
  expect(scheduleInWords(schedule)).toBe(words)
})

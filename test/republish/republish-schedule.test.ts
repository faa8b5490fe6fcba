import { expect, it } from 'vitest'

import { republishSchedule } from '../../src/republish/republish-schedule.ts'

it('has texts that could not be read as they were published, and every other member of the publisher', () => {
  const extensions = { opens_at: 'after lunch', constructor: 'Mr. Gray', toString: 'on a string' }
  const schedule = { freq: 'WEEKLY', byday: 'MO', opensAt: null, closesAt: null, unreadable: ['opensAt'], extensions }
  expect(republishSchedule(schedule)).toEqual({
    ...{ freq: 'WEEKLY', byday: 'MO', opens_at: 'after lunch' },
    x_extensions: { constructor: 'Mr. Gray', toString: 'on a string' },
  })
})

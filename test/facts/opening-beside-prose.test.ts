import { describe, expect, it } from 'vitest'
import { isOpen } from '../../src/facts/is-open.ts'
import { deriveOpening } from '../../src/facts/opening.ts'
import { prepareQuestion } from '../../src/facts/opening-question.ts'
import type { Schedule } from '../../src/model/schedule.ts'

const ENGLAND = 1

describe('what the description says of days and hours', () => {
  it.each<[string, string, boolean | undefined]>([
    ['We meet on Thursdays', '2026-12-08', undefined],
    ['We meet on Thursdays', '2026-12-10', undefined],
    ['We meet on Thursdays', '2026-12-09', false],
    ['We meet on Tuesdays and Thursdays', '2026-12-08', true],
    ['We meet on Tuesdays and Thursdays', '2026-12-10', undefined],
    ['We meet on Tuesdays, 2pm to 4pm', '2026-12-08', undefined],
    ['We meet on Tuesdays, 10am to noon', '2026-12-08', true],
    ['Book by Thursday. The committee meets on Mondays.', '2026-12-08', true],
    ['Closed in December', '2026-12-08', undefined],
    ['No meetings in August', '2026-12-08', true],
    ['No meetings in August', '2026-08-11', undefined],
    ['The office is closed in December', '2026-12-08', true],
    ['A fortnightly group', '2026-12-08', undefined],
    ['Term time only', '2026-12-08', undefined],
  ])('a Tuesday from ten to noon beside “%s”: on %s', (description, date, expected) => {
    const schedules: Schedule[] = [{ freq: 'WEEKLY', byday: 'TU', opensAt: '10:00', closesAt: '12:00' }]
    const rules = deriveOpening({ schedules, description })?.rules ?? []
    expect(isOpen(rules, prepareQuestion({ dates: [date], from: '11:00', to: '11:00' }), [ENGLAND])).toBe(expected)
  })
})

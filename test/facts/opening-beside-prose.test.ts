import { describe, expect, it } from 'vitest'
import { isOpen } from '../../src/facts/is-open.ts'
import { deriveOpening } from '../../src/facts/opening.ts'
import { prepareQuestion } from '../../src/facts/opening-question.ts'
import { contradictionsOf } from '../../src/standard/v3/contradictions-of.ts'
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

describe('a fortnightly group, every Tuesday by one of its schedules,', () => {
  const weekly: Schedule = { freq: 'WEEKLY', byday: 'TU' }
  it.each<[string, Schedule, boolean, readonly string[]]>([
    ['every other Monday', { freq: 'WEEKLY', interval: 2, byday: 'MO', dtstart: '2026-11-30' }, true, []],
    ['every other Monday of no known week', { freq: 'WEEKLY', interval: 2, byday: 'MO' }, true, []],
    ['the third of each month', { bymonthday: '3' }, true, []],
    ['one date', { dtstart: '2026-12-19' }, false, ['DAYS_CONTRADICTED']],
    ['days on which it is closed', { bymonthday: '25', closed: true }, false, ['DAYS_CONTRADICTED']],
    ['another day every week', { byday: 'MO' }, false, ['DAYS_CONTRADICTED']],
  ])('with %s beside it', (_title, beside, isCertain, reported) => {
    const service = { description: 'A fortnightly group', schedules: [weekly, beside] }
    const tuesday = prepareQuestion({ dates: ['2026-12-08'] })
    expect(isOpen(deriveOpening(service)?.rules ?? [], tuesday, [ENGLAND])).toBe(isCertain ? true : undefined)
    expect(contradictionsOf(service)).toEqual(reported)
  })
})

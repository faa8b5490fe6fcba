import { toNumber } from '../fields/number.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { isRawObject, listOf } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'

const MEANINGS: Readonly<Record<string, RawObject>> = {
  day: { freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR,SA,SU' },
  daily: { freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR,SA,SU' },
  week: { freq: 'WEEKLY' },
  month: { freq: 'MONTHLY' },
}

/** Frequencies in plain words. Evidence: Outpost since 2026 writes `freq: "week"` beside iCal's other properties. */
export function correctFrequencyWords(raw: RawObject, issues: IssueCollector): RawObject {
  return {
    ...raw,
    schedules: correctSchedules(raw, issues),
    service_at_locations: listOf(raw['service_at_locations']).map((place, index) => {
      if (!isRawObject(place)) return place
      issues.enter('service_at_locations')
      issues.enter(index)
      const schedules = correctSchedules(place, issues)
      issues.leave()
      issues.leave()
      return { ...place, schedules }
    }),
  }
}

function correctSchedules(holder: RawObject, issues: IssueCollector): readonly unknown[] {
  return listOf(holder['schedules']).map((schedule, index) => {
    if (!isRawObject(schedule)) return schedule
    const word = typeof schedule['freq'] === 'string' ? schedule['freq'].trim().toLowerCase() : ''
    const meaning = Object.hasOwn(MEANINGS, word) ? MEANINGS[word] : undefined
    if (meaning === undefined) return schedule
    issues.report('FREQUENCY_WORD', `schedules[${index}].freq`, word)
    return {
      ...schedule,
      ...meaning,
      ...(meaning['byday'] !== undefined && isUnusual(schedule) ? { byday: undefined } : {}),
    }
  })
}

// Every second day is no set of weekdays.
function isUnusual(schedule: RawObject): boolean {
  return (toNumber(schedule['interval']) ?? 1) > 1
}

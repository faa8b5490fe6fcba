import type { Service } from '../model/service.ts'
import { calendarDay, dayNumber } from './calendar-day.ts'
import { isOpen } from './is-open.ts'
import { DAY } from '../model/spoken-hours.ts'
import { isOpenDuring } from './opening-hours.ts'
import { comingDates, type OpeningQuestion, prepareQuestion, questionAt } from './opening-question.ts'
import { occursOn, type OpeningRule } from './opening-rule.ts'
import { deriveOpening } from './opening.ts'

/** When a service takes place next. */
export interface NextOpening {
  /** `YYYY-MM-DD`, London. */
  readonly date: string
  /** `HH:MM`, London. Absent: not known, or begun on the day before. */
  readonly opensAt?: string
  readonly closesAt?: string
  /** False: it may take place then, but what is stated leaves it open. */
  readonly isCertain: boolean
}

const EVERY_DAY = 127

/**
 * The first day within 35 on which a service takes place, or may, by its schedules, from an instant (RFC 3339) on; later today
 * counts. Undefined where none is stated or none falls into these days. Bank holidays of one nation leave it open.
 */
export function nextOpening(
  service: Pick<Service, 'schedules' | 'serviceAtLocations' | 'description' | 'alert'>,
  instant: string,
): NextOpening | undefined {
  const rules = deriveOpening(service)?.rules ?? []
  if (rules.length === 0) return undefined
  const { dates: today, from } = questionAt(instant)
  for (const date of comingDates(EVERY_DAY, Date.parse(instant))) {
    const question = { dates: [date], ...(from !== undefined && today.includes(date) && { from }) }
    const answer = isOpen(rules, prepareQuestion(question), [])
    if (answer !== false) return { date, ...hoursOn(rules, date, question), isCertain: answer === true }
  }
  return undefined
}

/** The hours of the first rule that is open then; those for the single day go before those that recur. */
function hoursOn(
  rules: readonly OpeningRule[],
  date: string,
  question: OpeningQuestion,
): Pick<NextOpening, 'opensAt' | 'closesAt'> {
  const number = dayNumber(date)
  const [asked] = prepareQuestion(question).days
  if (number === undefined || asked === undefined) return {}
  const day = calendarDay(number)
  const open = rules.filter(
    (rule) =>
      rule.isClosed !== true && occursOn(rule, day) !== false && isOpenDuring(rule, asked.span, asked) !== false,
  )
  const dated = open.filter((rule) => rule.isDated === true)
  const [first] = (dated.length > 0 ? dated : open).toSorted((a, b) => (a.opens ?? DAY) - (b.opens ?? DAY))
  if (first === undefined || (first.isUtc === true && asked.isSummer)) return {}
  return {
    ...(first.opens !== undefined && { opensAt: timeOf(first.opens) }),
    ...(first.closes !== undefined && { closesAt: timeOf(first.closes) }),
  }
}

const HOUR = 60

function timeOf(minute: number): string {
  const ofDay = minute % DAY
  return `${String(Math.floor(ofDay / HOUR)).padStart(2, '0')}:${String(ofDay % HOUR).padStart(2, '0')}`
}

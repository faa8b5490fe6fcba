import { BANK_HOLIDAY_NATIONS } from './bank-holidays.ts'
import { isOpenDuring } from './opening-hours.ts'
import type { AskedDay, PreparedQuestion } from './opening-question.ts'
import { occursOn, type OpeningRule } from './opening-rule.ts'
import { both, either, type Truth } from './truth.ts'

const EVERYWHERE = Object.values(BANK_HOLIDAY_NATIONS).reduce((nations, nation) => nations | nation, 0)

/**
 * The nations whose bank holidays a service keeps, as bits, 0 where none is known: of the whole service, and where its
 * places differ then of each of them, in order.
 */
export type Nations = readonly number[]

/**
 * Whether a service is open then by its rules; undefined where they do not say. A rule that is of no one place holds at
 * each by the bank holidays there. On a day that a closed or dated rule speaks of, those that recur do not count.
 */
export function isOpen(rules: readonly OpeningRule[], { days }: PreparedQuestion, nations: Nations): Truth {
  let answer: Truth = false
  for (const rule of rules) {
    if (rule.isClosed === true) continue
    for (const each of days) {
      const hours = isOpenDuring(rule, each.span, each)
      if (hours === false) continue
      answer = either(answer, both(hours, takesPlace(rule, rules, each, nations)))
      if (answer === true) return true
    }
  }
  return answer
}

/**
 * The same of those places alone, by their positions: whether it is open then at any of them, by the rules of all places and
 * its own. Not known where no rule says when it is open at any of them. Of no place: as of the whole service.
 */
export function isOpenAtPlaces(
  rules: readonly OpeningRule[],
  places: readonly number[],
  question: PreparedQuestion,
  nations: Nations,
): Truth {
  if (places.length === 0) return isOpen(rules, question, nations)
  const each = places
    .map((place) => ({
      own: rules.filter((rule) => rule.place === undefined || rule.place === place),
      there: [nationsAt(nations, place)],
    }))
    .filter(({ own }) => own.some((rule) => rule.isClosed !== true))
  if (each.length === 0) return undefined
  return each.map(({ own, there }) => isOpen(own, question, there)).reduce(either)
}

function nationsAt([all = 0, ...places]: Nations, place: number): number {
  return places[place] ?? all
}

function takesPlace(rule: OpeningRule, rules: readonly OpeningRule[], at: AskedDay, nations: Nations): Truth {
  const [all = 0, ...places] = nations
  const there = rule.place === undefined ? (places.length === 0 ? [all] : places) : [nationsAt(nations, rule.place)]
  const usual = occursOn(rule, at.day)
  const occurs = there.map((own) => onBankHoliday(rule, usual, at.holidayIn, own)).reduce(either)
  if (occurs === false) return false
  let [isClosed, isDated]: Truth[] = [false, false]
  for (const other of rules) {
    if (other.place !== undefined && other.place !== rule.place) continue
    if (other.isClosed === true) isClosed = either(isClosed, occursOn(other, at.day))
    else if (other.isDated === true && rule.isDated !== true) isDated = either(isDated, occursOn(other, at.day))
  }
  // That it is closed and that it has hours of its own on one day contradict each other.
  if (isClosed === true) return rule.isDated === true ? undefined : false
  return both(occurs, isDated === true ? false : both(not(isClosed), not(isDated)))
}

function not(value: Truth): Truth {
  return value === undefined ? undefined : !value
}

/** A recurring rule that does not speak of bank holidays leaves open whether it holds on them. */
function onBankHoliday(rule: OpeningRule, occurs: Truth, holidayIn: number, nations: number): Truth {
  if (occurs === false || holidayIn === 0 || rule.isDated === true || rule.bankHolidays === 'OPEN') return occurs
  const own = nations === 0 ? EVERYWHERE : nations
  if ((holidayIn & own) === 0) return occurs
  const isHoliday = (holidayIn & own) === own
  return isHoliday && rule.bankHolidays === 'CLOSED' ? false : undefined
}

import { BANK_HOLIDAY_NATIONS } from './bank-holidays.ts'
import { isOpenDuring } from './opening-hours.ts'
import type { AskedDay, PreparedQuestion } from './opening-question.ts'
import { occursOn, type OpeningRule } from './opening-rule.ts'
import { both, either, type Truth } from './truth.ts'

const EVERYWHERE = Object.values(BANK_HOLIDAY_NATIONS).reduce((nations, nation) => nations | nation, 0)

/**
 * Whether a service is open then by its rules; undefined where they do not say. `nations` are the bits of those that it
 * takes place in, 0 where that is not known. On a day that a closed or dated rule speaks of, those that recur do not count.
 */
export function isOpen(rules: readonly OpeningRule[], { days }: PreparedQuestion, nations: number): Truth {
  let answer: Truth = false
  for (const rule of rules) {
    if (rule.isClosed === true) continue
    for (const each of days) {
      const hours = isOpenDuring(rule, each.span, each.isSummer)
      if (hours === false) continue
      answer = either(answer, both(hours, takesPlace(rule, rules, each, nations)))
      if (answer === true) return true
    }
  }
  return answer
}

function takesPlace(rule: OpeningRule, rules: readonly OpeningRule[], at: AskedDay, nations: number): Truth {
  const occurs = onBankHoliday(rule, occursOn(rule, at.day), at.holidayIn, nations)
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

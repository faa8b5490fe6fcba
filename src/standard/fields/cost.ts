import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { toSum } from './amount.ts'
import { toCurrency } from './currency.ts'
import { readText } from './text.ts'

/** What a cost option says of money; each absent where it says nothing that is certain. */
export interface Cost {
  readonly amount: number | undefined
  /** ISO 4217. */
  readonly currency: string | undefined
  /** The publisher's words for the amount: its description, and before it an amount that is more or less than one sum. */
  readonly amountDescription: string | undefined
}

const PENCE = /^(?:p|pence|pennies|gbx)$/i

/** `amount`, `currency` and `amount_description`: one certain sum is read, and whatever else is said of it stays in words. */
export function readCost(raw: RawObject, issues: IssueCollector): Cost {
  const text = readText(raw, 'amount', issues)
  const description = readText(raw, 'amount_description', issues)
  const money = readText(raw, 'currency', issues)
  const isPence = money !== undefined && PENCE.test(money)
  const currency = isPence ? 'GBP' : money === undefined ? undefined : toCurrency(money)
  const sum = text === undefined ? undefined : toSum(text)
  const isKnown = money === undefined || currency !== undefined
  if (!isKnown) issues.report('UNKNOWN_VALUE', 'currency', money)
  // An amount is in pounds where no currency is known, so it must not stand beside one that could not be read.
  const isCertain = isKnown && (sum?.currency ?? currency ?? '') === (currency ?? sum?.currency ?? '')
  if (sum === undefined || !isCertain) {
    if (text !== undefined && isKnown) issues.report('AMOUNT_UNREAD', 'amount', text)
    const words = joined(' ', [text, isCertain ? undefined : money])
    return {
      amount: undefined,
      currency: isCertain ? currency : undefined,
      amountDescription: joined('. ', [words, description]),
    }
  }
  const hasWords = sum.hasWords || isPence
  if (hasWords) issues.report('AMOUNT_IN_WORDS', 'amount', text)
  return {
    amount: isPence ? sum.amount / 100 : sum.amount,
    currency: currency ?? sum.currency,
    amountDescription: joined('. ', [
      hasWords ? joined(' ', [text, isPence ? money : undefined]) : undefined,
      description,
    ]),
  }
}

function joined(separator: string, parts: readonly (string | undefined)[]): string | undefined {
  return [...new Set(parts.filter((part) => part !== undefined))].join(separator) || undefined
}

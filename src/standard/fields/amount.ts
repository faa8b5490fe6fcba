import { cachedByText } from '../../model/cached-by-text.ts'
import { withFigures } from './parse-ages.ts'
import { toCurrency } from './currency.ts'

/** A sum of money that a text says for certain. */
export interface Sum {
  readonly amount: number
  /** ISO 4217, where the text names it. */
  readonly currency: string | undefined
  /** The text says more than the sum, or says it in another way than a number with its sign. */
  readonly hasWords: boolean
}

const FREE =
  /^(?:free|free of charge|(?:it is |it's |this is )?free(?: for (?:all|everyone))?|no (?:charge|cost|fee)s?|nil|gratis|f\.?o\.?c|costs nothing|nothing(?: to pay)?|zero)[.!]?$/i
const CURRENCY = String.raw`(?:£|€|gbp|eur(?:os?)?|pounds?(?: sterling)?|quid)`
const FIGURES = String.raw`(\d(?:[\d., ]*\d)?|\.\d+)`
const SUM = new RegExp(
  String.raw`^(${CURRENCY}\s*)?${FIGURES}(?:\s*(p|pence)(?![a-z/]))?(?:\s*(${CURRENCY})(?![a-z]))?\s*(.*)$`,
  'is',
)
/** "Two pounds" and no more. */
const SAID_IN_WORDS = /^[a-z]+(?:[ -][a-z]+)? (?:pounds?|quid|pence)[.]?$/i
// What a price is for: "per session", "/hour", "each", "for adults", "(per family)". Figures or a condition say more.
const PURPOSE =
  /^[(\s,–-]*(?:\/|(?:per|a|an|each|every|for|pp|p\.p|ph|pw|pcm|pm|pa|only|inc(?:l|luding)?)(?![a-z]))[^\d£€%]*$/i
const CONDITION =
  /\b(?:plus|and|or|then|to|off|discount|reduc\w+|concession\w*|deposit|donation|suggested|from|free|members?)\b/i

/**
 * The sum that a text gives: with a sign or name of its currency, in pence, with a decimal comma, and with what it is
 * for. Undefined for spans, least and greatest sums, conditions, and whatever else is not one sum.
 */
export const toSum = cachedByText(readSum)

function readSum(text: string): Sum | undefined {
  const words = text.trim().replaceAll(/\s+/g, ' ')
  if (FREE.test(words)) return { amount: 0, currency: undefined, hasWords: true }
  const inFigures = SAID_IN_WORDS.test(words) ? withFigures(words.toLowerCase()) : words
  const [, before, figures, pence, after, rest = ''] = SUM.exec(inFigures) ?? []
  if (
    figures === undefined ||
    (before !== undefined && after !== undefined && toCurrency(before) !== toCurrency(after))
  )
    return undefined
  const number = toFigure(figures)
  if (number === undefined || !(rest === '' || rest === '.' || isPurpose(rest))) return undefined
  const isPounds = before !== undefined && /[.,]\d{2}$/.test(figures)
  // "£3.50p" is three pounds fifty; "3.50p" may be either, and "£75p" too.
  if (pence !== undefined && !isPounds && (before !== undefined || /[.,]/.test(figures))) return undefined
  const isPence = pence !== undefined && !isPounds
  return {
    amount: isPence ? number / 100 : number,
    currency: isPence ? 'GBP' : toCurrency(before ?? after ?? ''),
    hasWords: rest !== '' || pence !== undefined || after !== undefined || isUnusual(figures),
  }
}

function isPurpose(rest: string): boolean {
  return PURPOSE.test(rest) && !CONDITION.test(rest)
}

const WHOLE_OR_DECIMAL = /^(?:\d+(?:\.\d*)?|\.\d+)$/
const THOUSANDS = /^\d{1,3}(?:([, ])\d{3})(?:\1\d{3})*(?:\.\d{1,2})?$/
const DECIMAL_COMMA = /^\d+,\d{1,2}$/
const CONTINENTAL = /^\d{1,3}(?:\.\d{3})+,\d{1,2}$/

// A comma before three digits parts thousands, before one or two it is a decimal comma, and before more it is neither.
function toFigure(figures: string): number | undefined {
  if (WHOLE_OR_DECIMAL.test(figures)) return Number(figures)
  if (THOUSANDS.test(figures)) return Number(figures.replaceAll(/[, ]/g, ''))
  if (DECIMAL_COMMA.test(figures)) return Number(figures.replace(',', '.'))
  return CONTINENTAL.test(figures) ? Number(figures.replaceAll('.', '').replace(',', '.')) : undefined
}

function isUnusual(figures: string): boolean {
  return DECIMAL_COMMA.test(figures) || CONTINENTAL.test(figures)
}

import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { isShortNumber } from '../../model/short-number.ts'
import { cachedByText } from '../../model/cached-by-text.ts'

const RUN = /(?:\+|\(\+?)?\d(?:[\d\s().‐-–-]|\b\/\b(?!\s*0\d{3}))*\d/g
const MIN_DIGITS = 5
// No number and its label are longer; the patterns are not meant for pages of text.
const MAX_CHARACTERS = 300
const EXTENSION = /(?:\b(?:ext(?:ension|n)?|x)|#)\.?\s*[:=]?\s*(\d{1,6})\b/i
const LABEL_EDGES = /^(?:[\s"':;,./()&–—-]|(?:or|and|also)\b)+|(?:[\s"':;,./()&–—-]|\b(?:or|and|also))+$/gi
const BETWEEN = /^\s*(?:or|and|also|[,;/&])\s*$/i
const NO_LABEL = /^(?:tel|telephone|phone|t)$/i
// Letters of a keypad after the digits of a prefix: "0800 FREECALL".
const IN_LETTERS = /^(?:\+44\s?|0)\d{2,4}[\s-]*[A-Z]{2}[A-Z\s-]*[A-Z]\d*$/
const KEYPAD = ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ']
// As most are written; the ten digits are the number in its country.
const BRITISH = /^(?:0|\+44 ?)([1-9](?: ?\d){9})$/
const LETTER_O = /(?<=\d[\s-]?)o(?=[\s-]?\d)|\bo(?=\d{3})/gi

/** A number with the words that stood around it, both as published. */
export interface SplitNumber {
  readonly number: string
  readonly label: string | undefined
  readonly extension: string | undefined
}

interface Span {
  readonly start: number
  readonly end: number
  readonly number: string
}

/** The numbers in a text, in order, each with the words before it (or, at the end, after it); empty where none. A letter O among digits is a nought. */
export const splitNumbers = cachedByText(split)

function split(published: string): readonly SplitNumber[] {
  const text = published.slice(0, MAX_CHARACTERS).replaceAll(LETTER_O, '0')
  if (IN_LETTERS.test(text)) return [{ number: text, label: undefined, extension: undefined }]
  const extension = EXTENSION.exec(text)?.[1]
  const body = extension === undefined ? text : text.replace(EXTENSION, ' ')
  const spans = spansIn(body)
  if (spans.length === 0 && /^[\d\s+().-]*$/.test(text) && digitsOf(text).length >= 3)
    return [{ number: text.replace(/\.$/, ''), label: undefined, extension: undefined }]
  return spans.map(({ start, end, number }, index) => {
    const before = body.slice(spans[index - 1]?.end ?? 0, start)
    const after = index === spans.length - 1 ? body.slice(end) : ''
    const label = [before, after].map((words) => words.replaceAll(LABEL_EDGES, '')).filter((words) => words !== '')
    return {
      number,
      label: label.join(' ').replace(NO_LABEL, '') || undefined,
      extension: spans.length === 1 ? extension : undefined,
    }
  })
}

function spansIn(body: string): readonly Span[] {
  const spans: Span[] = []
  for (const run of body.matchAll(RUN)) {
    const digits = digitsOf(run[0])
    const last = spans.at(-1)
    const between = last === undefined ? undefined : body.slice(last.end, run.index)
    const isNext = between !== undefined && BETWEEN.test(between)
    // "0117 496 0112/3" and "… 0112 or 0113" name a second number by its last digits.
    const ending = last !== undefined && isNext && digits.length <= 4 ? withEnding(last.number, digits) : undefined
    if (ending !== undefined) spans.push({ start: run.index, end: run.index + run[0].length, number: ending })
    else if (digits.length >= MIN_DIGITS || isShortNumber(digits)) spans.push(...numbersIn(run[0], run.index))
  }
  // "Room 101: 0117 496 0112" has one number, "111 or 0117 496 0112" two.
  const isLong = spans.some(({ number }) => digitsOf(number).length > 3)
  return spans.filter(
    (span, index) =>
      !isLong || digitsOf(span.number).length > 3 || isBeside(body, span, spans[index - 1], spans[index + 1]),
  )
}

/** One run of digits as one number, or as the valid ones that its groups make ("0117 496 0101 0117 496 0102", "0117 496 0101 9-5"). */
function numbersIn(run: string, start: number): readonly Span[] {
  const whole = { start, end: start + run.length, number: run.trim() }
  if (toE164(run) !== undefined || isShortNumber(run)) return [whole]
  const ending = /^(.*\d)\/(\d{1,4})$/.exec(run)
  const other = ending === null ? undefined : withEnding(ending[1] ?? '', ending[2] ?? '')
  if (ending !== null && other !== undefined) {
    const end = start + (ending[1]?.length ?? 0)
    return [
      { start, end, number: ending[1] ?? '' },
      { start: end + 1, end: whole.end, number: other },
    ]
  }
  for (const gap of [...run.matchAll(/\s+|(?<=\d)-(?=\d)/g)].toReversed()) {
    const head = run.slice(0, gap.index)
    if (toE164(head) === undefined) continue
    const restStart = gap.index + gap[0].length
    const rest =
      digitsOf(run.slice(restStart)).length < MIN_DIGITS ? [] : numbersIn(run.slice(restStart), start + restStart)
    return [{ start, end: start + head.length, number: head }, ...rest]
  }
  return [whole]
}

function isBeside(body: string, span: Span, previous: Span | undefined, next: Span | undefined): boolean {
  return (
    (previous !== undefined && BETWEEN.test(body.slice(previous.end, span.start))) ||
    (next !== undefined && BETWEEN.test(body.slice(span.end, next.start)))
  )
}

function withEnding(number: string, ending: string): string | undefined {
  if (toE164(number) === undefined || ending.length === 0) return undefined
  const other = `${number.slice(0, number.length - ending.length)}${ending}`
  return toE164(other) === undefined || !/^\d*$/.test(number.slice(-ending.length)) ? undefined : other
}

/** The number in E.164 where it is a valid one that says its country: by its code, or by the 0 that British numbers begin with. Letters count as on a keypad. */
export const toE164 = cachedByText(judge)

function judge(number: string): string | undefined {
  const national = BRITISH.exec(number)?.[1]?.replaceAll(' ', '')
  if (national !== undefined) return isBritishStart(national.slice(0, -3)) ? `+44${national}` : undefined
  const dialled = toDialled(number)
  const parsed = dialled === undefined ? undefined : parsePhoneNumberFromString(dialled, 'GB')
  return parsed?.isValid() === true ? parsed.number : undefined
}

/** Whether numbers of ten digits that begin with these seven are valid: the last three decide nothing in any of the plans under +44. */
const isBritishStart = cachedByText((start) => parsePhoneNumberFromString(`+44${start}000`)?.isValid() === true)

/** True for British numbers, in E.164, of premium rate (09, 087) and for personal ones (070), which are passed off as mobile phones. */
export function isPremiumNumber(e164: string): boolean {
  return /^\+44(?:9|87[0-3]|70)/.test(e164)
}

function toDialled(number: string): string | undefined {
  const plain = number
    .replaceAll(/[A-Z]/g, (letter) => String(2 + KEYPAD.findIndex((letters) => letters.includes(letter))))
    // A country's code makes the 0 of the national number needless.
    .replace(/^(\(?\+\d{1,3}\)?[\s-]*)\(0\)/, '$1')
  const digits = digitsOf(plain)
  if (plain.includes('+') || digits.startsWith('0')) return plain
  return /^44[1-9]\d{8,9}$/.test(digits) ? `+${digits}` : undefined
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '')
}

import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { LRUCache } from 'lru-cache'

const RUN = /(?:\+|\(\+?)?\d(?:[\d\s().-]|\b\/\b(?!\s*0\d{3}))*\d/g
const MIN_DIGITS = 5
// No number and its label are longer; the patterns are not meant for pages of text.
const MAX_CHARACTERS = 300
const EXTENSION = /\b(?:ext(?:ension)?|x)\.?\s*:?\s*(\d{1,6})\b/i
const LABEL_EDGES = /^[\s"':;,./()–—-]+|[\s"':;,./()–—-]+$/g

/** A number with the words that stood around it, both as published. */
export interface SplitNumber {
  readonly number: string
  readonly label: string | undefined
  readonly extension: string | undefined
}

/** The numbers in a text, in order, each with the words before it (or, at the end, after it); empty where none. */
export function splitNumbers(told: string): readonly SplitNumber[] {
  const text = told.slice(0, MAX_CHARACTERS)
  if (!/[^\d\s+().-]/.test(text))
    return digitsIn(text) >= 3 ? [{ number: text.replace(/\.$/, ''), label: undefined, extension: undefined }] : []
  const extension = EXTENSION.exec(text)?.[1]
  const body = text.replace(EXTENSION, ' ')
  const runs = [...body.matchAll(RUN)].filter((run) => digitsIn(run[0]) >= MIN_DIGITS)
  return runs.map((run, index) => {
    const before = body.slice(index === 0 ? 0 : endOf(runs[index - 1]), run.index)
    const after = index === runs.length - 1 ? body.slice(endOf(run)) : ''
    const label = [before, after].map((words) => words.replaceAll(LABEL_EDGES, '')).filter((words) => words !== '')
    return {
      number: run[0].trim(),
      label: label.join(' ').replace(/^(?:tel|telephone|phone|t)$/i, '') || undefined,
      extension: runs.length === 1 ? extension : undefined,
    }
  })
}

// Judging a number costs more than reading the rest of a short record, and numbers repeat within a feed.
const judged = new LRUCache<string, { readonly e164: string | undefined }>({ max: 5_000 })

/** The number in E.164 where it is a valid British or international one. */
export function toE164(number: string): string | undefined {
  const known = judged.get(number)
  if (known !== undefined) return known.e164
  const parsed = parsePhoneNumberFromString(number, 'GB')
  const e164 = parsed?.isValid() === true ? parsed.number : undefined
  judged.set(number, { e164 })
  return e164
}

function endOf(run: RegExpMatchArray | undefined): number {
  return run === undefined ? 0 : (run.index ?? 0) + run[0].length
}

function digitsIn(text: string): number {
  return text.replaceAll(/\D/g, '').length
}

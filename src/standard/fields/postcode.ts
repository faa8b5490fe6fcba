import { OUTCODE_REGEX, parse } from 'postcode'
import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { cachedByText } from '../../model/cached-by-text.ts'
import { isPostcodeDistrict } from './postcode-districts.ts'
import { readText } from './text.ts'

/** A postcode and how much of one it is. */
export interface StatedPostcode {
  /** `AA9A 9AA` where it is a UK postcode, an outcode in capitals, else as published. */
  readonly text: string
  readonly kind: 'FULL' | 'OUTCODE' | 'OTHER'
}

interface JudgedPostcode {
  readonly postcode: StatedPostcode
  readonly defect?: 'POSTCODE_REPAIRED' | 'POSTCODE_OF_NO_PLACE' | 'BAD_POSTCODE'
}

const WITHIN = /(?<![A-Z\d])([A-Z]{1,2}\d[A-Z\d]?)[\s.\-–_]*(\d[A-Z]{2})(?![A-Z\d])/gi
// A first half with nothing after it but marks, or but the digit of its sector: the rest is hidden.
const FIRST_HALF = /^([A-Z]{1,2}\d[A-Z\d]?)(?:[\s-]+\d)?[\s.,;*#?_-]*$/i
// The health service writes ZZ99 where somebody has no address.
const NO_PLACE = /^ZZ\d/i
/** A postcode in one piece, with or without marks in it; of what may be a letter or a figure nothing is decided yet. */
const IN_ONE_PIECE = /^\s*([A-Z\d|][A-Z\d|\s.-]{1,6})([\dOIl|])\s?([ABD-HJLNP-UW-Z]{2})\s*[.,]?\s*$/i
/** A first half of which nothing may be another letter or figure. */
const PLAIN_HALF = /^[A-Z]{1,2}\d(?:[A-HJ-KMNP-Z]|\d)?$/i
/** What looks alike, both ways round. */
const AS_FIGURE: Readonly<Record<string, string>> = { O: '0', o: '0', I: '1', i: '1', l: '1', '|': '1' }
const AS_LETTER: Readonly<Record<string, string>> = { '0': 'O', l: 'L' }
/** Neither C, I, K, M, O nor V is in the last two letters of a postcode, and no letter like a figure ends its first half. */
const IMPOSSIBLE = /\d[A-Z]?[CIKMOV][A-Z]?$|\d[ILOQZ] /
/** Each letter apart, as some forms print them. */
const SPACED = /^\s*(?:[A-Z\d]\s+){4,6}[A-Z\d]\s*$/i
/** The one postcode of another form. */
const GIROBANK = /^\s*GIR\s*0AA\s*$/i
const MAX_CHARACTERS = 200

/** The postcode under `key`, with a slip or other words around it put right; one that is none is kept as published and reported, never guessed at. */
export function readPostcode(raw: RawObject, key: string, issues: IssueCollector): StatedPostcode | undefined {
  const published = readText(raw, key, issues)
  if (published === undefined) return undefined
  const { postcode, defect } = judged(published)
  if (defect !== undefined) issues.report(defect, key, published)
  if (defect === 'POSTCODE_REPAIRED') issues.keepUnread(key, published)
  return postcode
}

const judged = cachedByText(judge)

function judge(published: string): JudgedPostcode {
  if (published.length > MAX_CHARACTERS) return { postcode: { text: published, kind: 'OTHER' }, defect: 'BAD_POSTCODE' }
  const text = published.normalize('NFKC')
  if (GIROBANK.test(text)) return { postcode: { text: 'GIR 0AA', kind: 'FULL' } }
  const sound = isDoubtful(text) ? undefined : soundPostcode(text)
  if (sound !== undefined) return { postcode: { text: sound, kind: 'FULL' } }
  if (isOutcode(text)) return { postcode: { text: text.toUpperCase(), kind: 'OUTCODE' } }
  const found = findPostcode(text)
  if (found !== undefined) return { postcode: found, defect: 'POSTCODE_REPAIRED' }
  const defect = NO_PLACE.test(published) ? 'POSTCODE_OF_NO_PLACE' : 'BAD_POSTCODE'
  return { postcode: { text: published, kind: 'OTHER' }, defect }
}

/** The one postcode, or first half of one, that a text holds; undefined where it holds none or several. */
export function findPostcode(text: string): StatedPostcode | undefined {
  if (text.length > MAX_CHARACTERS) return undefined
  if (SPACED.test(text)) return findPostcode(text.replaceAll(/\s+/g, ''))
  const half = FIRST_HALF.exec(text)?.[1]
  if (half !== undefined && isOutcode(half)) return { text: half.toUpperCase(), kind: 'OUTCODE' }
  const within = isDoubtful(text)
    ? readingsOf(text)
    : [...text.matchAll(WITHIN)].flatMap(([, outcode, incode]) => soundPostcode(`${outcode} ${incode}`) ?? [])
  const [postcode, ...others] = new Set(within.length > 0 ? within : readingsOf(text))
  return postcode === undefined || others.length > 0 ? undefined : { text: postcode, kind: 'FULL' }
}

function isOutcode(text: string): boolean {
  return OUTCODE_REGEX.test(text) && !NO_PLACE.test(text)
}

/** The postcode that a text is as it stands, in the form of Royal Mail. */
function soundPostcode(text: string): string | undefined {
  const parsed = parse(text)
  const isSound = parsed.valid && !NO_PLACE.test(parsed.postcode) && !IMPOSSIBLE.test(parsed.postcode)
  return isSound ? parsed.postcode : undefined
}

/** Of a small l among capitals nobody can say whether it is an L or a 1. */
function isDoubtful(text: string): boolean {
  return text.includes('l') && !/[a-km-z]/.test(text)
}

/** Every postcode that a text may mean, where letters stand for the figures that look like them, or figures for letters: of the district as stated, else of those that there are. */
function readingsOf(text: string): readonly string[] {
  const [, before = '', sector = '', unit = ''] = IN_ONE_PIECE.exec(text) ?? []
  const outcode = before.replaceAll(/[\s.-]/g, '')
  const withHalf = (half: string): string => `${half} ${AS_FIGURE[sector] ?? sector}${unit.toUpperCase()}`
  if (PLAIN_HALF.test(outcode) && !isDoubtful(text))
    return NO_PLACE.test(outcode) ? [] : [withHalf(outcode.toUpperCase())]
  const readings = [1, 2].flatMap((length) => {
    const area = [...outcode.slice(0, length)].map((letter) => AS_LETTER[letter] ?? letter.toUpperCase()).join('')
    const rest = outcode.slice(length)
    const district = [...rest].map((letter) => AS_FIGURE[letter] ?? letter.toUpperCase()).join('')
    return isPostcodeDistrict(area, district) ? [withHalf(`${area}${district}`)] : []
  })
  return /\d/.test(text) ? readings : []
}

/** A text without the postcodes in it; undefined where nothing is left. */
export function withoutPostcode(text: string): string | undefined {
  const words = text
    .replaceAll(WITHIN, ' ')
    .replaceAll(/\(\s*\)/g, ' ')
    .replaceAll(/[ \t]+/g, ' ')
  return words.replaceAll(/^[\s,;.()-]+|[\s,;(-]+$/g, '') || undefined
}

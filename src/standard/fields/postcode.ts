import { OUTCODE_REGEX, parse } from 'postcode'
import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { cachedByText } from '../../model/cached-by-text.ts'
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
// There is no such postcode area: the health service writes ZZ99 where somebody has no address.
const NO_PLACE = /^ZZ\d/i
/** A postcode with figures as the letters that look like them, where only a figure can stand: before the last two letters, and after the area. */
const LETTERS_FOR_FIGURES =
  /^\s*(?<area>[A-Z]{1,2})(?<district>[\dOIl|](?:[\dA-Z|])?)\s*[-.]?\s*(?<sector>[\dOIl|])(?<unit>[A-Z]{2})\s*[.,]?\s*$/i
/** No letter that follows the figure of a district looks like a figure. */
const LOOKS_LIKE: Readonly<Record<string, string>> = { O: '0', o: '0', I: '1', i: '1', l: '1', '|': '1' }
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
  const parsed = parse(published)
  if (GIROBANK.test(published)) return { postcode: { text: 'GIR 0AA', kind: 'FULL' } }
  if (parsed.valid && !NO_PLACE.test(published) && inFigures(published) === published)
    return { postcode: { text: parsed.postcode, kind: 'FULL' } }
  if (OUTCODE_REGEX.test(published)) return { postcode: { text: published.toUpperCase(), kind: 'OUTCODE' } }
  const found = findPostcode(published)
  if (found !== undefined) return { postcode: found, defect: 'POSTCODE_REPAIRED' }
  const defect = NO_PLACE.test(published) ? 'POSTCODE_OF_NO_PLACE' : 'BAD_POSTCODE'
  return { postcode: { text: published, kind: 'OTHER' }, defect }
}

/** The one postcode, or first half of one, that a text holds; undefined where it holds none or several. */
export function findPostcode(text: string): StatedPostcode | undefined {
  if (text.length > MAX_CHARACTERS) return undefined
  if (SPACED.test(text)) return findPostcode(text.replaceAll(/\s+/g, ''))
  const half = FIRST_HALF.exec(text)?.[1]
  if (half !== undefined && OUTCODE_REGEX.test(half)) return { text: half.toUpperCase(), kind: 'OUTCODE' }
  const postcodes = new Set<string>()
  for (const [, outcode, incode] of inFigures(text).matchAll(WITHIN)) {
    const parsed = parse(`${outcode} ${incode}`)
    if (parsed.valid && !NO_PLACE.test(parsed.postcode)) postcodes.add(parsed.postcode)
  }
  const [postcode, ...others] = postcodes
  return postcode === undefined || others.length > 0 ? undefined : { text: postcode, kind: 'FULL' }
}

/** The text with figures for the letters that look like them where the postcode that it is has figures; as it is where it has none such. */
function inFigures(text: string): string {
  const { area, district, sector, unit } = LETTERS_FOR_FIGURES.exec(text)?.groups ?? {}
  if (area === undefined || district === undefined || sector === undefined || unit === undefined) return text
  const figured = (letters: string): string => letters.replaceAll(/[OIl|]/gi, (letter) => LOOKS_LIKE[letter] ?? letter)
  const whole = `${area}${figured(district)} ${figured(sector)}${unit}`
  return `${area}${district}${sector}${unit}` === whole.replace(' ', '') ? text : whole
}

/** A text without the postcodes in it; undefined where nothing is left. */
export function withoutPostcode(text: string): string | undefined {
  const words = text
    .replaceAll(WITHIN, ' ')
    .replaceAll(/\(\s*\)/g, ' ')
    .replaceAll(/[ \t]+/g, ' ')
  return words.replaceAll(/^[\s,;.()-]+|[\s,;(-]+$/g, '') || undefined
}

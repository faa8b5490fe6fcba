import { fix, isValid, toIncode, toNormalised, toOutcode, toSector, validOutcode } from 'postcode'
import { present } from '../model/present.ts'

/** What a text means as a UK postcode. */
export type PostcodeReading =
  | FullPostcode
  | { readonly kind: 'OUTCODE'; readonly outcode: string }
  | FixablePostcode
  | { readonly kind: 'NONE' }

/** A full postcode in the form of Royal Mail: `AA9A 9AA`, one space. */
interface FullPostcode extends PostcodeParts {
  readonly kind: 'POSTCODE'
}

/** Not a postcode as written, but one if O and 0, I and 1 were mixed up: a proposal, never taken silently. */
interface FixablePostcode extends PostcodeParts {
  readonly kind: 'FIXABLE'
}

interface PostcodeParts {
  readonly postcode: string
  /** First half, `AA9A`. */
  readonly outcode: string
  /** First half and one digit, `AA9A 9`. */
  readonly sector: string
  /** Why it has no place on the map of the UK; absent for ordinary ones. */
  readonly special?: SpecialPostcode
  /** It has letters where Royal Mail uses none: probably wrong, but not refused. */
  readonly isUnlikely: boolean
}

/** NON_GEOGRAPHIC: large users and test codes; FORCES: British Forces; CROWN: Jersey, Guernsey, Man; OVERSEAS: territories. */
type SpecialPostcode = 'NON_GEOGRAPHIC' | 'FORCES' | 'CROWN' | 'OVERSEAS'

const overseas = /^(ASCN|BBND|BIQQ|FIQQ|PCRN|SIQQ|STHL|TDCU|TKCA) ?1ZZ$/
const girobank = /^GIR ?0AA$/

/** Reads a postcode as people and publishers write it, in any case and spacing; field by field as in docs/geography.md 5.2. */
export function readPostcode(text: string): PostcodeReading {
  const stated = text
    .toUpperCase()
    .replaceAll(/[\s.\-\u00A0]+/g, ' ')
    .trim()
  const outlier = readOutlier(stated.replaceAll(' ', ''))
  if (outlier !== undefined) return outlier
  if (isValid(stated)) return { kind: 'POSTCODE', ...partsOf(stated) }
  if (validOutcode(stated)) return { kind: 'OUTCODE', outcode: stated }
  const proposed = fix(stated)
  return isValid(proposed) ? { kind: 'FIXABLE', ...partsOf(proposed) } : { kind: 'NONE' }
}

/** Key under which a postcode is stored and looked up: no space, upper case. */
export function postcodeKey(postcode: string): string {
  return postcode.toUpperCase().replaceAll(/\s/g, '')
}

function partsOf(valid: string): PostcodeParts {
  const outcode = toOutcode(valid) ?? ''
  const special = specialOf(outcode, toIncode(valid) ?? '')
  return {
    postcode: toNormalised(valid) ?? valid,
    outcode,
    sector: toSector(valid) ?? outcode,
    ...present({ special }),
    isUnlikely: isUnlikely(outcode, toIncode(valid) ?? ''),
  }
}

function readOutlier(key: string): FullPostcode | undefined {
  if (!overseas.test(key) && !girobank.test(key)) return undefined
  const outcode = key.slice(0, -3)
  const special = girobank.test(key) ? 'NON_GEOGRAPHIC' : 'OVERSEAS'
  const postcode = `${outcode} ${key.slice(-3)}`
  return {
    kind: 'POSTCODE',
    postcode,
    outcode,
    sector: `${outcode} ${key.charAt(outcode.length)}`,
    special,
    isUnlikely: false,
  }
}

function specialOf(outcode: string, incode: string): SpecialPostcode | undefined {
  if (/^(JE|GY|IM)\d/.test(outcode)) return 'CROWN'
  if (/^BF\d/.test(outcode)) return 'FORCES'
  const isNonGeographic = /^(BX\d|ZZ99)/.test(outcode) || `${outcode} ${incode}` === 'XM4 5HQ'
  return isNonGeographic ? 'NON_GEOGRAPHIC' : undefined
}

function isUnlikely(outcode: string, incode: string): boolean {
  return /^[QVX]/.test(outcode) || /^.[IJZ]/.test(outcode) || /[CIKMOV]/.test(incode)
}

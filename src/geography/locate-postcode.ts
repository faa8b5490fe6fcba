import { InputError } from '../model/input-error.ts'
import type { Gazetteer } from './gazetteer.ts'
import { learnedKeys, type LearnedPostcode, type PostcodePrecision } from './learned-postcodes.ts'
import { codesOfEntry } from './place-location.ts'
import type { PostcodeDirectory } from './postcode-directory.ts'
import { readPostcode } from './postcode.ts'

/** Where a postcode that a user gave lies. */
export interface LocatedPostcode {
  /** `AA9A 9AA`; an outcode as it is. */
  readonly postcode: string
  /** Both or neither: a directory may know the areas of a postcode without its point. */
  readonly latitude?: number
  readonly longitude?: number
  /** SECTOR and DISTRICT: the point stands for an area of some kilometres, and distances from it are approximate. */
  readonly precision: PostcodePrecision
  readonly terminated: boolean
  /** Codes of the areas it lies in, innermost first: those of an EXACT postcode, or those that all postcodes of an outcode share in the directory. */
  readonly areaCodes: readonly string[]
}

// In London a digit is followed by a letter, which people leave out.
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')

/** What can be asked about postcodes. */
export interface PostcodeSources {
  readonly directory: PostcodeDirectory
  /** What the feeds' own places taught, by key and precision; undefined where nothing did. */
  findLearned(key: string, precision: PostcodePrecision): LearnedPostcode | undefined
}

/**
 * Finds a user's postcode in the imported directory, else in what the feeds' places taught: the postcode itself, else
 * its sector, else its district; a postcode too new for the directory by the others of its district, and a district said
 * without its last letter (W1 for W1A to W1W) by those with one. InputError BAD_USER_INPUT where the text is no postcode (with the likely one, if O and
 * 0 or I and 1 were mixed up), UNKNOWN_POSTCODE where nothing knows it.
 */
export function locatePostcode(
  text: string,
  sources: PostcodeSources,
  gazetteer: Gazetteer,
  path: readonly (string | number)[] = [],
): LocatedPostcode {
  const read = readPostcode(text)
  if (read.kind === 'FIXABLE') {
    throw new InputError('BAD_USER_INPUT', `That is not a postcode; did you mean ${read.postcode}?`, path)
  }
  if (read.kind === 'NONE') {
    throw new InputError('BAD_USER_INPUT', 'That is not a UK postcode; write it like BS1 4DJ, or its first half.', path)
  }
  const postcode = read.kind === 'POSTCODE' ? read.postcode : read.outcode
  const found =
    findInDirectory(postcode, sources, gazetteer) ??
    findLearnt(postcode, sources, gazetteer) ??
    findAround(postcode, read.outcode, sources)
  if (found === undefined) {
    const message = `${postcode} is not known here: no directory of postcodes holds it, and no service is near it. Give latitude and longitude instead.`
    throw new InputError('UNKNOWN_POSTCODE', message, path)
  }
  return found
}

function findInDirectory(
  postcode: string,
  { directory }: PostcodeSources,
  gazetteer: Gazetteer,
): LocatedPostcode | undefined {
  const entry = directory.find(postcode)
  if (entry === undefined) return findOutcode(postcode, directory, gazetteer)
  const { areas, ...stated } = entry
  return { ...stated, precision: 'EXACT', areaCodes: codesOfEntry(areas, gazetteer) }
}

/** An outcode by all its postcodes; undefined for a whole postcode. */
function findOutcode(
  postcode: string,
  directory: PostcodeDirectory,
  gazetteer: Gazetteer,
): LocatedPostcode | undefined {
  if (postcode.includes(' ')) return undefined
  const entry = directory.findOutcode(postcode)
  if (entry === undefined) return undefined
  const { areas, ...point } = entry
  const areaCodes = codesOfEntry(areas, gazetteer)
  return { postcode, ...point, precision: 'DISTRICT', terminated: false, areaCodes }
}

function findLearnt(postcode: string, sources: PostcodeSources, gazetteer: Gazetteer): LocatedPostcode | undefined {
  for (const { key, precision } of learnedKeys(postcode)) {
    const learned = sources.findLearned(key, precision)
    if (learned === undefined) continue
    const { latitude, longitude } = learned
    const areaCodes = precision === 'EXACT' ? gazetteer.codesAt(learned) : []
    return { postcode, latitude, longitude, precision, terminated: false, areaCodes }
  }
  return undefined
}

function findAround(
  postcode: string,
  outcode: string,
  { directory, findLearned }: PostcodeSources,
): LocatedPostcode | undefined {
  const lettered =
    postcode === outcode && /\d$/.test(outcode) ? LETTERS.map((letter) => `${outcode}${letter}`) : [outcode]
  const points = lettered.flatMap((each) => {
    const { latitude, longitude } = directory.findOutcode(each) ?? findLearned(each, 'DISTRICT') ?? {}
    return latitude === undefined || longitude === undefined ? [] : [{ latitude, longitude }]
  })
  if (points.length === 0) return undefined
  const middle = (degrees: readonly number[]) => degrees.reduce((sum, each) => sum + each, 0) / degrees.length
  return {
    postcode,
    latitude: middle(points.map(({ latitude }) => latitude)),
    longitude: middle(points.map(({ longitude }) => longitude)),
    precision: 'DISTRICT',
    terminated: false,
    areaCodes: [],
  }
}

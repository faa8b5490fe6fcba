import { isAudienceToken } from './audience-words.ts'
import { compareTokens } from './compare-tokens.ts'
import type { TokenAgreement, Vocabulary } from './compare-tokens.ts'
import { createEvidence } from './evidence.ts'
import type { EvidenceFeature, MatchEvidence } from '../model/match.ts'
import type { MatchRecord } from './match-record.ts'
import { isKindToken } from './name-words.ts'
import { isAbbreviated } from './normalise-name.ts'
import { readOwnWords } from './own-words.ts'

const SOME = 0.5
const HELD_WHOLE = 0.9
/** Weight that must be shared for a part to be distinctive: one word seldom met. */
const DISTINCTIVE = 0.55

/** Words that set two services of one provider apart when each name has another of the same row. */
const CONTRARIES: readonly ReadonlySet<string>[] = [
  new Set(['men', 'women']),
  new Set(['boy', 'girl']),
  new Set(['mother', 'father']),
  new Set(['young', 'youth', 'older', 'elderly']),
  new Set(['junior', 'senior']),
  new Set(['beginner', 'intermediate', 'improver', 'advanced']),
  new Set(['morning', 'afternoon', 'evening', 'night']),
  new Set(['north', 'south', 'east', 'west']),
  new Set(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
  new Set(['baby', 'toddler', 'teen', 'adult']),
]

/** What must be known beside the names to compare them. */
interface NameContext {
  readonly words: Vocabulary
  /** Their organizations are alike: its words say nothing of a service. */
  readonly sameOrganization: boolean
  /** They are had in one building: its words and its town's say nothing of a service. */
  readonly samePlace: boolean
}

/** Evidence from the two service names: one degree of likeness, and what sets two services apart though their words are alike. */
export function compareNames(a: MatchRecord, b: MatchRecord, context: NameContext): readonly MatchEvidence[] {
  const found = (feature: EvidenceFeature): MatchEvidence => createEvidence(feature, a.name.stated, b.name.stated)
  const places = context.samePlace ? new Set([...a.placeTokens, ...b.placeTokens]) : new Set<string>()
  const { degree, rest } = readBestDegree(a, b, context, places)
  const evidence = [found(degree)]
  if (degree !== 'name.different' && rest.some((token) => isAudienceToken(token) && !saysAges(token, a, b)))
    evidence.push(found('name.audience'))
  if (isContrary(a.name.tokens, b.name.tokens)) evidence.push(found('name.contradiction'))
  if (isTurned(a.name.order, b.name.order)) evidence.push(found('name.order'))
  return evidence
}

interface Likeness {
  readonly degree: EvidenceFeature
  /** Words of either that the other does not match. */
  readonly rest: readonly string[]
}

function readBestDegree(
  a: MatchRecord,
  b: MatchRecord,
  { words, sameOrganization }: NameContext,
  places: ReadonlySet<string>,
): Likeness {
  const full = readLikeness(a.name.tokens, b.name.tokens, words, places)
  if (full.degree === 'name.equal' || full.degree === 'name.close') return full
  // Words of the organization in both names make them look alike by half, which says nothing of the services.
  const own = sameOrganization ? readLikeness(leaveOut(a, b), leaveOut(b, a), words, places) : full
  const { degree } = own
  if (degree === 'name.equal' || degree === 'name.close' || !isAbbreviated(a.name, b.name)) return own
  return degree === 'name.part' ? own : { ...own, degree: 'name.initials' }
}

function readLikeness(
  a: readonly string[],
  b: readonly string[],
  words: Vocabulary,
  places: ReadonlySet<string>,
): Likeness {
  const agreement = compareTokens(a, b, words)
  const degree = readDegree(agreement, places)
  const rest = agreement.unmatched.flat()
  if (degree !== 'name.some' || places.size === 0) return { degree, rest }
  // "Juniors at Lodebridge Village Hall" and "Lunch at Lodebridge Village Hall" share the hall alone.
  const [distinctiveA, distinctiveB] = [a, b].map((tokens) => tokens.filter((token) => !places.has(token)))
  const isAlike = compareTokens(distinctiveA ?? a, distinctiveB ?? b, words).similarity >= SOME
  return { degree: isAlike ? degree : 'name.different', rest }
}

/** Every word that one has and the other lacks counts, but for those that say only what kind of listing it is, or where. */
function readDegree(
  { similarity, containment, shared, unmatched, slips, doubts }: TokenAgreement,
  places: ReadonlySet<string>,
): EvidenceFeature {
  const [onlyA, onlyB] = unmatched
  const isIdle = (token: string): boolean => isKindToken(token) || (places.has(token) && !isAudienceToken(token))
  const isSure = shared > 0 && doubts === 0
  if (isSure && onlyA.length === 0 && onlyB.length === 0) return slips === 0 ? 'name.equal' : 'name.close'
  if (isSure && shared >= DISTINCTIVE && (onlyA.length === 0 ? onlyB : onlyB.length === 0 ? onlyA : ['']).every(isIdle))
    return 'name.close'
  if (containment >= HELD_WHOLE && shared >= DISTINCTIVE) return 'name.part'
  return similarity >= SOME ? 'name.some' : 'name.different'
}

/** The longest name that either gives its organization is the one left out. */
function leaveOut(record: MatchRecord, other: MatchRecord): readonly string[] {
  const own = [record, other].map((each) => readOwnWords(record.name.tokens, each.organization?.tokens ?? []))
  return own.toSorted((x, y) => x.length - y.length)[0] ?? record.name.tokens
}

/** One names an age from which the other serves: "Lunch Club 50+" and a Lunch Club from 50. */
function saysAges(token: string, a: MatchRecord, b: MatchRecord): boolean {
  return [a.ages, b.ages].some((ages) => ages !== undefined && ages.to === undefined && token === `${ages.from}up`)
}

/** Each says of the same two words the contrary: which of them is about which ("Home Care", "Care Home"). */
function isTurned(a: readonly string[], b: readonly string[]): boolean {
  const turn = (order: string): string => order.split('>').toReversed().join('>')
  return a.some((order) => !b.includes(order) && !a.includes(turn(order)) && b.includes(turn(order)))
}

function isContrary(a: readonly string[], b: readonly string[]): boolean {
  const numbersA = a.filter(isNumber)
  const numbersB = b.filter(isNumber)
  if (areDisjoint(numbersA, numbersB)) return true
  return CONTRARIES.some((row) =>
    areDisjoint(
      a.filter((token) => row.has(token)),
      b.filter((token) => row.has(token)),
    ),
  )
}

function isNumber(token: string): boolean {
  return /^\d/.test(token)
}

/** Both have some, and none is shared. */
function areDisjoint(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((each) => b.includes(each))
}

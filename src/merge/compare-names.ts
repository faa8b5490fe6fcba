import { compareTokens } from './compare-tokens.ts'
import type { TokenWeight } from './compare-tokens.ts'
import { createEvidence } from './evidence.ts'
import type { Evidence, EvidenceFeature } from './evidence.ts'
import type { MatchRecord } from './match-record.ts'
import { isKindToken } from './name-words.ts'

const EQUAL = 0.95
/** Below it, one word in five or more differs by weight: often another session of the same provider. */
const CLOSE = 0.8
const SOME = 0.5
const HELD_WHOLE = 0.9
/** Weight that must be shared for a part to be telling: one word seldom met. */
const TELLING = 0.55

/** Words that set two services of one provider apart when each name has another of the same row. */
const CONTRARIES: readonly ReadonlySet<string>[] = [
  new Set(['men', 'women']),
  new Set(['boy', 'girl']),
  new Set(['junior', 'senior']),
  new Set(['beginner', 'intermediate', 'improver', 'advanced']),
  new Set(['morning', 'afternoon', 'evening']),
  new Set(['north', 'south', 'east', 'west']),
  new Set(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
  new Set(['baby', 'toddler', 'teen', 'adult']),
]

/**
 * Evidence from the two service names: at most one degree of likeness, and the contradiction where there is one. Where the
 * organizations are alike (`sameOrganization`), their words are left out too: "Age UK Dorset Befriending" is their "Befriending".
 */
export function compareNames(
  a: MatchRecord,
  b: MatchRecord,
  weightOf: TokenWeight,
  sameOrganization: boolean,
): readonly Evidence[] {
  const found = (feature: EvidenceFeature): Evidence => createEvidence(feature, a.name.told, b.name.told)
  const degree = readDegree(a.name.tokens, b.name.tokens, weightOf)
  const ownA = sameOrganization ? leaveOutOrganizations(a, b) : []
  const ownB = sameOrganization ? leaveOutOrganizations(b, a) : []
  const ownDegree = ownA.length > 0 && ownB.length > 0 ? readDegree(ownA, ownB, weightOf) : degree
  // Words of the organization in both names make them look alike by half, which says nothing of the services.
  const best = degree === 'name.equal' || degree === 'name.close' ? degree : ownDegree
  return isContrary(a.name.tokens, b.name.tokens) ? [found(best), found('name.contradiction')] : [found(best)]
}

function readDegree(a: readonly string[], b: readonly string[], weightOf: TokenWeight): EvidenceFeature {
  const { similarity, containment, shared, unmatched } = compareTokens(a, b, weightOf)
  const [onlyA, onlyB] = unmatched.map((tokens) => tokens.filter((token) => !isKindToken(token)).length)
  // "Health Complaints Advocacy" and "Care Complaints Advocacy": each says something that the other does not.
  const isApart = onlyA !== 0 && onlyB !== 0
  if (similarity >= EQUAL && !isApart) return 'name.equal'
  if (similarity >= CLOSE && !isApart) return 'name.close'
  if (containment >= HELD_WHOLE && shared >= TELLING) return 'name.part'
  return similarity >= SOME ? 'name.some' : 'name.different'
}

function leaveOutOrganizations(record: MatchRecord, other: MatchRecord): readonly string[] {
  const words = new Set([...(record.organization?.tokens ?? []), ...(other.organization?.tokens ?? [])])
  return record.name.tokens.filter((token) => !words.has(token))
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
  return /^\d+[a-z]?$/.test(token)
}

/** Both tell something, and nothing of it is shared. */
function areDisjoint(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && b.length > 0 && !a.some((each) => b.includes(each))
}

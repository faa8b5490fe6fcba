import { compareTokens } from './compare-tokens.ts'
import type { Vocabulary } from './compare-tokens.ts'
import { createEvidence } from './evidence.ts'
import type { EvidenceFeature, MatchEvidence } from '../model/match.ts'
import type { MatchName, MatchRecord } from './match-record.ts'
import { isAbbreviated } from './normalise-name.ts'
import { compareIdentifiers } from './read-identifiers.ts'

const EQUAL = 0.93
const CLOSE = 0.75
const DIFFERENT = 0.4
const HELD_WHOLE = 0.9
const DISTINCTIVE = 0.6

/** What names and numbers say of two records' organizations; empty where one states none, or they are neither like nor unlike. */
export function compareOrganizations(a: MatchRecord, b: MatchRecord, words: Vocabulary): readonly MatchEvidence[] {
  const evidence: MatchEvidence[] = []
  const numbers = compareIdentifiers(a.identifiers, b.identifiers)
  if (numbers !== undefined) {
    evidence.push(
      createEvidence(numbers.same ? 'organization.number' : 'organization.otherNumber', numbers.left, numbers.right),
    )
  }
  if (a.organization === undefined || b.organization === undefined) return evidence
  const feature = compareOrganizationNames(
    a.organization,
    b.organization,
    [...a.publisherAreas, ...b.publisherAreas],
    words,
  )
  // One number is one body, whatever the two publishers call it and its branches.
  if (feature === undefined || (numbers?.same === true && feature === 'organization.different')) return evidence
  return [...evidence, createEvidence(feature, a.organization.stated, b.organization.stated)]
}

/** How two organization names agree; undefined where neither like nor unlike. `areas`: words that distinguish branches. */
export function compareOrganizationNames(
  a: MatchName,
  b: MatchName,
  areas: readonly string[],
  words: Vocabulary,
): EvidenceFeature | undefined {
  if (areBranches(a.tokens, b.tokens, areas, words)) return 'organization.branch'
  const { similarity, containment, shared, doubts } = compareTokens(a.tokens, b.tokens, words)
  if (similarity >= CLOSE && doubts > 0) return 'organization.part'
  if (similarity >= EQUAL) return 'organization.equal'
  if (similarity >= CLOSE) return 'organization.close'
  if (containment >= HELD_WHOLE && shared >= DISTINCTIVE) return 'organization.part'
  if (isAbbreviated(a, b)) return 'organization.part'
  return similarity < DIFFERENT ? 'organization.different' : undefined
}

/** Alike but for the area each is named after: each names an area, not the same one, and the rest agrees. */
function areBranches(a: readonly string[], b: readonly string[], areas: readonly string[], words: Vocabulary): boolean {
  const areaA = findArea(a, areas)
  const areaB = findArea(b, areas)
  if (areaA === undefined || areaB === undefined || areaA === areaB) return false
  return compareTokens(leaveOut(a, areaA), leaveOut(b, areaB), words).similarity >= CLOSE
}

function findArea(tokens: readonly string[], areas: readonly string[]): string | undefined {
  const phrase = ` ${tokens.join(' ')} `
  const held = areas.filter((area) => area !== '' && phrase.includes(` ${area} `))
  return held.toSorted((x, y) => y.length - x.length)[0]
}

function leaveOut(tokens: readonly string[], area: string): readonly string[] {
  const named = new Set(area.split(' '))
  return tokens.filter((token) => !named.has(token))
}

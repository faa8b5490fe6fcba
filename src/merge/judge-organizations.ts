import { compareOrganizationNames } from './compare-organizations.ts'
import type { Vocabulary } from './compare-tokens.ts'
import { createEvidence } from './evidence.ts'
import type { EvidenceFeature, MatchEvidence } from '../model/match.ts'
import type { MatchTier } from '../model/match.ts'
import type { MatchOrganization } from './match-organization.ts'
import { isGenericToken } from './name-words.ts'
import { compareIdentifiers } from './read-identifiers.ts'

/** The judgement on two organization records, `a` the smaller key. AUTO: one body; REVIEW: a person should look. */
export interface OrganizationJudgement {
  readonly a: string
  readonly b: string
  readonly tier: MatchTier
  readonly score: number
  readonly evidence: readonly MatchEvidence[]
  /** Two numbers of one scheme, or two branches: never one cluster. */
  readonly vetoed: boolean
}

/** An equal name stands by itself only with this many words that are not in every directory: "Village Hall" has none. */
const DISTINCTIVE_WORDS = 2

/**
 * Judges two organizations. A number decides both ways. An equal name is AUTO with any contact in common, or across feeds
 * where it is distinctive enough by itself (equal names were the same body 4 times in 4 on two real feeds); a close name needs a contact.
 */
export function judgeOrganizations(
  left: MatchOrganization,
  right: MatchOrganization,
  words: Vocabulary,
): OrganizationJudgement {
  const [a, b] = left.key < right.key ? [left, right] : [right, left]
  const numbers = compareIdentifiers(a.identifiers, b.identifiers)
  const name = compareOrganizationNames(a.name, b.name, [...a.publisherAreas, ...b.publisherAreas], words)
  const contacts = compareShared(a, b)
  const evidence = [
    ...(numbers === undefined
      ? []
      : [
          createEvidence(
            numbers.same ? 'organization.number' : 'organization.otherNumber',
            numbers.left,
            numbers.right,
          ),
        ]),
    ...(name === undefined ? [] : [createEvidence(name, a.name.stated, b.name.stated)]),
    ...contacts,
  ]
  const vetoed = numbers?.same === false || (name === 'organization.branch' && numbers?.same !== true)
  const isDistinctive =
    a.feed !== b.feed && a.name.tokens.filter((token) => !isGenericToken(token)).length >= DISTINCTIVE_WORDS
  return {
    a: a.key,
    b: b.key,
    tier: vetoed ? 'REJECT' : numbers?.same === true ? 'AUTO' : chooseTier(name, contacts.length > 0, isDistinctive),
    score: evidence.reduce((sum, each) => sum + each.weight, 0),
    evidence,
    vetoed,
  }
}

function chooseTier(name: EvidenceFeature | undefined, hasContact: boolean, isDistinctive: boolean): MatchTier {
  if (name === 'organization.equal') return hasContact || isDistinctive ? 'AUTO' : 'REVIEW'
  if (name === 'organization.close') return hasContact ? 'AUTO' : 'REVIEW'
  return name === 'organization.part' && hasContact ? 'REVIEW' : 'REJECT'
}

function compareShared(a: MatchOrganization, b: MatchOrganization): readonly MatchEvidence[] {
  const stated: readonly (readonly [EvidenceFeature, readonly string[], readonly string[]])[] = [
    ['contact.phone', a.phones, b.phones],
    ['contact.email', a.emails, b.emails],
    ['contact.host', a.hosts, b.hosts],
  ]
  return stated.flatMap(([feature, left, right]) => {
    const shared = left.find((each) => right.includes(each))
    return shared === undefined ? [] : [createEvidence(feature, shared, shared)]
  })
}

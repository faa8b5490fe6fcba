import { compareContacts } from './compare-contacts.ts'
import { compareNames } from './compare-names.ts'
import { compareOrganizations } from './compare-organizations.ts'
import { compareScope } from './compare-scope.ts'
import { compareSites } from './compare-sites.ts'
import { readVocabulary, type Corpus } from './corpus.ts'
import type { Vocabulary } from './compare-tokens.ts'
import { createEvidence, VETOES } from './evidence.ts'
import type { EvidenceFeature, MatchEvidence } from '../model/match.ts'
import { isMoved } from './is-moved.ts'
import type { MatchRecord } from './match-record.ts'
import type { MatchRelation, MatchTier } from '../model/match.ts'
import { present } from '../model/present.ts'

/** The judgement on two records, `a` the smaller key. */
export interface PairJudgement {
  readonly a: string
  readonly b: string
  /** SAME_SERVICE where AUTO, POSSIBLE where REVIEW; absent where REJECT finds no relation worth naming. */
  readonly relation?: MatchRelation
  readonly tier: MatchTier
  /** Sum of the evidence's weights. */
  readonly score: number
  /** Strongest first. */
  readonly evidence: readonly MatchEvidence[]
  /** Both are one feed's: a publisher lists two on purpose, so it is only ever reported. */
  readonly withinFeed: boolean
  /** Evidence forbids a merge, so no cluster may hold both. */
  readonly vetoed: boolean
}

/**
 * Least score for AUTO, a floor under its three gates, which decide nearly all: an equal name (3) with an equal organization
 * (2.5) at the same postcode (2) passes, as does a close name (2) with its phone (2.5) at the same address (3). Measured: from
 * 5 to 7 the twins and the Chicago set do not change; at 8 Chicago's recall falls from .26 to .14 for .002 of precision.
 */
const AUTO_SCORE = 6

/**
 * Least score for REVIEW: two kinds of evidence, and nothing that outweighs one of them. Measured: at 4 the Chicago recall
 * falls under .80 (.76); at 2 a person sees 23 more pairs of the sample region, none of them right.
 */
const REVIEW_SCORE = 3

/** Judges two records by all their evidence; the corpus says how common their words and contacts are. */
export function judgePair(left: MatchRecord, right: MatchRecord, corpus: Corpus): PairJudgement {
  const [a, b] = left.key < right.key ? [left, right] : [right, left]
  return judgeEvidence(a, b, withNames(a, b, compareBesideNames(a, b, corpus)))
}

/** The same; undefined where no relation is found. Names, which cost most, are not compared where no likeness of them could make one. */
export function judgeRelated(left: MatchRecord, right: MatchRecord, corpus: Corpus): PairJudgement | undefined {
  const [a, b] = left.key < right.key ? [left, right] : [right, left]
  const found = compareBesideNames(a, b, corpus)
  if (!mayRelate(found)) return undefined
  const pair = judgeEvidence(a, b, withNames(a, b, found))
  return pair.relation === undefined ? undefined : pair
}

function judgeEvidence(a: MatchRecord, b: MatchRecord, evidence: readonly MatchEvidence[]): PairJudgement {
  const score = Math.round(evidence.reduce((sum, each) => sum + each.weight, 0) * 100) / 100
  const features = new Set(evidence.map((each) => each.feature))
  const withinFeed = a.feed === b.feed
  const tier = chooseTier(features, score, a, b)
  const kept = tier === 'AUTO' && withinFeed ? 'REVIEW' : tier
  const relation = kept === 'AUTO' ? 'SAME_SERVICE' : kept === 'REVIEW' ? 'POSSIBLE' : chooseRelation(features)
  return {
    a: a.key,
    b: b.key,
    ...present({ relation }),
    tier: kept,
    score,
    evidence,
    withinFeed,
    vetoed: isVetoed(features) || isSetApart(features),
  }
}

/** What two records are compared by, but for their names. */
interface BesideNames {
  readonly words: Vocabulary
  readonly organizations: readonly MatchEvidence[]
  readonly sites: readonly MatchEvidence[]
  readonly others: readonly MatchEvidence[]
}

function compareBesideNames(a: MatchRecord, b: MatchRecord, corpus: Corpus): BesideNames {
  const words = readVocabulary(corpus)
  return {
    words,
    organizations: compareOrganizations(a, b, words),
    sites: compareSites(a, b),
    others: [...compareContacts(a, b, corpus), ...compareScope(a, b), ...compareRecords(a, b)],
  }
}

/** Every relation takes a common provider or place, but that of branches. A move takes one body. */
function mayRelate({ organizations, sites, others }: BesideNames): boolean {
  const features = new Set([...organizations, ...sites, ...others].map(({ feature }) => feature))
  return hasAny(features, RELATING)
}

function withNames(
  a: MatchRecord,
  b: MatchRecord,
  { words, organizations, sites, others }: BesideNames,
): readonly MatchEvidence[] {
  const context = {
    words,
    sameOrganization: organizations.some((each) => each.weight > 0),
    samePlace: sites.some((each) => SAME_PLACE.includes(each.feature)),
  }
  const evidence = [...compareNames(a, b, context), ...organizations, ...others]
  const placed = isMoved(a, b, evidence, sites)
    ? sites.map(({ left, right }) => createEvidence('site.moved', left, right))
    : sites
  return [...evidence, ...placed].toSorted((x, y) => Math.abs(y.weight) - Math.abs(x.weight))
}

type Features = ReadonlySet<EvidenceFeature>

const NAMED: readonly EvidenceFeature[] = ['name.equal', 'name.close']
const PARTLY_NAMED: readonly EvidenceFeature[] = [...NAMED, 'name.part', 'name.some', 'name.initials']
const SAME_BODY: readonly EvidenceFeature[] = ['organization.number', 'organization.equal']
const PROVIDED: readonly EvidenceFeature[] = [
  ...SAME_BODY,
  'organization.close',
  'contact.phone',
  'contact.email',
  'contact.sharedEmail',
  'contact.host',
  'link.page',
  'link.sharedPage',
  'link.frontPage',
  'record.id',
]
const OWN_CONTACT: readonly EvidenceFeature[] = ['contact.phone', 'contact.email', 'link.page']
/** Contacts that are at least the provider's. */
const REACHED: readonly EvidenceFeature[] = [
  'contact.phone',
  'contact.sharedPhone',
  'contact.email',
  'contact.sharedEmail',
]
const PAGED: readonly EvidenceFeature[] = ['link.page', 'link.sharedPage', 'link.frontPage']
const SAME_PLACE: readonly EvidenceFeature[] = ['site.uprn', 'site.address', 'site.point', 'site.postcode']
const PLACED: readonly EvidenceFeature[] = [...SAME_PLACE, 'reach.everywhere', 'site.moved']
const RELATING: readonly EvidenceFeature[] = [...PROVIDED, ...PLACED, 'organization.branch']
const APART: readonly EvidenceFeature[] = ['site.elsewhere', 'site.otherPremise', 'area.disjoint']

function hasAny(features: Features, wanted: readonly EvidenceFeature[]): boolean {
  return wanted.some((each) => features.has(each))
}

function chooseTier(features: Features, score: number, a: MatchRecord, b: MatchRecord): MatchTier {
  if (isVetoed(features)) return 'REJECT'
  const isPlaced = hasAny(features, PLACED) || isSameOutreach(features, a, b)
  if (
    !isSetApart(features) &&
    isNamedAlike(features, a, b) &&
    hasAny(features, PROVIDED) &&
    isPlaced &&
    score >= AUTO_SCORE
  )
    return 'AUTO'
  if (isBranch(features)) return 'REJECT'
  if (features.has('name.different') || (features.has('name.some') && !hasAny(features, SAME_PLACE))) return 'REJECT'
  const kinds = [hasAny(features, PARTLY_NAMED), hasAny(features, PROVIDED), hasAny(features, PLACED)].filter(
    Boolean,
  ).length
  return kinds >= 2 && score >= REVIEW_SCORE ? 'REVIEW' : 'REJECT'
}

/** Equal names are enough; names that differ by a slip or an idle word need a contact of the service's own, or their body's and one building. */
function isNamedAlike(features: Features, a: MatchRecord, b: MatchRecord): boolean {
  if (features.has('name.equal')) return true
  if (features.has('name.close'))
    return hasAny(features, OWN_CONTACT) || (hasAny(features, REACHED) && hasAny(features, SAME_PLACE))
  return features.has('name.part') && isPartEnough(features, a, b)
}

/** The names say that they are two, for others or otherwise had, or neither phone nor page is shared: a person may know better. */
function isSetApart(features: Features): boolean {
  if (hasAny(features, ['name.audience', 'name.order'])) return true
  const hasOtherPage = hasAny(features, ['link.otherPage', 'link.otherHost'])
  const isCopied = hasAny(features, ['record.id', 'record.description', ...OWN_CONTACT])
  return features.has('contact.otherPhone') && hasOtherPage && !isCopied
}

/**
 * One name inside the other is enough only where all else that is stated agrees: a national offering of one body with
 * one page, or one address with one phone where a record names no organization but in its own name.
 */
function isPartEnough(features: Features, a: MatchRecord, b: MatchRecord): boolean {
  if (isOnOwnPage(features, a, b)) return true
  if (features.has('reach.everywhere')) return hasAny(features, SAME_BODY) && hasAny(features, PAGED)
  const statesNoOrganization = a.organization === undefined || b.organization === undefined
  return statesNoOrganization && hasAny(features, ['site.uprn', 'site.address']) && features.has('contact.phone')
}

/** One body's helpline or outreach under a longer and a shorter name, on the page that is called as one of them is, reached the same way or had in the same area. */
function isOnOwnPage(features: Features, a: MatchRecord, b: MatchRecord): boolean {
  if (hasAny(features, APART) || !areSiteless(a, b) || !hasAny(features, SAME_BODY)) return false
  return features.has('link.ownName') && hasAny(features, [...REACHED, 'area.same'])
}

function areSiteless(a: MatchRecord, b: MatchRecord): boolean {
  return a.sites.length === 0 && b.sites.length === 0
}

/**
 * A service without a place of its own has its declared area for one, or the ground of the two publishers: the same body,
 * name and contacts leave nothing to distinguish two by. Commissioned area by area, each would declare its own
 * (`area.disjoint`). So it is with one record's id in two feeds.
 */
function isSameOutreach(features: Features, a: MatchRecord, b: MatchRecord): boolean {
  if (isOnOwnPage(features, a, b)) return true
  if (hasAny(features, APART) || !features.has('name.equal')) return false
  if (features.has('record.id')) return true
  if (!hasAny(features, SAME_BODY)) return false
  const isSiteless = areSiteless(a, b)
  // A line of one body is had from anywhere: its own contact and its website leave no other that it could be.
  if (isSiteless && a.virtual && b.virtual && hasAny(features, OWN_CONTACT) && hasAny(features, PAGED)) return true
  // One body's own website is enough beside one name where both publishers list the same ground.
  const isOneGround = isSiteless && features.has('publisher.sameArea')
  if (isOneGround || features.has('area.same'))
    return hasAny(features, OWN_CONTACT) || (hasAny(features, [...REACHED, 'contact.host']) && hasAny(features, PAGED))
  return isSiteless && features.has('record.description') && hasAny(features, PAGED)
}

/** True where the evidence forbids a merge. */
function isVetoed(features: Features): boolean {
  if ([...VETOES].some((each) => features.has(each))) return true
  return features.has('site.otherPremise') && !hasAny(features, NAMED)
}

/** The same offering elsewhere: placed apart, and no contact that is this service's own to say that it has only moved. */
function isBranch(features: Features): boolean {
  if (!hasAny(features, ['site.elsewhere', 'area.disjoint'])) return false
  return !hasAny(features, OWN_CONTACT)
}

function chooseRelation(features: Features): MatchRelation | undefined {
  const isApart = hasAny(features, ['link.area', 'organization.branch', 'site.elsewhere', 'area.disjoint'])
  const isOneBody = hasAny(features, [...SAME_BODY, 'organization.close', 'organization.branch'])
  if (isApart && isOneBody && hasAny(features, NAMED) && !features.has('organization.otherNumber'))
    return 'SAME_OFFERING_OTHER_AREA'
  if (hasAny(features, SAME_PLACE)) return 'SAME_SITE_DIFFERENT_SERVICE'
  return hasAny(features, SAME_BODY) && !features.has('organization.otherNumber') ? 'SAME_ORGANIZATION' : undefined
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/** Evidence from the two records themselves: one UUID, which nobody gives twice by chance, and one description. */
function compareRecords(a: MatchRecord, b: MatchRecord): readonly MatchEvidence[] {
  const isSameId = a.feed !== b.feed && UUID.test(a.originId) && a.originId.toLowerCase() === b.originId.toLowerCase()
  const isSameText = a.descriptionKey !== undefined && a.descriptionKey === b.descriptionKey
  return [
    ...(isSameId ? [createEvidence('record.id', a.originId, b.originId)] : []),
    ...(isSameText ? [createEvidence('record.description')] : []),
  ]
}

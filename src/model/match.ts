/** What two records are to each other (docs/figures.md 3.3). POSSIBLE: a person should look. */
export type MatchRelation =
  | 'SAME_SERVICE'
  | 'SAME_OFFERING_OTHER_AREA'
  | 'SAME_SITE_DIFFERENT_SERVICE'
  | 'SAME_ORGANIZATION'
  | 'POSSIBLE'

/** AUTO: merged without asking. REVIEW: shown to a person. REJECT: not the same service. */
export type MatchTier = 'AUTO' | 'REVIEW' | 'REJECT'

/** How a pair stands: merged or related by the machine, decided by a person, waiting for one, or held not to be one service. */
export type MatchDecision = 'AUTO' | 'REVIEWED' | 'PENDING' | 'REJECTED'

/**
 * What is compared of two records and how it comes out, as `merge/evidence.ts` describes. Files hold the place in this list:
 * what is new comes last, and what is no longer found keeps its place.
 */
export const EVIDENCE_FEATURES = [
  'name.equal',
  'name.close',
  'name.initials',
  'name.part',
  'name.some',
  'name.different',
  'name.contradiction',
  'name.audience',
  'name.order',
  'organization.number',
  'organization.otherNumber',
  'organization.equal',
  'organization.close',
  'organization.part',
  'organization.different',
  'organization.branch',
  'contact.phone',
  'contact.sharedPhone',
  'contact.otherPhone',
  'contact.email',
  'contact.sharedEmail',
  'contact.host',
  'link.page',
  'link.sharedPage',
  'link.frontPage',
  'link.otherPage',
  'link.otherHost',
  'link.area',
  'site.uprn',
  'site.address',
  'site.postcode',
  'site.point',
  'site.near',
  'site.otherPremise',
  'site.elsewhere',
  'site.moved',
  'reach.everywhere',
  'area.same',
  'area.disjoint',
  'publisher.sameArea',
  'record.id',
  'record.description',
  'ages.equal',
  'ages.disjoint',
  'link.ownName',
] as const

export type EvidenceFeature = (typeof EVIDENCE_FEATURES)[number]

/** One piece of evidence for (weight above 0) or against, with what each record says. */
export interface MatchEvidence {
  readonly feature: EvidenceFeature
  readonly left?: string
  readonly right?: string
  readonly weight: number
}

/** Where a field's value comes from. */
export interface ProvidedValue {
  readonly value: unknown
  readonly feed: string
  readonly originId: string
  /** `YYYY-MM-DD`; absent where never assured, or assured in the future. */
  readonly assured?: string
}

/** A field of which listings provide different things; the surviving value first. */
export interface FieldConflict {
  readonly field: string
  readonly values: readonly ProvidedValue[]
}

/** Two records as they were judged. */
export interface MatchedPair {
  readonly tier: MatchTier
  /** Sum of the evidence's weights. */
  readonly score: number
  /** Strongest first. */
  readonly evidence: readonly MatchEvidence[]
  /** Both are one feed's. */
  readonly withinFeed: boolean
  /** Evidence forbids a merge. */
  readonly vetoed: boolean
}

import { EVIDENCE_FEATURES } from '../model/match.ts'
import type { MatchDecision, MatchedPair, MatchEvidence, MatchRelation, MatchTier } from '../model/match.ts'
import { present } from '../model/present.ts'
import { maybeNumberOf, numberOf, type Row } from './row.ts'
import type { SqlValue } from './sql.ts'

/** Two sets of pairs may be held: those that stand, and those being judged by other rules. This says in SQL which stand. */
export const LIVE_SIDE = "(SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM meta WHERE key = 'match_side')"

// Rows hold the place in these lists, because there are many: what is new comes last.
const RELATIONS = [
  ...['SAME_SERVICE', 'POSSIBLE', 'SAME_ORGANIZATION', 'SAME_SITE_DIFFERENT_SERVICE', 'SAME_OFFERING_OTHER_AREA'],
] as const satisfies readonly MatchRelation[]
const DECISIONS = ['AUTO', 'REVIEWED', 'PENDING', 'REJECTED'] as const satisfies readonly MatchDecision[]
const TIERS = ['AUTO', 'REVIEW', 'REJECT'] as const satisfies readonly MatchTier[]
const TIER_BITS = 3
const WITHIN_FEED = 4
const VETOED = 8

/** In SQL: true of a row `p` of `match_pair` whose records are, or may be, one service. */
export const MAY_BE_ONE = `p.relation <= ${RELATIONS.indexOf('POSSIBLE')}`

/** The same of one that may be anything but is held to be one by its evidence. */
export const IS_AUTO = `(p.judged & ${TIER_BITS}) = ${TIERS.indexOf('AUTO')}`

/** How a pair stands under decisions. */
interface Standing {
  readonly relation?: MatchRelation
  readonly decision: MatchDecision
}

/** The columns of `match_pair` after its key, in order. */
export function pairColumns(pair: MatchedPair, { relation, decision }: Standing): readonly SqlValue[] {
  return [
    relation === undefined ? null : RELATIONS.indexOf(relation),
    DECISIONS.indexOf(decision),
    Math.round(pair.score * 100),
    TIERS.indexOf(pair.tier) + (pair.withinFeed ? WITHIN_FEED : 0) + (pair.vetoed ? VETOED : 0),
    pair.tier === 'REJECT' ? packFeatures(pair.evidence) : JSON.stringify(pair.evidence.map(packEvidence)),
  ]
}

/** The judgement of a row of `match_pair`, as it was made, less its evidence. */
export function readJudged(row: Row): Omit<MatchedPair, 'evidence'> {
  const judged = numberOf(row, 'judged')
  return {
    tier: TIERS[judged & TIER_BITS] ?? 'REJECT',
    score: numberOf(row, 'score') / 100,
    withinFeed: (judged & WITHIN_FEED) !== 0,
    vetoed: (judged & VETOED) !== 0,
  }
}

/** The evidence of a row of `match_pair`; `isBrief` where it is kept without what the records state. */
export function readEvidence(row: Row): { readonly evidence: readonly MatchEvidence[]; readonly isBrief: boolean } {
  const { evidence } = row
  if (evidence instanceof Uint8Array) return { evidence: unpackFeatures(evidence), isBrief: evidence.length > 0 }
  const packed: readonly PackedEvidence[] = JSON.parse(String(evidence))
  return { evidence: packed.map(unpackEvidence), isBrief: false }
}

/** The relation of a row of `match_pair` as it stands; undefined where nothing relates the two. */
export function relationOf(row: Row): MatchRelation | undefined {
  const relation = maybeNumberOf(row, 'relation')
  return relation === undefined ? undefined : RELATIONS[relation]
}

/** How a row of `match_pair` stands. */
export function standingDecisionOf(row: Row): MatchDecision {
  return DECISIONS[numberOf(row, 'decision')] ?? 'PENDING'
}

/** The place of a decision in the column `decision`. */
export function decisionNumberOf(decision: MatchDecision): number {
  return DECISIONS.indexOf(decision)
}

/** Place of the feature, weight, left, right; right is left out where both state the same. */
type PackedEvidence = readonly [number, number, (string | null)?, (string | null)?]

function packEvidence({ feature, weight, left, right }: MatchEvidence): PackedEvidence {
  const place = EVIDENCE_FEATURES.indexOf(feature)
  return left === right ? [place, weight, left ?? null] : [place, weight, left ?? null, right ?? null]
}

function unpackEvidence([place, weight, left, ...stated]: PackedEvidence): MatchEvidence {
  const right = stated.length === 0 ? left : stated[0]
  return {
    feature: featureAt(place),
    weight,
    ...present({ left: left ?? undefined, right: right ?? undefined }),
  }
}

/** Two bytes each: the place of the feature, and its weight in halves above -64. */
function packFeatures(evidence: readonly MatchEvidence[]): Uint8Array {
  return Uint8Array.from(
    evidence.flatMap(({ feature, weight }) => [EVIDENCE_FEATURES.indexOf(feature), weight * 2 + 128]),
  )
}

function unpackFeatures(bytes: Uint8Array): readonly MatchEvidence[] {
  return Array.from({ length: bytes.length / 2 }, (_, at) => ({
    feature: featureAt(bytes[at * 2] ?? 0),
    weight: ((bytes[at * 2 + 1] ?? 0) - 128) / 2,
  }))
}

function featureAt(place: number): MatchEvidence['feature'] {
  const feature = EVIDENCE_FEATURES[place]
  if (feature === undefined) throw new RangeError(`no feature has the place ${place}`)
  return feature
}

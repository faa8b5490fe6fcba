import type { MatchDecision, MatchEvidence } from '../../model/match.ts'
import { present } from '../../model/present.ts'
import type { RecordRef } from '../../model/record.ts'
import { uidOf, refOf } from '../../model/record-uid.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf, type Row } from '../../store/row.ts'
import { LIVE_SIDE, readEvidence, relationOf, standingDecisionOf } from '../../store/stored-pair.ts'
import { readWholeServices, type WholeService } from '../../store/whole-service.ts'
import type { StoredMatch } from './stored-cluster.ts'

/** Pairs of which both records, `x` and `y`, are held, with their uids; `apart` where they are not in one cluster. */
export const HELD_PAIRS = `SELECT p.*, p.score / 100.0 AS points, x.uid AS left_uid, y.uid AS right_uid, x.cid <> y.cid AS apart
  FROM match_pair p CROSS JOIN service x ON x.sid = p.a CROSS JOIN service y ON y.sid = p.b`

/** What other records each service was found to relate to, strongest first, in the order asked. */
export function getMatches(store: ReaderStore, refs: readonly RecordRef[]): readonly (readonly StoredMatch[])[] {
  const asked = 'SELECT sid FROM service WHERE uid IN (SELECT value FROM json_each(?1))'
  const rows = store.all(
    `${HELD_PAIRS} WHERE p.side = ${LIVE_SIDE} AND p.a IN (${asked})
     UNION ${HELD_PAIRS} WHERE +p.side = ${LIVE_SIDE} AND p.b IN (${asked})`,
    JSON.stringify(refs.map(uidOf)),
  )
  const ends = rows.flatMap((row) => [
    { uid: textOf(row, 'left_uid'), row },
    { uid: textOf(row, 'right_uid'), row },
  ])
  const byUid = Map.groupBy(ends, ({ uid }) => uid)
  return refs.map((ref) =>
    (byUid.get(uidOf(ref)) ?? [])
      .flatMap(({ row }) => matchOf(row, uidOf(ref)) ?? [])
      .toSorted((x, y) => y.score - x.score || (uidOf(x.other) < uidOf(y.other) ? -1 : 1)),
  )
}

function matchOf(row: Row, asked: string): StoredMatch | undefined {
  const relation = relationOf(row)
  if (relation === undefined) return undefined
  const left = textOf(row, 'left_uid')
  const { evidence, isBrief } = readEvidence(row)
  return {
    record: refOf(asked),
    other: refOf(asked === left ? textOf(row, 'right_uid') : left),
    relation,
    decision: decisionOf(row),
    score: numberOf(row, 'points'),
    evidence: asked === left ? evidence : evidence.map(turned),
    isBrief,
  }
}

/** A pair that looks the same but was not joined, because others of its group forbid it, waits for a person. */
export function decisionOf(row: Row): MatchDecision {
  const decision = standingDecisionOf(row)
  return decision === 'AUTO' && row['apart'] === 1 ? 'PENDING' : decision
}

/** The same evidence with what the two records state now. */
export type RestateEvidence = (
  evidence: readonly MatchEvidence[],
  left: WholeService,
  right: WholeService,
) => readonly MatchEvidence[]

/** As much of a match as its evidence needs. */
export type BriefMatch = Pick<StoredMatch, 'record' | 'other' | 'evidence'>

/** The evidence of each match with what its records state, in the order asked; as it is where one is not held. */
export function getEvidence(
  store: Pick<ReaderStore, 'all'>,
  matches: readonly BriefMatch[],
  restate: RestateEvidence,
): readonly (readonly MatchEvidence[])[] {
  const services = readWholeServices(store, [
    ...new Set(matches.flatMap(({ record, other }) => [uidOf(record), uidOf(other)])),
  ])
  const byUid = new Map(services.map((whole) => [whole.uid, whole]))
  return matches.map(({ record, other, evidence }) => {
    const [a, b] = [byUid.get(uidOf(record)), byUid.get(uidOf(other))]
    return a === undefined || b === undefined ? evidence : restate(evidence, a, b)
  })
}

function turned({ feature, left, right, weight }: MatchEvidence): MatchEvidence {
  return {
    feature,
    weight,
    ...present({ left: right, right: left }),
  }
}

import type { MatchDecision } from '../../model/match.ts'
import type { MatchEvidence } from '../../model/match.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf, type Row } from '../../store/row.ts'
import type { RecordRef } from '../../model/record.ts'
import { uidOf, refOf } from '../../model/record-uid.ts'
import type { StoredMatch } from './stored-cluster.ts'
import { readPair, relationOf } from '../../store/stored-pair.ts'
import { present } from '../../model/present.ts'

/** Pairs of which both records are held; `apart` where they are not in one cluster. */
export const HELD_PAIRS = `SELECT p.*, x.cid <> y.cid AS apart FROM match_pair p JOIN service x ON x.uid = p.a JOIN service y ON y.uid = p.b`

/** What other records each service was found to relate to, strongest first, in the order asked. */
export function getMatches(store: ReaderStore, refs: readonly RecordRef[]): readonly (readonly StoredMatch[])[] {
  const uids = JSON.stringify(refs.map(uidOf))
  const wanted = 'IN (SELECT value FROM json_each(?1))'
  const rows = store.all(
    `SELECT p.a AS asked, p.* FROM (${HELD_PAIRS} WHERE p.a ${wanted}) p UNION ALL SELECT p.b, p.* FROM (${HELD_PAIRS} WHERE p.b ${wanted}) p`,
    uids,
  )
  const byUid = Map.groupBy(rows, (row) => textOf(row, 'asked'))
  return refs.map((ref) =>
    (byUid.get(uidOf(ref)) ?? [])
      .flatMap((row) => matchOf(row, uidOf(ref)) ?? [])
      .toSorted((x, y) => y.score - x.score || (uidOf(x.other) < uidOf(y.other) ? -1 : 1)),
  )
}

function matchOf(row: Row, asked: string): StoredMatch | undefined {
  const relation = relationOf(row)
  if (relation === undefined) return undefined
  const { a, b, evidence } = readPair(row)
  return {
    other: refOf(asked === a ? b : a),
    relation,
    decision: decisionOf(row),
    score: numberOf(row, 'score'),
    evidence: asked === a ? evidence : evidence.map(turned),
  }
}

/** A pair that looks the same but was not joined, because others of its group forbid it, waits for a person. */
export function decisionOf(row: Row): MatchDecision {
  // Only `writePair` writes this column, from the union it is read as.
  const decision = textOf(row, 'decision') as MatchDecision
  return decision === 'AUTO' && row['apart'] === 1 ? 'PENDING' : decision
}

function turned({ feature, left, right, weight }: MatchEvidence): MatchEvidence {
  return {
    feature,
    weight,
    ...present({ left: right, right: left }),
  }
}

import type { MatchDecision, MatchedPair, MatchRelation } from '../model/match.ts'
import { maybeTextOf, numberOf, textOf, type Row } from './row.ts'
import type { WriterStore } from './writer-store.ts'
import { present } from '../model/present.ts'

/** The column `match_pair.judged`: what a judgement is besides its other columns, short because there are many. */
interface Judged {
  readonly tier: MatchedPair['tier']
  /** The relation as judged, which a decision may outrank. */
  readonly relation?: MatchedPair['relation']
  readonly withinFeed?: true
  readonly vetoed?: true
  /** Feature, weight, left, right; right is left out where both state the same. */
  readonly evidence: readonly (readonly [string, number, (string | null)?, (string | null)?])[]
}

/** Writes a judged pair as it stands under the decisions; without evidence, that which is held stays. */
export function writePair(
  store: WriterStore,
  pair: MatchedPair,
  { relation, decision }: { readonly relation?: MatchRelation; readonly decision: MatchDecision },
): void {
  const judged: Judged = {
    tier: pair.tier,
    ...present({ relation: pair.relation }),
    ...(pair.withinFeed ? { withinFeed: true } : {}),
    ...(pair.vetoed ? { vetoed: true } : {}),
    evidence: pair.evidence.map(({ feature, weight, left, right }) =>
      left === right ? [feature, weight, left ?? null] : [feature, weight, left ?? null, right ?? null],
    ),
  }
  store.run(
    `INSERT INTO match_pair (a, b, relation, decision, score, judged) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (a, b) DO UPDATE SET relation = ?3, decision = ?4, score = ?5, judged = iif(?7, ?6, judged)`,
    pair.a,
    pair.b,
    relation ?? null,
    decision,
    pair.score,
    JSON.stringify(judged),
    Number(pair.evidence.length > 0),
  )
}

/** The judgement of a row of `match_pair`, as it was made. */
export function readPair(row: Row): MatchedPair {
  const { tier, relation, withinFeed, vetoed, evidence }: Judged = JSON.parse(textOf(row, 'judged'))
  return {
    a: textOf(row, 'a'),
    b: textOf(row, 'b'),
    ...present({ relation }),
    tier,
    score: numberOf(row, 'score'),
    withinFeed: withinFeed === true,
    vetoed: vetoed === true,
    evidence: evidence.map(([feature, weight, left, ...stated]) => {
      const right = stated.length === 0 ? left : stated[0]
      return { feature, weight, ...(isStated(left) ? { left } : {}), ...(isStated(right) ? { right } : {}) }
    }),
  }
}

function isStated(text: string | null | undefined): text is string {
  return typeof text === 'string'
}

/** The relation of a row of `match_pair` as it stands; undefined where nothing relates the two. */
export function relationOf(row: Row): MatchedPair['relation'] {
  // Only `writePair` writes this column, from the union it is read as.
  return maybeTextOf(row, 'relation') as MatchedPair['relation']
}

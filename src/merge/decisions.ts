import { z } from 'zod'
import { pairKeyOf } from './match-record.ts'
import type { PairJudgement } from './judge-pair.ts'
import type { MatchRelation, MatchDecision } from '../model/match.ts'
import { present } from '../model/present.ts'

/** What a person decided of two records; one line of the decisions file. `a` and `b` are `feed/originId`. */
export const Decision = z.object({
  a: z.string().regex(/^[a-z0-9-]+\/.+$/, 'must be feed/originId'),
  b: z.string().regex(/^[a-z0-9-]+\/.+$/, 'must be feed/originId'),
  relation: z.enum([
    'SAME_SERVICE',
    'SAME_OFFERING_OTHER_AREA',
    'SAME_SITE_DIFFERENT_SERVICE',
    'SAME_ORGANIZATION',
    'POSSIBLE',
  ]),
  /** Who decided. */
  by: z.string().min(1),
  /** RFC 3339. */
  at: z.iso.datetime({ offset: true }),
  note: z.string().optional(),
})
export type Decision = z.infer<typeof Decision>

/** The decision that stands for each pair, by `pairKeyOf`. */
export type Decisions = ReadonlyMap<string, Decision>

/** A line that is no decision: its number from 1, and what to mend. */
export interface DecisionProblem {
  readonly line: number
  readonly message: string
}

/**
 * Reads an append-only NDJSON file of decisions: for each pair the last line stands; POSSIBLE takes an earlier decision back.
 * Empty lines are passed over; lines that can't be read are left out and reported.
 */
export function parseDecisions(text: string): {
  readonly decisions: Decisions
  readonly problems: readonly DecisionProblem[]
} {
  const decisions = new Map<string, Decision>()
  const problems: DecisionProblem[] = []
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue
    const read = readLine(line)
    if (typeof read === 'string') problems.push({ line: at + 1, message: read })
    else if (read.relation === 'POSSIBLE') decisions.delete(pairKeyOf(read.a, read.b))
    else decisions.set(pairKeyOf(read.a, read.b), read)
  }
  return { decisions, problems }
}

/** A decision as the line to append, with its line end. */
export function formatDecision(decision: Decision): string {
  return `${JSON.stringify(decision)}\n`
}

function readLine(line: string): Decision | string {
  let stated: unknown
  try {
    stated = JSON.parse(line)
  } catch {
    return 'is not JSON; write one object on one line'
  }
  const parsed = Decision.safeParse(stated)
  if (!parsed.success) return parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
  return parsed.data.a === parsed.data.b ? 'a and b are the same record' : parsed.data
}

/** Relation and standing of a judged pair under the decisions, which outrank every score. `relation` is absent where nothing relates them. */
export function standingOf(
  pair: PairJudgement,
  decisions: Decisions,
): { readonly relation?: MatchRelation; readonly decision: MatchDecision } {
  const decided = decisions.get(pairKeyOf(pair.a, pair.b))
  if (decided !== undefined) return { relation: decided.relation, decision: 'REVIEWED' }
  const decision = pair.tier === 'AUTO' ? 'AUTO' : pair.tier === 'REVIEW' ? 'PENDING' : 'REJECTED'
  return { ...present({ relation: pair.relation }), decision }
}

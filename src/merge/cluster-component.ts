import type { Decisions } from './decisions.ts'
import { pairKeyOf } from './match-record.ts'
import type { KeptPair } from './match-state.ts'

/** Why records that links join were not made one cluster. */
export interface HeldBack {
  readonly members: readonly string[]
  /** TOO_MANY_MEMBERS: more than eight. CONTRADICTED_DECISION: joined by decisions of which another forbids it. */
  readonly reason: 'TOO_MANY_MEMBERS' | 'CONTRADICTED_DECISION'
}

export interface Clustering {
  /** Groups of two and more, members in order. */
  readonly groups: readonly (readonly string[])[]
  readonly heldBack: readonly HeldBack[]
}

/** No real service was listed by more than eight feeds; a larger group is a chain of look-alikes, for a person to see. */
const MOST_MEMBERS = 8

/** Components beyond this are chains through something too common to compare each with each. */
const MOST_LINKED = 100

/**
 * Least mean score between all members of two groups that are joined. Below AUTO's 6, since of three listings two may be
 * thin; yet one good link never joins two groups whose other members disagree. Measured: 2.5 to 4.5 give the same clusters on
 * every set; 6 loses 14 right pairs of Chicago's 1,049 and 3 wrong of 12.
 */
const LINK_SCORE = 4.5

type Group = readonly string[]

/**
 * Splits records joined by links into groups held to be one service: average linkage, in which two records never meet
 * that are vetoed, decided otherwise, or of one feed (a publisher lists two on purpose); what is decided the same always does.
 * `judge` must answer for any two of the members.
 */
export function clusterComponent(
  members: readonly string[],
  judge: (a: string, b: string) => KeptPair,
  decisions: Decisions,
): Clustering {
  const heldBack: HeldBack[] = []
  const decided = joinDecided(members.toSorted(), decisions, heldBack)
  if (members.length > MOST_LINKED) {
    return { groups: decided.filter(isGroup), heldBack: [...heldBack, { members, reason: 'TOO_MANY_MEMBERS' }] }
  }
  const groups: Group[] = []
  for (const group of linkByAverage(decided, memoize(judge), decisions)) {
    if (group.length <= MOST_MEMBERS) groups.push(group)
    else {
      heldBack.push({ members: group, reason: 'TOO_MANY_MEMBERS' })
      groups.push(...decided.filter((each) => each.every((member) => group.includes(member))))
    }
  }
  return { groups: groups.filter(isGroup).map((group) => group.toSorted()), heldBack }
}

/** Groups of what decisions say is the same, singles included; a decision that another forbids is held back. */
function joinDecided(members: readonly string[], decisions: Decisions, heldBack: HeldBack[]): readonly Group[] {
  let groups: Group[] = members.map((member) => [member])
  for (const [at, a] of members.entries()) {
    for (const b of members.slice(at + 1)) {
      if (decisions.get(pairKeyOf(a, b))?.relation !== 'SAME_SERVICE') continue
      const left = groups.find((group) => group.includes(a)) ?? [a]
      const right = groups.find((group) => group.includes(b)) ?? [b]
      if (left === right) continue
      if (isForbiddenByDecision(left, right, decisions))
        heldBack.push({ members: [a, b], reason: 'CONTRADICTED_DECISION' })
      else groups = [...groups.filter((group) => group !== left && group !== right), [...left, ...right]]
    }
  }
  return groups
}

function isForbiddenByDecision(left: Group, right: Group, decisions: Decisions): boolean {
  return left.some((a) =>
    right.some((b) => (decisions.get(pairKeyOf(a, b))?.relation ?? 'SAME_SERVICE') !== 'SAME_SERVICE'),
  )
}

function linkByAverage(
  start: readonly Group[],
  judge: (a: string, b: string) => KeptPair,
  decisions: Decisions,
): readonly Group[] {
  let groups = start
  for (;;) {
    let best: { readonly left: Group; readonly right: Group; readonly score: number } | undefined
    for (const [at, left] of groups.entries()) {
      for (const right of groups.slice(at + 1)) {
        const score = averageScore(left, right, judge, decisions)
        if (score >= LINK_SCORE && (best === undefined || score > best.score)) best = { left, right, score }
      }
    }
    if (best === undefined) return groups
    const { left, right } = best
    groups = [...groups.filter((group) => group !== left && group !== right), [...left, ...right]]
  }
}

/** Mean score of all pairs between two groups; -Infinity where any of them may not meet. */
function averageScore(
  left: Group,
  right: Group,
  judge: (a: string, b: string) => KeptPair,
  decisions: Decisions,
): number {
  let sum = 0
  let hasLink = false
  for (const a of left) {
    for (const b of right) {
      if (decisions.has(pairKeyOf(a, b))) return Number.NEGATIVE_INFINITY
      const pair = judge(a, b)
      if (pair.vetoed || pair.withinFeed) return Number.NEGATIVE_INFINITY
      hasLink ||= pair.tier === 'AUTO'
      sum += pair.score
    }
  }
  return hasLink ? sum / (left.length * right.length) : Number.NEGATIVE_INFINITY
}

function isGroup(group: Group): boolean {
  return group.length > 1
}

function memoize(judge: (a: string, b: string) => KeptPair): (a: string, b: string) => KeptPair {
  const judged = new Map<string, KeptPair>()
  return (a, b) => {
    const key = pairKeyOf(a, b)
    const pair = judged.get(key) ?? judge(a, b)
    judged.set(key, pair)
    return pair
  }
}

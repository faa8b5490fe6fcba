import { describe, expect, it } from 'vitest'
import { clusterComponent } from '../../src/merge/cluster-component.ts'
import { nameClusters } from '../../src/merge/cluster-history.ts'
import { parseDecisions } from '../../src/merge/decisions.ts'
import type { Decisions } from '../../src/merge/decisions.ts'
import type { PairJudgement } from '../../src/merge/judge-pair.ts'
import { pairKeyOf } from '../../src/merge/match-record.ts'

type Known = Readonly<Record<string, number | 'veto'>>

/** Judges by a table of scores, `x y`: from 6 on AUTO; what is not in the table scores 0. One letter, one feed. */
function judgeBy(known: Known): (a: string, b: string) => PairJudgement {
  return (left, right) => {
    const [a, b] = left < right ? [left, right] : [right, left]
    const stated = known[`${a} ${b}`] ?? 0
    const score = stated === 'veto' ? 9 : stated
    const vetoed = stated === 'veto'
    return {
      a,
      b,
      tier: !vetoed && score >= 6 ? 'AUTO' : 'REJECT',
      score,
      evidence: [],
      withinFeed: a[0] === b[0],
      vetoed,
    }
  }
}

function decide(...lines: readonly (readonly [string, string, string])[]): Decisions {
  const text = lines
    .map(([a, b, relation]) => JSON.stringify({ a, b, relation, by: 'pat', at: '2026-01-01T00:00:00Z' }))
    .join('\n')
  return parseDecisions(text).decisions
}

const none: Decisions = new Map()

describe('a cluster', () => {
  it('holds records that all agree', () => {
    expect(clusterComponent(['c', 'a', 'b'], judgeBy({ 'a b': 8, 'b c': 7, 'a c': 6 }), none).groups).toEqual([
      ['a', 'b', 'c'],
    ])
  })

  it('does not grow along a chain', () => {
    expect(clusterComponent(['a', 'b', 'c'], judgeBy({ 'a b': 9, 'b c': 7 }), none).groups).toEqual([['a', 'b']])
  })

  it('never holds two records that evidence distinguishes', () => {
    expect(clusterComponent(['a', 'b', 'c'], judgeBy({ 'a b': 9, 'b c': 8, 'a c': 'veto' }), none).groups).toEqual([
      ['a', 'b'],
    ])
  })

  it('never holds two records of one feed', () => {
    expect(clusterComponent(['a1', 'a2', 'b'], judgeBy({ 'a1 b': 8, 'a2 b': 9, 'a1 a2': 9 }), none).groups).toEqual([
      ['a2', 'b'],
    ])
  })

  it('of more than eight is left apart for a person', () => {
    const members = 'a b c d e f g h i'.split(' ')
    const known = Object.fromEntries(members.flatMap((a) => members.map((b) => [`${a} ${b}`, 8])))
    const { groups, heldBack } = clusterComponent(members, judgeBy(known), none)
    expect(groups).toEqual([])
    expect(heldBack).toEqual([{ members: expect.arrayContaining(members), reason: 'TOO_MANY_MEMBERS' }])
    expect(clusterComponent(members.slice(1), judgeBy(known), none).groups).toEqual([members.slice(1)])
  })
})

describe('a decision', () => {
  it('joins what scores and feeds keep apart', () => {
    expect(
      clusterComponent(['a/1', 'a/2'], judgeBy({ 'a/1 a/2': 'veto' }), decide(['a/1', 'a/2', 'SAME_SERVICE'])).groups,
    ).toEqual([['a/1', 'a/2']])
  })

  it('parts what scores join', () => {
    expect(
      clusterComponent(['a/1', 'b/1'], judgeBy({ 'a/1 b/1': 12 }), decide(['b/1', 'a/1', 'SAME_OFFERING_OTHER_AREA']))
        .groups,
    ).toEqual([])
  })

  it('that others contradict is held back', () => {
    const decisions = decide(
      ['a/1', 'b/1', 'SAME_SERVICE'],
      ['b/1', 'c/1', 'SAME_SERVICE'],
      ['a/1', 'c/1', 'SAME_ORGANIZATION'],
    )
    const { groups, heldBack } = clusterComponent(['a/1', 'b/1', 'c/1'], judgeBy({}), decisions)
    expect(groups).toEqual([['a/1', 'b/1']])
    expect(heldBack).toEqual([{ members: ['b/1', 'c/1'], reason: 'CONTRADICTED_DECISION' }])
  })
})

describe('the decisions file', () => {
  const line = (a: string, relation: string) =>
    JSON.stringify({ a, b: 'east/2', relation, by: 'pat', at: '2026-01-01T00:00:00Z', note: 'rang them' })

  it('lets the last line of a pair stand, whichever way round it names the two', () => {
    const swapped = JSON.stringify({
      a: 'east/2',
      b: 'west/1',
      relation: 'SAME_ORGANIZATION',
      by: 'sam',
      at: '2026-02-01T00:00:00Z',
    })
    const { decisions, problems } = parseDecisions(`${line('west/1', 'SAME_SERVICE')}\n\n${swapped}\n`)
    expect(problems).toEqual([])
    expect(decisions.get(pairKeyOf('west/1', 'east/2'))).toMatchObject({ relation: 'SAME_ORGANIZATION', by: 'sam' })
  })

  it('takes a decision back with POSSIBLE', () => {
    expect(parseDecisions(`${line('west/1', 'SAME_SERVICE')}\n${line('west/1', 'POSSIBLE')}`).decisions.size).toBe(0)
  })

  it('names each line that is not a decision, and keeps the rest', () => {
    const { decisions, problems } = parseDecisions(
      `{"a":\n${line('west/1', 'SAME_SERVICE')}\n${line('west/1', 'MAYBE')}\n${line('east/2', 'SAME_SERVICE')}`,
    )
    expect(decisions.size).toBe(1)
    expect(problems.map((each) => each.line)).toEqual([1, 3, 4])
    expect(problems[1]?.message).toMatch(/^relation: /)
  })
})

describe('a cluster’s id', () => {
  it('is its smallest member, and what it was called before is kept', () => {
    const [before] = nameClusters([['c', 'b']], () => undefined)
    expect(before).toEqual({ id: 'b', members: ['b', 'c'], mergedFrom: [] })
    const [after] = nameClusters([['b', 'c', 'a']], (member) => (member === 'a' ? undefined : before))
    expect(after).toEqual({ id: 'a', members: ['a', 'b', 'c'], mergedFrom: ['b'] })
    const [later] = nameClusters([['c', 'b']], () => after)
    expect(later).toEqual({ id: 'b', members: ['b', 'c'], mergedFrom: ['a'] })
  })
})

import { describe, expect, it } from 'vitest'
import { EVIDENCE_FEATURES, type MatchedPair } from '../../src/model/match.ts'
import { pairColumns, readEvidence, readJudged, relationOf, standingDecisionOf } from '../../src/store/stored-pair.ts'
import type { Row } from '../../src/store/row.ts'

function rowOf(pair: MatchedPair, standing: Parameters<typeof pairColumns>[1]): Row {
  const [relation, decision, score, judged, evidence] = pairColumns(pair, standing)
  return { relation, decision, score, judged, evidence } as Row
}

const evidence = [
  { feature: 'name.equal', left: 'Yoga', right: 'Yoga', weight: 3 },
  { feature: 'link.area', left: 'a.example/x', right: 'a.example/y', weight: -4 },
  { feature: 'publisher.sameArea', weight: 0 },
] as const

describe('a pair in its row', () => {
  it.each([
    { tier: 'AUTO', withinFeed: false, vetoed: false },
    { tier: 'REVIEW', withinFeed: true, vetoed: true },
  ] as const)('comes back whole where it is $tier', (judged) => {
    const row = rowOf({ ...judged, score: 8.5, evidence }, { relation: 'SAME_SERVICE', decision: 'REVIEWED' })
    expect(readJudged(row)).toEqual({ ...judged, score: 8.5 })
    expect(readEvidence(row)).toEqual({ evidence, isBrief: false })
    expect([relationOf(row), standingDecisionOf(row)]).toEqual(['SAME_SERVICE', 'REVIEWED'])
  })

  it('keeps of what is held not to be one service the features and their weights alone, in two bytes each', () => {
    const pair = { tier: 'REJECT', withinFeed: false, vetoed: true, score: -6.05, evidence } as const
    const row = rowOf(pair, { decision: 'REJECTED' })
    expect(readJudged(row)).toEqual({ tier: 'REJECT', withinFeed: false, vetoed: true, score: -6.05 })
    expect(readEvidence(row)).toEqual({
      evidence: evidence.map(({ feature, weight }) => ({ feature, weight })),
      isBrief: true,
    })
    expect(row['evidence']).toHaveLength(6)
    expect(relationOf(row)).toBeUndefined()
  })

  it.each(EVIDENCE_FEATURES)('knows %s', (feature) => {
    const pair = {
      tier: 'REJECT',
      withinFeed: false,
      vetoed: false,
      score: 0,
      evidence: [{ feature, weight: -64 }],
    } as const
    expect(readEvidence(rowOf(pair, { decision: 'REJECTED' })).evidence).toEqual([{ feature, weight: -64 }])
  })
})

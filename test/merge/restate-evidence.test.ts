import { describe, expect, it } from 'vitest'
import { createTwinSet } from '../../bench/matching/twin-set.ts'
import { judgeAll } from '../../src/merge/judge-index.ts'
import { createMatchIndex } from '../../src/merge/memory-index.ts'
import { restateEvidence } from '../../src/merge/restate-evidence.ts'
import { eastholt, placedAt, record, westmere } from './service-fixture.ts'

const index = createMatchIndex(createTwinSet(400, 9).records)
const pairs = [...judgeAll(index)].flatMap((pair) => {
  const [a, b] = [index.find(pair.a), index.find(pair.b)]
  return a === undefined || b === undefined ? [] : [{ ...pair, left: a, right: b }]
})

describe('evidence of which the features alone were kept', () => {
  it('is stated again as it was found', () => {
    for (const { evidence, left, right } of pairs) {
      const brief = evidence.map(({ feature, weight }) => ({ feature, weight }))
      expect(restateEvidence(brief, left, right)).toEqual(evidence)
    }
    expect(pairs.filter(({ tier }) => tier === 'REJECT').length).toBeGreaterThan(100)
  })

  it('has the values of the record asked about on the left', () => {
    const [west, east] = [
      record(westmere, { name: 'Yoga', ...placedAt('1 Mill Road', 'BS1 1JT') }),
      record(eastholt, { name: 'Debt Advice', ...placedAt('1 Mill Rd', 'BS1 1JT') }),
    ]
    expect(restateEvidence([{ feature: 'name.different', weight: -2 }], west, east)).toEqual([
      { feature: 'name.different', left: 'Yoga', right: 'Debt Advice', weight: -2 },
    ])
    expect(restateEvidence([{ feature: 'name.different', weight: -2 }], east, west)).toEqual([
      { feature: 'name.different', left: 'Debt Advice', right: 'Yoga', weight: -2 },
    ])
  })

  it('keeps a feature that the records no longer show, without values', () => {
    const [a, b] = [record(westmere, { name: 'Yoga' }), record(eastholt, { name: 'Yoga' })]
    expect(restateEvidence([{ feature: 'contact.phone', weight: 2.5 }], a, b)).toEqual([
      { feature: 'contact.phone', weight: 2.5 },
    ])
  })
})

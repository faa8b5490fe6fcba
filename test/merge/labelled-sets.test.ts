import { describe, expect, it } from 'vitest'
import { readChicagoSet } from '../../bench/matching/chicago-set.ts'
import type { LabelledSet } from '../../bench/matching/chicago-set.ts'
import { readNegativeSet } from '../../bench/matching/negative-set.ts'
import { createTwinSet } from '../../bench/matching/twin-set.ts'
import { evaluate } from '../../src/merge/evaluate.ts'
import type { Evaluation } from '../../src/merge/evaluate.ts'
import { judgeAll } from '../../src/merge/judge-index.ts'
import { createMatchIndex } from '../../src/merge/memory-index.ts'
import { matchOrganizations } from '../../src/merge/match-organizations.ts'

const recordings = process.env['RECORDINGS']

function evaluateSet({ records, truth }: LabelledSet): Evaluation {
  const pairs = [...judgeAll(createMatchIndex(records))]
  return evaluate(
    pairs.filter((pair) => !pair.withinFeed),
    truth,
  )
}

describe('evaluation', () => {
  it('measures each tier against the true pairs', () => {
    const pairs = [
      { a: 'a', b: 'b', tier: 'AUTO' as const },
      { a: 'c', b: 'a', tier: 'REVIEW' as const },
      { a: 'b', b: 'd', tier: 'REVIEW' as const },
      { a: 'c', b: 'd', tier: 'REJECT' as const },
    ]
    const { auto, autoAndReview } = evaluate(pairs, new Set(['a\tb', 'a\tc', 'c\td', 'd\te']))
    expect(auto).toEqual({ predicted: 1, right: 1, truth: 4, precision: 1, recall: 0.25, f1: 0.4 })
    expect(autoAndReview).toEqual({ predicted: 3, right: 2, truth: 4, precision: 2 / 3, recall: 0.5, f1: 4 / 7 })
  })

  it('has no precision of nothing predicted and no recall of nothing true', () => {
    expect(evaluate([], new Set()).auto).toEqual({ predicted: 0, right: 0, truth: 0 })
  })
})

describe('generated twins', () => {
  it('are merged rightly 98 times in 100 and seldom missed', () => {
    const { auto, autoAndReview } = evaluateSet(createTwinSet(1_000, 3))
    expect(auto.precision).toBeGreaterThanOrEqual(0.98)
    expect(autoAndReview.recall).toBeGreaterThanOrEqual(0.9)
  })
})

describe.skipIf(recordings === undefined)('recorded sets', () => {
  it('Chicago: merges rightly 98 times in 100 and finds four in five across lists', () => {
    const { auto, autoAndReview } = evaluateSet(readChicagoSet(recordings ?? ''))
    expect(auto.truth).toBe(5_072)
    expect(auto.precision).toBeGreaterThanOrEqual(0.98)
    expect(autoAndReview.recall).toBeGreaterThanOrEqual(0.8)
  })

  it('ServiceNet: none of the eight that must not match do', () => {
    const { organizations, services } = readNegativeSet(recordings ?? '')
    expect(organizations).toHaveLength(8)
    expect(matchOrganizations(organizations).clusters).toEqual([])
    expect([...judgeAll(createMatchIndex(services))].filter((pair) => pair.tier === 'AUTO')).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import {
  measureAvailability,
  measureChurn,
  measureIdStability,
  measureListDetail,
  measurePaging,
  measureScores,
} from '../../src/quality/feed-measures.ts'

describe('measures of a feed', () => {
  it('availability is polls that succeeded, with the 95th percentile of their time', () => {
    const polls = Array.from({ length: 20 }, (_, at) => ({ succeeded: at !== 3, ms: (at + 1) * 10 }))
    expect(measureAvailability(polls)).toEqual({ value: 0.95, numerator: 19, denominator: 20, p95Ms: 200 })
    expect(measureAvailability([])).toEqual({ numerator: 0, denominator: 0 })
  })

  it('paging integrity is distinct ids by the total told, repeats, and what a second walk met again', () => {
    expect(
      measurePaging({ firstWalk: ['a', 'b', 'b', 'c'], secondWalk: ['a', 'b', 'd'], totalItemsStated: 4 }),
    ).toEqual({
      complete: { value: 0.75, numerator: 3, denominator: 4 },
      repeats: 1,
      stable: { value: 0.5, numerator: 2, denominator: 4 },
    })
    expect(measurePaging({ firstWalk: [] })).toEqual({ repeats: 0 })
  })

  it('list and detail agree where every field that both tell is equal', () => {
    const samples = [
      { list: { id: '1', name: 'A' }, detail: { id: '1', name: 'A', description: 'More' } },
      { list: { id: '2', name: 'B', fees: '' }, detail: { id: '2', name: 'C' } },
    ]
    expect(measureListDetail(samples)).toEqual({ value: 0.5, numerator: 1, denominator: 2 })
  })

  it('ids are stable where they are still there or explicitly gone', () => {
    expect(measureIdStability(['a', 'b', 'c', 'd'], new Set(['a', 'b', 'x']), new Set(['c'])).value).toBe(0.75)
  })

  it('scores have a median and bands', () => {
    const scores = [
      { score: 90, band: 'A' as const },
      { score: 30, band: 'D' as const },
      { score: 50, band: 'C' as const },
      { score: 62, band: 'B' as const },
    ]
    expect(measureScores(scores)).toEqual({ median: 56, bands: { A: 1, B: 1, C: 1, D: 1 } })
    expect(measureScores([])).toEqual({ bands: { A: 0, B: 0, C: 0, D: 0 } })
  })

  it('churn is changes by records held, as of a week', () => {
    expect(measureChurn(30, 100, 14)).toEqual({ value: 0.15, numerator: 30, denominator: 100 })
    expect(measureChurn(3, 0, 7).value).toBeUndefined()
  })
})

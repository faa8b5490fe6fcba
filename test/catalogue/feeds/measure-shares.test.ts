import { describe, expect, it } from 'vitest'
import { measureAvailability, measureChurn, measureListDetail } from '../../../src/catalogue/feeds/measure-shares.ts'

describe('measures of a feed', () => {
  it('availability is polls that succeeded, with the 95th percentile of their time', () => {
    const polls = Array.from({ length: 20 }, (_, at) => ({ succeeded: at !== 3, ms: (at + 1) * 10 }))
    expect(measureAvailability(polls)).toEqual({ value: 0.95, numerator: 19, denominator: 20, p95Ms: 200 })
    expect(measureAvailability([])).toEqual({ numerator: 0, denominator: 0 })
  })

  it('list and detail agree where every field that both state is equal', () => {
    const samples = [
      { list: { id: '1', name: 'A' }, detail: { id: '1', name: 'A', description: 'More' } },
      { list: { id: '2', name: 'B', fees: '' }, detail: { id: '2', name: 'C' } },
    ]
    expect(measureListDetail(samples)).toEqual({ value: 0.5, numerator: 1, denominator: 2 })
  })

  it('churn is changes by records held, as of a week', () => {
    expect(measureChurn(30, 100, 14)).toEqual({ value: 0.15, numerator: 30, denominator: 100 })
    expect(measureChurn(3, 0, 7).value).toBeUndefined()
    expect(measureChurn(3, 100, 7).value).toBe(0.03)
    expect(measureChurn(3, 100, 6.9)).toEqual({ numerator: 3, denominator: 100 })
  })
})

import { describe, expect, it } from 'vitest'
import { scoreQuality } from '../../src/quality/score-quality.ts'
import { bandOf } from '../../src/model/quality.ts'
import { complete, context, service } from './scored-service.ts'

describe('orukq/2', () => {
  it('is 100 where nothing is wanting', () => {
    expect(scoreQuality(complete, context({ hasMappedTerm: true }))).toMatchObject({
      score: 100,
      band: 'A',
      version: 'orukq/2',
      issues: [],
    })
  })

  it('is the weighted sum of its components', () => {
    // richness 10/42, freshness 0.5 (changed today), findability 0.30 (a url), validity 1 − 0.15 (ages)
    const scored = scoreQuality(
      service({
        lastModified: '2026-07-01T00:00:00Z',
        url: 'https://repairtable.org.uk',
        minimumAge: 9,
        maximumAge: 5,
      }),
      context(),
    )
    expect(scored.richness).toBeCloseTo(14 / 42, 10)
    expect([scored.freshness, scored.findability, scored.validity]).toEqual([0.5, 0.3, 0.85])
    expect(scored.score).toBe(47)
    expect(scored.band).toBe('C')
  })

  it('says what lowers it, warnings before what is merely not there, each once', () => {
    const { issues } = scoreQuality(service({ assuredDate: '2027-01-01' }), context())
    expect(issues[0]).toMatchObject({ code: 'ASSURED_IN_FUTURE', severity: 'WARNING', path: 'assured_date' })
    expect(issues.filter((issue) => issue.code === 'ASSURED_IN_FUTURE')).toHaveLength(1)
    expect(issues.slice(1).every((issue) => issue.severity === 'INFO')).toBe(true)
  })

  it.each([
    [100, 'A'],
    [80, 'A'],
    [79.9, 'B'],
    [60, 'B'],
    [40, 'C'],
    [39.9, 'D'],
    [0, 'D'],
  ])('%d is in band %s', (score, band) => {
    expect(bandOf(score)).toBe(band)
  })
})

import { describe, expect, it } from 'vitest'
import type { Service } from '../../src/model/service.ts'
import { scoreFindability } from '../../src/quality/score-findability.ts'
import { scoreFreshness } from '../../src/quality/score-freshness.ts'
import { scoreRichness, scoreRichnessOruk } from '../../src/quality/score-richness.ts'
import { complete, context, now, place, service } from './scored-service.ts'

describe('richness', () => {
  const sites = { serviceAtLocations: [{ location: place() }] }
  it.each<readonly [string, Partial<Service>, number]>([
    ['a name alone', {}, 10 / 32],
    ['a description besides', { description: 'Mends things.' }, 15 / 32],
    ['assured 90 days ago', { assuredDate: '2026-04-02' }, 12 / 32],
    ['assured 91 days ago', { assuredDate: '2026-04-01' }, 10 / 32],
    ['assured in the future', { assuredDate: '2026-08-01' }, 10 / 32],
    ['a place without a word of how to attend', sites, 10 / 32],
    ['attended in person without a place', { attendingTypes: ['IN_PERSON'] }, 12 / 41],
    ['attended in person at a place', { attendingTypes: ['IN_PERSON'], ...sites }, 21 / 41],
    ['attended by phone without a schedule', { attendingTypes: ['PHONE'] }, 12 / 34],
    ['attended online by a schedule', { schedules: [{ attendingTypes: ['ONLINE'] }] }, 14 / 34],
    ['ages', { maximumAge: 11 }, 12 / 32],
    ['blank text', { description: '  ' }, 10 / 32],
  ])('of the standard: %s', (_, stated, value) => {
    expect(scoreRichnessOruk(service(stated), now)).toBeCloseTo(value, 10)
  })

  it('is whole where every field is filled', () => {
    expect(scoreRichnessOruk(complete, now)).toBe(1)
    expect(scoreRichness(complete, now)).toEqual({ value: 1, issues: [] })
  })

  it('asks for terms, cost, language and a number besides, and for accessibility only of a site', () => {
    expect(scoreRichness(service(), now).value).toBeCloseTo(10 / 42, 10)
    expect(scoreRichness(service(sites), now).value).toBeCloseTo(10 / 44, 10)
  })

  it('names each field not filled with what it is worth', () => {
    const { value, issues } = scoreRichness({ ...complete, attributes: [] }, now)
    expect(value).toBeCloseTo(48 / 53, 10)
    expect(issues).toEqual([
      {
        code: 'FIELD_NOT_FILLED',
        path: 'attributes.taxonomy_term',
        severity: 'INFO',
        vodim: 'MISSING',
        message: 'Not filled; worth 5 points of richness.',
      },
    ])
  })
})

describe('freshness', () => {
  it.each<readonly [string, Partial<Service>, number, readonly string[]]>([
    ['assured today', { assuredDate: '2026-07-01' }, 1, []],
    ['assured 90 days ago', { assuredDate: '2026-04-02' }, 1, []],
    ['assured 200 days ago', { assuredDate: '2025-12-13' }, 165 / 275, ['ASSURED_LONG_AGO']],
    ['assured 365 days ago', { assuredDate: '2025-07-01' }, 0, ['ASSURED_LONG_AGO']],
    ['assured ten years ago', { assuredDate: '2016-07-01' }, 0, ['ASSURED_LONG_AGO']],
    ['assured tomorrow', { assuredDate: '2026-07-02', lastModified: '2026-07-01T00:00:00Z' }, 0, ['ASSURED_IN_FUTURE']],
    ['never assured, changed today', { lastModified: '2026-07-01T09:00:00Z' }, 0.5, ['NOT_ASSURED']],
    ['never assured, changed 200 days ago', { lastModified: '2025-12-13T09:00:00Z' }, 82.5 / 275, ['NOT_ASSURED']],
    ['neither', {}, 0, ['NOT_ASSURED']],
  ])('%s', (_, stated, value, codes) => {
    const scored = scoreFreshness(service(stated), now)
    expect(scored.value).toBeCloseTo(value, 10)
    expect(scored.issues.map((issue) => issue.code)).toEqual(codes)
  })
})

describe('findability', () => {
  it.each<readonly [string, Partial<Service>, Parameters<typeof context>[0], number]>([
    ['nothing', {}, {}, 0],
    ['a phone', { phones: [{ number: '0117 922 2000', e164: '+441179222000' }] }, {}, 0.3],
    ['a phone of words', { phones: [{ number: 'ask inside' }] }, {}, 0],
    ["its organization's site on the web", { organization: { website: 'https://repairtable.org.uk' } }, {}, 0.3],
    ["a contact's e-mail", { contacts: [{ email: 'hello@repairtable.org.uk' }] }, {}, 0.3],
    ['a point', { serviceAtLocations: [{ location: place() }] }, {}, 0.3],
    [
      'a postcode without a point',
      { serviceAtLocations: [{ location: { precision: 'POSTCODE', locationType: 'PHYSICAL' } }] },
      {},
      0,
    ],
    ['a known area', {}, { hasResolvedArea: true }, 0.3],
    ['stated to be by phone', { attendingTypes: ['PHONE'] }, {}, 0.3],
    ['a mapped term', {}, { hasMappedTerm: true }, 0.25],
    ['a weekly day', { schedules: [{ freq: 'WEEKLY', byday: 'MO,TH' }] }, {}, 0.15],
    ['the second Monday', { schedules: [{ freq: 'MONTHLY', byday: '2MO' }] }, {}, 0.15],
    ['days in words', { schedules: [{ freq: 'WEEKLY', byday: 'Mondays' }] }, {}, 0],
    ['a schedule in words', { schedules: [{ description: 'Mondays at six' }] }, {}, 0],
    ['all four', complete, { hasMappedTerm: true, hasResolvedArea: true }, 1],
  ])('%s', (_, stated, more, value) => {
    expect(scoreFindability(service(stated), context(more)).value).toBe(value)
  })

  it('distinguishes a term that no shared scheme knows from no term', () => {
    const codes = (stated: Partial<Service>) =>
      scoreFindability(service(stated), context()).issues.map((issue) => [issue.code, issue.vodim])
    expect(codes({ attributes: [{ taxonomyTerm: { name: 'Local thing' } }] })).toContainEqual([
      'TERM_UNMAPPED',
      'UNMAPPED',
    ])
    expect(codes({})).toContainEqual(['NO_TERM', 'MISSING'])
  })
})

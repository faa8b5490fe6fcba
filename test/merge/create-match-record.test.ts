import { describe, expect, it } from 'vitest'
import { eastholt, placedAt, record, westmere } from './service-fixture.ts'

describe('the record a service is matched on', () => {
  it('leaves out contacts that are the publisher’s or all the world’s', () => {
    const made = record(westmere, {
      email: 'thimble@westmere.gov.uk',
      url: 'https://www.facebook.com/thimble',
      contacts: [{ email: 'hello@thimble.example' }, { email: 'someone@gmail.com' }],
      organization: { website: 'https://directory.westmere.example/thimble' },
    })
    expect(made.emails).toEqual(['hello@thimble.example', 'someone@gmail.com'])
    expect(made.hosts).toEqual(['thimble.example'])
    expect(made.links).toEqual([])
  })

  it('gathers phones of service, contacts, places and organization as E.164, each once', () => {
    const made = record(westmere, {
      phones: [{ number: '0117 922 2000' }],
      contacts: [{ phones: [{ number: '+44 117 922 2000' }, { number: 'ask at the desk' }] }],
      organization: { phones: [{ number: '01925 443322' }] },
    })
    expect(made.phones).toEqual(['+441179222000', '+441925443322'])
  })

  it('has no site where the place is masked, postal or virtual', () => {
    expect(record(westmere, placedAt('', 'HP7', { precision: 'OUTCODE' })).sites).toEqual([])
    expect(record(westmere, placedAt('1 Mill Road', 'BS1 1JT', { locationType: 'POSTAL' })).sites).toEqual([])
    expect(record(westmere, placedAt('1 Mill Road', 'BS1 1JT')).sites).toHaveLength(1)
  })

  it.each([
    [{ name: 'National' }, true, []],
    [{ uri: 'http://statistics.data.gov.uk/id/statistical-geography/K02000001' }, true, []],
    [{ uri: 'http://statistics.data.gov.uk/id/statistical-geography/E06000023' }, false, ['E06000023']],
    [{ name: 'East Holt' }, false, ['eastholt']],
  ])('reads the area %j as national: %s', (area, national, areas) => {
    expect(record(eastholt, { serviceAreas: [area] })).toMatchObject({ national, areas })
  })

  it('is virtual only where all ways to attend are online or by phone and no place is physical', () => {
    expect(record(westmere, { attendingTypes: ['ONLINE', 'PHONE'] }).virtual).toBe(true)
    expect(
      record(westmere, { schedules: [{ attendingTypes: ['ONLINE'] }, { attendingTypes: ['IN_PERSON'] }] }).virtual,
    ).toBe(false)
    expect(record(westmere, { attendingTypes: ['ONLINE'], ...placedAt('1 Mill Road', 'BS1 1JT') }).virtual).toBe(false)
    expect(record(westmere).virtual).toBe(false)
  })

  it('gives no ages where the span is upside down', () => {
    expect(record(westmere, { minimumAge: 18, maximumAge: 5 }).ages).toBeUndefined()
    expect(record(westmere, { minimumAge: 18 }).ages).toEqual({ from: 18 })
  })
})

import { describe, expect, it } from 'vitest'
import { chooseRepresentative, surviveFields } from '../../src/merge/survivorship.ts'
import type { Listing, ListingStanding } from '../../src/merge/survivorship.ts'
import type { Service } from '../../src/model/service.ts'
import { placedAt, service } from './service-fixture.ts'

const today = '2026-06-30'

function listing(feed: string, members: Partial<Service>, quality?: number): Listing {
  return { feed, originId: '1', service: service(members), ...(quality === undefined ? {} : { quality }) }
}

describe('the listing that stands for a cluster', () => {
  it.each<readonly [string, readonly Listing[], string]>([
    ['newest assured', [listing('a', { assuredDate: '2025-01-01' }), listing('b', { assuredDate: '2026-05-01' })], 'b'],
    [
      'not assured in the future',
      [listing('a', { assuredDate: '2025-01-01' }), listing('b', { assuredDate: '2027-05-01' })],
      'a',
    ],
    [
      'else newest changed',
      [listing('a', { lastModified: '2026-01-01T00:00:00Z' }), listing('b', { lastModified: '2026-02-01T00:00:00Z' })],
      'b',
    ],
    ['else of better quality', [listing('a', {}, 40), listing('b', {}, 60)], 'b'],
    ['else the first by feed', [listing('b', {}), listing('a', {})], 'a'],
    [
      'not closed',
      [listing('a', { assuredDate: '2026-05-01', status: 'DEFUNCT' }), listing('b', { status: 'ACTIVE' })],
      'b',
    ],
  ])('is %s', (_, listings, feed) => {
    expect(chooseRepresentative(listings, today)?.feed).toBe(feed)
  })

  const OWN = { phones: [{ number: '0117 922 2000' }], url: 'https://larder.example/lunch' }
  const OTHER = { phones: [{ number: '0906 123 4567' }], url: 'https://larder.example/lunch' }
  const standing = (trust: number, seen: number, areaRank?: number): ListingStanding => ({
    trust,
    seen,
    ...(areaRank === undefined ? {} : { areaRank }),
  })
  const stated = (feed: string, service: Partial<Service>, how: ListingStanding): Listing => ({
    ...listing(feed, service),
    standing: how,
  })
  const NEWEST = { assuredDate: '2026-06-01' }
  it.each<readonly [string, Listing, Listing, string]>([
    [
      'of the trusted feed',
      stated('a', OWN, standing(5, 2)),
      stated('b', { ...OTHER, ...NEWEST }, standing(4, 1, 0)),
      'a',
    ],
    [
      'of the feed whose area holds it',
      stated('a', OWN, standing(0, 2, 1)),
      stated('b', { ...OTHER, ...NEWEST }, standing(0, 1)),
      'a',
    ],
    [
      'of the innermost such area',
      stated('a', OWN, standing(0, 2, 0)),
      stated('b', { ...OTHER, ...NEWEST }, standing(0, 1, 3)),
      'a',
    ],
    ['seen first', stated('a', OWN, standing(0, 1)), stated('b', { ...OTHER, ...NEWEST }, standing(0, 2)), 'a'],
    [
      'newest where contacts agree',
      stated('a', OWN, standing(9, 1)),
      stated('b', { ...OWN, ...NEWEST }, standing(0, 2)),
      'b',
    ],
    [
      'newest that gives fewer contacts',
      stated('a', OWN, standing(9, 1)),
      stated('b', { phones: OWN.phones, ...NEWEST }, standing(0, 2)),
      'b',
    ],
    [
      'newest where the trusted has no contact',
      stated('a', {}, standing(9, 1)),
      stated('b', { ...OTHER, ...NEWEST }, standing(0, 2)),
      'b',
    ],
    [
      'not the one that adds a number to them',
      stated('a', OWN, standing(0, 1)),
      stated('b', { ...OWN, phones: [...OWN.phones, ...OTHER.phones], ...NEWEST }, standing(0, 2)),
      'a',
    ],
  ])('is, where contacts differ, the one %s', (_, first, second, feed) => {
    expect(chooseRepresentative([first, second], today)?.feed).toBe(feed)
    expect(chooseRepresentative([second, first], today)?.feed).toBe(feed)
  })

  it('is none of none', () => {
    expect(chooseRepresentative([], today)).toBeUndefined()
  })
})

describe('what survives', () => {
  it('is the newest assured valid value, field by field', () => {
    const { fields } = surviveFields(
      [
        listing('old', {
          assuredDate: '2024-01-01',
          description: 'Stated long ago',
          email: 'hello@thimble.example',
          fees: 'Free',
        }),
        listing('new', { assuredDate: '2026-06-01', description: 'Stated lately', email: 'not an address', fees: '' }),
      ],
      today,
    )
    expect(fields['description']).toEqual({ value: 'Stated lately', feed: 'new', originId: '1', assured: '2026-06-01' })
    expect(fields['email']).toEqual({
      value: 'hello@thimble.example',
      feed: 'old',
      originId: '1',
      assured: '2024-01-01',
    })
    expect(fields['fees']?.value).toBe('Free')
    expect(fields['alert']).toBeUndefined()
  })

  it('keeps every value listings differ in, the surviving first, but not case and ids', () => {
    const { conflicts } = surviveFields(
      [
        listing('a', { name: 'Chair Yoga', minimumAge: 50 }),
        listing('b', { name: 'CHAIR  yoga', minimumAge: 55, assuredDate: '2026-06-01' }),
      ],
      today,
    )
    expect(conflicts).toEqual([
      {
        field: 'ages',
        values: [
          { value: { minimumAge: 55 }, feed: 'b', originId: '1', assured: '2026-06-01' },
          { value: { minimumAge: 50 }, feed: 'a', originId: '1' },
        ],
      },
    ])
  })

  it('takes contacts in the order of the listings, whatever dates they claim', () => {
    const { fields, conflicts } = surviveFields(
      [
        listing('a', { url: 'https://larder.example/', assuredDate: '2024-01-01', fees: 'Free' }),
        listing('b', { url: 'https://help.example/', assuredDate: '2026-06-01', fees: '£2' }),
      ],
      today,
    )
    expect([fields['url']?.feed, fields['fees']?.feed]).toEqual(['a', 'b'])
    expect(conflicts.map(({ field, values }) => [field, values[0]?.feed])).toEqual([
      ['url', 'a'],
      ['fees', 'b'],
    ])
  })

  it('takes a place whole from one listing, never a point between two', () => {
    const { fields } = surviveFields(
      [
        listing('a', placedAt('14 Mill Road', 'BS1 1JT', { latitude: 51.45, longitude: -2.59 })),
        listing('b', placedAt('14 Mill Road', 'BS1 1JT', { latitude: 51.47, longitude: -2.61 })),
      ],
      today,
    )
    expect(fields['serviceAtLocations']?.value).toMatchObject([{ latitude: 51.45, longitude: -2.59 }])
  })
})

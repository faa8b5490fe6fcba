import { describe, expect, it } from 'vitest'
import { readingOf, serviceOf, stated } from '../pages.ts'

const read = (raw: Record<string, unknown>) => serviceOf(raw, 'ORUK-1.0')

describe('1.0 → 3.x, line by line', () => {
  it('keeps the scalars that both have', () => {
    const scalars = {
      description: 'Wool',
      url: 'https://wool.org.uk',
      email: 'a@wool.org.uk',
      fees: 'None',
      accreditations: 'Gold',
    }
    expect(read({ ...scalars, status: 'active', assured_date: '2024-05-01' })).toMatchObject({
      ...scalars,
      status: 'ACTIVE',
      assuredDate: '2024-05-01',
    })
  })

  it('organization.url is its website; uri stays', () => {
    const organization = { id: 'o1', name: 'Wool', url: 'https://wool.org.uk', uri: 'https://id.wool.org.uk/1' }
    expect(read({ organization }).organization).toEqual({
      id: 'o1',
      name: 'Wool',
      website: 'https://wool.org.uk',
      uri: 'https://id.wool.org.uk/1',
    })
  })

  it('an empty list for an organization is none', () => {
    expect(read({ organization: [] }).organization).toBeUndefined()
  })

  describe('eligibilitys are one age span', () => {
    it.each([
      [
        [
          { minimum_age: 5, maximum_age: 11 },
          { minimum_age: '16', maximum_age: 18 },
        ],
        5,
        18,
      ],
      [[{ minimum_age: 5, maximum_age: 11 }, { eligibility: 'female' }], 5, 11],
      [[{ minimum_age: 5, maximum_age: 11 }, { minimum_age: 60 }], 5, undefined],
      [
        [
          { minimum_age: 5, maximum_age: 11 },
          { minimum_age: 60, maximum_age: 0 },
        ],
        5,
        undefined,
      ],
      [[{ minimum_age: 18, maximum_age: 0 }], 18, undefined],
      [[{ eligibility: 'adult' }], undefined, undefined],
    ])('%j', (eligibilitys, minimumAge, maximumAge) => {
      const service = read({ eligibilitys })
      expect([service.minimumAge, service.maximumAge]).toEqual([minimumAge, maximumAge])
      expect(service.extensions?.['eligibilitys']).toMatchObject(eligibilitys)
    })
  })

  it('eligibilitys[].eligibility describes who is eligible, under either spelling', () => {
    expect(read({ eligibilitys: [{ eligibility: 'adult' }, { eligibility: 'female ' }] }).eligibilityDescription).toBe(
      'adult, female',
    )
    expect(read({ eligibilities: [{ eligibility: 'teen' }] }).eligibilityDescription).toBe('teen')
  })

  it('eligibilitys[].taxonomys are attributes that say so', () => {
    const taxonomys = [{ taxonomy: { id: 'esdCircumstance:192', name: 'Carers', vocabulary: 'esdCircumstances' } }]
    expect(read({ eligibilitys: [{ taxonomys }] }).attributes).toEqual([
      {
        linkType: 'eligibility',
        taxonomyTerm: { id: 'esdCircumstance:192', name: 'Carers', taxonomy: { name: 'esdCircumstances' } },
      },
    ])
  })

  it('regular_schedules are schedules, a weekday a weekly one', () => {
    const regular_schedules = [
      { id: 'r1', weekday: 'Thursday', opens_at: '09:30', closes_at: '11:00' },
      { id: 'r2', freq: 'MONTHLY', byday: '2MO', opens_at: '10:00', closes_at: '12:00' },
    ]
    expect(read({ regular_schedules }).schedules).toEqual([
      { id: 'r1', freq: 'WEEKLY', byday: 'TH', opensAt: '09:30', closesAt: '11:00' },
      { id: 'r2', freq: 'MONTHLY', byday: '2MO', opensAt: '10:00', closesAt: '12:00' },
    ])
  })

  it.each(['regular_schedule', 'regular_schedules'])('service_at_locations[].%s stay with their place', (name) => {
    const place = { id: 'p1', [name]: [{ opens_at: '09:00', byday: 'MO' }], location: { id: 'l1' } }
    expect(read({ service_at_locations: [place] }).serviceAtLocations?.[0]).toMatchObject({
      id: 'p1',
      schedules: [{ byday: 'MO', opensAt: '09:00', serviceAtLocationId: 'p1' }],
    })
  })

  it.each(['holiday_schedules', 'holidayScheduleCollection'])('%s are schedules of those days', (name) => {
    const holiday = { id: 'h1', closed: 'true', start_date: '2026-12-25', end_date: '2026-12-26' }
    const open = {
      closed: false,
      open_at: '10:00',
      closes_at: '12:00',
      start_date: '2026-12-27',
      end_date: '2026-12-27',
    }
    const expected = [
      { id: 'h1', closed: true, validFrom: '2026-12-25', validTo: '2026-12-26' },
      { closed: false, validFrom: '2026-12-27', validTo: '2026-12-27', opensAt: '10:00', closesAt: '12:00' },
    ]
    expect(read({ [name]: [holiday, open] }).schedules).toEqual(expected)
    const [place] = read({ service_at_locations: [{ id: 'p1', [name]: [holiday] }] }).serviceAtLocations ?? []
    expect(place?.schedules).toEqual([{ ...expected[0], serviceAtLocationId: 'p1' }])
  })

  it('fundings are funding', () => {
    expect(read({ fundings: [{ id: 'f', source: 'Lottery' }] }).funding).toEqual([{ id: 'f', source: 'Lottery' }])
  })

  it('attending_type is how one attends; the word stays in the extensions', () => {
    expect(read({ attending_type: 'Home visit' })).toMatchObject({
      attendingTypes: ['HOME_VISIT'],
      extensions: { attending_type: 'Home visit' },
    })
  })

  it('physical_addresses are addresses, their type and the place’s physical', () => {
    const address = {
      id: 'a1',
      address_1: '1 High St',
      city: 'Town',
      state_province: 'Shire',
      postal_code: 'hp157py',
      country: 'GB',
    }
    const [place] =
      read({ service_at_locations: [{ location: { physical_addresses: [address] } }] }).serviceAtLocations ?? []
    expect(place?.location).toEqual({
      locationType: 'PHYSICAL',
      precision: 'POSTCODE',
      addresses: [
        {
          id: 'a1',
          address1: '1 High St',
          city: 'Town',
          stateProvince: 'Shire',
          postalCode: 'HP15 7PY',
          country: 'GB',
          addressType: 'PHYSICAL',
        },
      ],
    })
  })

  it('accessibility_for_disabilities is accessibility', () => {
    const location = { id: 'l1', accessibility_for_disabilities: [{ id: 'x', accessibility: 'Ramp' }] }
    const [place] = read({ service_at_locations: [{ location }] }).serviceAtLocations ?? []
    expect(place?.location?.accessibility).toEqual([{ id: 'x', accessibility: 'Ramp' }])
  })

  it('languages[].language is its name', () => {
    expect(read({ languages: [{ id: 'g', language: 'Polish' }] }).languages).toEqual([
      { id: 'g', name: 'Polish', code: 'pl' },
    ])
  })

  it('contacts keep their phones, phone.contact is its description', () => {
    const contacts = [
      { id: 'c', name: 'Jo', title: 'Host', phones: [{ id: 'p', number: '020 7946 0018', contact: 'Office' }] },
    ]
    expect(read({ contacts }).contacts).toEqual([
      {
        id: 'c',
        name: 'Jo',
        title: 'Host',
        phones: [{ id: 'p', number: '020 7946 0018', e164: '+442079460018', description: 'Office' }],
      },
    ])
  })

  it('service_areas are named by their words, a GeoJSON extent is typed', () => {
    const extent = '{"type":"Polygon","coordinates":[]}'
    const uri = 'http://statistics.data.gov.uk/id/statistical-geography/K02000001'
    expect(read({ service_areas: [{ id: 'w', service_area: 'National', extent, uri }] }).serviceAreas).toEqual([
      { id: 'w', name: 'National', serviceArea: 'National', extent, extentType: 'geojson', uri },
    ])
  })

  it('reviews are kept in the extensions', () => {
    const reviews = [{ id: 'v', title: 'Warm', score: '5' }]
    expect(read({ reviews }).extensions).toEqual({ reviews })
  })
})

describe('issues of a 1.0 record', () => {
  it('name the place as the publisher does', () => {
    const { issues } = readingOf(
      {
        regular_schedules: [{ weekday: 'Monday' }, { opens_at: 'late' }],
        service_at_locations: [{ location: { physical_addresses: [{ postal_code: 'LU7 XNY' }] } }],
      },
      'ORUK-1.0',
    )
    expect(stated(issues)).toEqual([
      'BAD_TIME regular_schedules[1].opens_at',
      'BAD_POSTCODE service_at_locations[0].location.physical_addresses[0].postal_code',
    ])
  })
})

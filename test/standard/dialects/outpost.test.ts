import { describe, expect, it } from 'vitest'
import { readingOf, serviceOf, stated } from '../pages.ts'

describe('Outpost', () => {
  const location = {
    id: 7,
    name: null,
    address_1: '1 High St',
    city: 'Town',
    state_province: null,
    postal_code: 'HP22 4PE',
    country: 'GB',
    geometry: { type: 'Point', coordinates: [-0.738887, 51.863084] },
    mask_exact_address: null,
    accessibilities: [{ name: 'Car parking', slug: 'car-parking' }],
  }
  const read = (raw: Record<string, unknown>) => serviceOf(raw, 'Outpost')

  it('has its organisation, ages and change stated in the words of 3.x', () => {
    const service = read({
      organisation: { id: 4, name: 'Walks', url: 'https://walks.org.uk' },
      min_age: 18,
      max_age: null,
      updated_at: '2021-09-14T13:05:10.022Z',
    })
    expect(service).toMatchObject({
      organization: { id: '4', name: 'Walks', website: 'https://walks.org.uk' },
      minimumAge: 18,
      lastModified: '2021-09-14T13:05:10.022Z',
    })
    expect(service).not.toHaveProperty('maximumAge')
  })

  it('has its GeoJSON points and addresses as places', () => {
    expect(read({ locations: [location] }).serviceAtLocations).toEqual([
      {
        location: {
          id: '7',
          locationType: 'PHYSICAL',
          latitude: 51.863084,
          longitude: -0.738887,
          precision: 'POINT',
          addresses: [
            { address1: '1 High St', city: 'Town', postalCode: 'HP22 4PE', country: 'GB', addressType: 'PHYSICAL' },
          ],
          accessibility: [{ accessibility: 'Car parking', extensions: { slug: 'car-parking' } }],
        },
      },
    ])
  })

  it('keeps masked places masked', () => {
    const masked = {
      ...location,
      address_1: null,
      postal_code: 'HP7',
      mask_exact_address: true,
      geometry: { type: 'Point', coordinates: [-0.6, 51.67] },
    }
    expect(read({ locations: [masked] }).serviceAtLocations?.[0]?.location).toMatchObject({
      precision: 'OUTCODE',
      latitude: 51.67,
      longitude: -0.6,
    })
  })

  it('leaves a place at 0,0 unplaced, its issues in the words of the publisher', () => {
    const nowhere = { ...location, postal_code: 'LU7 XNY', geometry: { type: 'Point', coordinates: [0, 0] } }
    const { record, issues } = readingOf({ locations: [location, nowhere] }, 'Outpost')
    expect(record.serviceAtLocations?.[1]?.location).toMatchObject({
      precision: 'UNKNOWN',
      addresses: [{ postalCode: 'LU7 XNY' }],
    })
    expect(stated(issues)).toEqual([
      'COORDINATES_ZERO locations[1].geometry.coordinates[1]',
      'BAD_POSTCODE locations[1].postal_code',
    ])
  })

  it('has its taxonomies, suitabilities and needs as terms, each list a scheme', () => {
    const service = read({
      taxonomies: [{ id: 403, name: 'Staying active', slug: 'staying-active', parent_id: 3 }],
      suitabilities: [{ id: 2, name: 'Older people', slug: 'older-people' }],
      send_needs: [{ id: 1, name: 'Autism', slug: 'autism' }],
    })
    expect(service.attributes).toEqual([
      {
        linkType: 'taxonomies',
        taxonomyTerm: { id: '403', name: 'Staying active', parentIds: ['3'] },
        extensions: { taxonomy_term: { slug: 'staying-active' } },
      },
      {
        linkType: 'suitabilities',
        taxonomyTerm: { id: '2', name: 'Older people', taxonomy: { name: 'suitabilities' } },
        extensions: { taxonomy_term: { slug: 'older-people' } },
      },
      {
        linkType: 'send_needs',
        taxonomyTerm: { id: '1', name: 'Autism', taxonomy: { name: 'send_needs' } },
        extensions: { taxonomy_term: { slug: 'autism' } },
      },
    ])
  })

  it.each([
    [{ weekday: 'Monday', opens_at: '09:30', closes_at: '12:00' }],
    [{ freq: 'week', interval: 1, byday: 'MO', opens_at: '09:30', closes_at: '12:00' }],
  ])('has schedules in both forms: %j', (schedule) => {
    expect(read({ regular_schedules: [schedule] }).schedules).toMatchObject([
      { freq: 'WEEKLY', byday: 'MO', opensAt: '09:30', closesAt: '12:00' },
    ])
  })

  it('has costs with their kind, links, and a phone on the contact', () => {
    const service = read({
      cost_options: [{ id: 1, option: 'Adults', amount: '44.00', cost_type: 'per hour' }],
      links: [{ label: 'Facebook', url: 'https://facebook.com/walks' }],
      contacts: [{ id: 9, name: 'Jo', phone: '(01494) 355003', email: null }],
      free: null,
    })
    expect(service.costOptions).toEqual([{ id: '1', option: 'Adults', amount: 44, amountDescription: 'per hour' }])
    expect(service.additionalUrls).toEqual([{ label: 'Facebook', url: 'https://facebook.com/walks' }])
    expect(service.contacts).toMatchObject([{ id: '9', name: 'Jo', phones: [{ number: '(01494) 355003' }] }])
  })

  it('is free where it says so and names no cost', () => {
    expect(read({ free: true, cost_options: [] }).costOptions).toEqual([{ option: 'Free', amount: 0 }])
    expect(read({ free: false }).costOptions).toBeUndefined()
  })

  it('keeps the rest in the extensions', () => {
    const local_offer = { description: 'Help', survey_answers: [{ question: 'Q', answer: 'A' }] }
    expect(read({ local_offer, age_band_2: true, meta: [{ key: 'Vacancies', value: 'No' }] }).extensions).toEqual({
      local_offer,
      age_band_2: true,
      meta: [{ key: 'Vacancies', value: 'No' }],
    })
  })
})

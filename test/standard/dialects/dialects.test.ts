import { describe, expect, it } from 'vitest'
import { dialects, findDialect, isSameFamily } from '../../../src/standard/dialects.ts'
import { pageOf, serviceOf } from '../pages.ts'

const uuid = '2c6a4d1e-0000-4000-8000-00000000000'

describe('a page is recognised by its shape', () => {
  const named = { id: 'a', name: 'Lunch club' }
  const of3 = (item: object) => ({ total_items: 1, contents: [{ ...named, ...item }] })
  const of1 = (item: object) => ({ totalElements: 1, number: 1, content: [{ ...named, ...item }] })
  it.each([
    ['HSDS-UK-3.0', of3({ last_modified: '2025-01-01' }), false],
    ['HSDS-UK-3.0', { contents: [] }, false],
    ['HSDS-UK-3.0', [named], false],
    ['HSDS-3.0', of3({ eligibility_description: 'All' }), false],
    ['HSDS-3.1', of3({ additional_urls: [], phones: [] }), false],
    ['ORUK-1.0', of1({ deliverable_type: '' }), false],
    ['ORUK-1.0', { totalElements: 0, content: [] }, false],
    ['ORUK-1.0', { contents: [{ ...named, eligibilitys: [] }] }, false],
    ['ORUK-1.0', [{ ...named, attending_type: '' }], false],
    ['Placecube-1.0', of1({ pc_metadata: {} }), false],
    ['Placecube-1.0', [{ ...named, deliverable_type: '', pc_targetAudience: [] }], false],
    ['Placecube-3.0', of3({ pc_metadata: {}, organization_id: 'o' }), false],
    ['Outpost', of1({ organisation: {}, taxonomies: [] }), true],
    ['Porism-1.0', { totalElements: 1, number: 0, content: [named] }, false],
    ['Porism-1.0', of1({ assured_date: '13/05/2021 09:30:00' }), false],
    ['PCG-1.0', { totalelements: 1, totalpages: 1, content: [named] }, true],
    ['PCG-1.0', { totalelements: 0, totalpages: 0, content: [] }, true],
    ['Southampton-1.0', of1({ hide_address: false, eligible_for34_yo_funding: null }), true],
    ['LocalGov-Drupal', of1({ service_at_locations: [{ id: `${uuid}1-${uuid}2` }] }), false],
    ['Open-Sessions', { total_pages: 1, contents: [named], next_url: 'https://feed.test/?after=1' }, false],
  ])('as %s', (dialect, envelope, listIsDetail) => {
    expect(pageOf(envelope)).toMatchObject({ dialect, recognised: dialect, listIsDetail })
  })

  it('unless the context names one, whatever it claims itself', () => {
    const page = pageOf({ ...of3({}), version: 'HSDS-UK-3.0' }, { dialect: 'outpost' })
    expect(page).toMatchObject({ dialect: 'Outpost', recognised: 'HSDS-UK-3.0' })
    expect(pageOf(of3({}), { dialect: 'unheard of' }).dialect).toBe('HSDS-UK-3.0')
  })
})

describe('dialects', () => {
  it('have names of their own', () => {
    expect(new Set(dialects.map(({ name }) => name)).size).toBe(12)
  })

  it('belong to families whose pages may follow each other', () => {
    expect(isSameFamily('HSDS-UK-3.0', 'HSDS-3.0')).toBe(true)
    expect(isSameFamily('Placecube-1.0', 'ORUK-1.0')).toBe(true)
    expect(isSameFamily('ORUK-1.0', 'HSDS-UK-3.0')).toBe(false)
    expect(isSameFamily('ORUK-1.0', 'unheard of')).toBe(false)
    expect(findDialect('hsds-uk-3.0')?.name).toBe('HSDS-UK-3.0')
  })
})

describe('Southampton', () => {
  const read = (raw: Record<string, unknown>) => serviceOf(raw, 'Southampton-1.0')
  const location = {
    id: 'l',
    latitude: 50.9097,
    longitude: -1.4044,
    physical_addresses: [{ address1: '1 High St', postal_code: 'SO14 7LY' }],
    accessibilities: [{ name: 'Ramp' }],
  }

  it('spells its addresses and accessibility its own way', () => {
    const [place] =
      read({ service_at_locations: [{ id: null, location }], hide_address: false }).serviceAtLocations ?? []
    expect(place?.location).toMatchObject({
      precision: 'POINT',
      addresses: [{ address1: '1 High St', postalCode: 'SO14 7LY' }],
      accessibility: [{ accessibility: 'Ramp' }],
    })
  })

  it('hides addresses, which stay hidden', () => {
    const [place] = read({ service_at_locations: [{ location }], hide_address: true }).serviceAtLocations ?? []
    expect(place?.location?.precision).toBe('OUTCODE')
  })

  it('has notes, links, needs and areas in the fields of HSDS', () => {
    expect(
      read({
        referral_notes: 'Ask your school',
        schedule_description: 'Term time only',
        links: [{ label: 'Instagram', url: 'https://instagram.com/play' }],
        special_needs: [{ id: '3', name: 'Autism' }],
        service_areas: [{ id: 'a', name: 'Shirley' }],
        assured_date: '2023-05-02T00:00:00',
      }),
    ).toMatchObject({
      applicationProcess: 'Ask your school',
      schedules: [{ description: 'Term time only' }],
      additionalUrls: [{ label: 'Instagram' }],
      attributes: [
        { linkType: 'special_needs', taxonomyTerm: { name: 'Autism', taxonomy: { name: 'special_needs' } } },
      ],
      serviceAreas: [{ name: 'Shirley' }],
      assuredDate: '2023-05-02',
    })
  })
})

describe('the others', () => {
  it('Hull: ages and scores as text, organizations without id and name', () => {
    const service = serviceOf(
      {
        eligibilitys: [{ minimum_age: '5', maximum_age: '16', linkid: '1' }],
        organization: { id: '', name: null, services: null },
      },
      'PCG-1.0',
    )
    expect(service).toMatchObject({ minimumAge: 5, maximumAge: 16 })
    expect(service.organization).toBeUndefined()
  })

  it('Porism: British dates', () => {
    expect(serviceOf({ assured_date: '13/05/2021 09:30:00' }, 'Porism-1.0').assuredDate).toBe('2021-05-13')
  })

  it('LocalGov Drupal: a single member bare, an empty object as a list', () => {
    const service = serviceOf(
      {
        contacts: { id: 'c', name: 'Desk' },
        organization: [],
        service_taxonomys: { id: 't', taxonomy: { id: 'x', name: 'Advice' } },
      },
      'LocalGov-Drupal',
    )
    expect(service.contacts).toEqual([{ id: 'c', name: 'Desk' }])
    expect(service.attributes).toMatchObject([{ taxonomyTerm: { name: 'Advice' } }])
    expect(service).not.toHaveProperty('organization')
  })

  it('Open Sessions: wrapped items, deletions, the next address, a maximum age of 0', () => {
    const page = pageOf({
      next: 'https://feed.test/?afterTimestamp=9',
      items: [
        { state: 'updated', id: 'a', modified: 1_700_000_000_000, data: { id: 'a', name: 'Yoga', maximum_age: 0 } },
        { state: 'deleted', id: 'b', modified: 1_700_000_000_001 },
      ],
    })
    expect(page).toMatchObject({
      dialect: 'Open-Sessions',
      paging: { nextUrl: 'https://feed.test/?afterTimestamp=9' },
      items: [
        { originId: 'a', raw: { name: 'Yoga' }, modified: '2023-11-14T22:13:20.000Z' },
        { originId: 'b', deleted: true },
      ],
    })
    expect(serviceOf({ maximum_age: 0, minimum_age: 16 }, 'Open-Sessions')).not.toHaveProperty('maximumAge')
  })

  it('Placecube: audiences are terms, a path in a label is a hierarchy, the original stays', () => {
    const pc_targetAudience = [
      { id: '22538', audienceType: 'Low Income>Unemployed ' },
      { id: 'Carers', audienceType: 'Carers ' },
    ]
    const service = serviceOf({ pc_targetAudience }, 'Placecube-3.0')
    const taxonomy = { name: 'pc_targetAudience' }
    const link = { linkType: 'pc_targetAudience', linkEntity: 'service' }
    expect(service.attributes).toEqual([
      { ...link, taxonomyTerm: { name: 'Unemployed', taxonomy, parents: [{ name: 'Low Income', taxonomy }] } },
      { ...link, taxonomyTerm: { name: 'Carers', taxonomy } },
    ])
    expect(service.extensions).toEqual({ pc_targetAudience })
  })

  it('Placecube 3.0: a date-time without zone is London’s', () => {
    expect(serviceOf({ last_modified: '2025-09-02T12:06:15.654' }, 'Placecube-3.0').lastModified).toBe(
      '2025-09-02T11:06:15.654Z',
    )
  })
})

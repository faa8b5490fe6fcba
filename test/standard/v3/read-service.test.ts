import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dialects } from '../../../src/standard/dialects.ts'
import { readService } from '../../../src/standard/read-service.ts'
import type { RecordIssue } from '../../../src/model/issue.ts'
import { context, readingOf, serviceOf, stated } from '../pages.ts'

describe('a service of 3.x', () => {
  it('is read whole, the objects of HSDS 3.1 included', () => {
    const service = serviceOf(
      {
        alternate_name: 'K&N',
        status: 'Temporarily_Closed',
        minimum_age: 18,
        additional_urls: [{ id: 'u', label: 'Facebook', url: 'https://facebook.com/kn' }],
        capacities: [{ available: 3, maximum: 10, updated: '2026-01-01T00:00:00Z', unit: { name: 'places' } }],
        cost_options: [{ option: 'Adults', amount: '2.50', currency: 'gbp', valid_from: '2026-01-01' }],
        required_documents: [{ document: 'Proof of address' }],
        program: { id: 'g', name: 'Winter' },
        languages: [{ id: 'only an id' }, { name: 'Mandarin' }],
        phones: [{ number: '020 7946 0018', extension: 100 }],
        service_areas: [{ id: 'a', name: 'Town', extent: { type: 'Point' } }],
        metadata: [{ id: 'm', field_name: 'name', updated_by: 'Jo' }],
      },
      'HSDS-3.1',
    )
    expect(service).toEqual({
      id: 's1',
      name: 'Knit and natter',
      alternateName: 'K&N',
      status: 'TEMPORARILY_CLOSED',
      minimumAge: 18,
      additionalUrls: [{ id: 'u', label: 'Facebook', url: 'https://facebook.com/kn' }],
      capacities: [{ available: 3, maximum: 10, updated: '2026-01-01T00:00:00.000Z', unit: 'places' }],
      costOptions: [{ option: 'Adults', amount: 2.5, currency: 'GBP', validFrom: '2026-01-01' }],
      requiredDocuments: [{ document: 'Proof of address' }],
      program: { id: 'g', name: 'Winter' },
      languages: [{ code: 'cmn', name: 'Mandarin' }],
      phones: [{ number: '020 7946 0018', e164: '+442079460018', extension: '100' }],
      serviceAreas: [{ id: 'a', name: 'Town', extent: '{"type":"Point"}', extentType: 'geojson' }],
      metadata: [{ id: 'm', fieldName: 'name', updatedBy: 'Jo' }],
      extensions: { languages: [{ id: 'only an id' }] },
    })
  })

  it.each([
    [{ organization_id: 'o1' }, { id: 'o1' }],
    [{ organization: { id: 'o1', name: 'Wool' } }, { id: 'o1', name: 'Wool' }],
    [
      { organization_id: 'o1', organization: { name: 'Wool' } },
      { id: 'o1', name: 'Wool' },
    ],
    [{ organization_id: 'o1', organization: { id: '', name: null } }, { id: 'o1' }],
    [{ organization: { id: '', name: '' } }, undefined],
    [{}, undefined],
  ])('knows its organization by nesting or by id: %j', (raw, organization) => {
    expect(serviceOf(raw).organization).toEqual(organization)
  })

  it('gives the term of an attribute with its scheme, by nesting or by id', () => {
    const attributes = [
      {
        id: 'a',
        link_entity: 'service',
        taxonomy_term: {
          id: 't',
          code: '1804',
          name: 'Social activities',
          parent_id: 'p',
          taxonomy: 'esdServiceTypes',
          taxonomy_detail: { id: 'x', name: 'LGA services', uri: 'http://id.esd.org.uk/list/services' },
          term_uri: 'http://id.esd.org.uk/service/1804',
        },
      },
      { taxonomy_term_id: 't2' },
      { value: 'Yes', label: 'Parking' },
      { id: 'empty' },
      { taxonomy_term: { description: 'nameless' } },
    ]
    const { record, issues } = readingOf({ attributes })
    expect(record.attributes).toEqual([
      {
        id: 'a',
        linkEntity: 'service',
        taxonomyTerm: {
          id: 't',
          code: '1804',
          name: 'Social activities',
          parentIds: ['p'],
          termUri: 'http://id.esd.org.uk/service/1804',
          taxonomy: { id: 'x', name: 'esdServiceTypes', uri: 'http://id.esd.org.uk/list/services' },
        },
        extensions: { taxonomy_term: { taxonomy_detail: { name: 'LGA services' } } },
      },
      { taxonomyTerm: { id: 't2' } },
      { value: 'Yes', label: 'Parking' },
    ])
    expect(stated(issues)).toEqual(['TERM_BY_ID attributes[1]', 'TERM_UNNAMED attributes[4].taxonomy_term'])
  })

  it('without a name is set aside', () => {
    const reading = readService({ originId: 'x', raw: { id: 'x', name: ' ' } }, { ...context, dialect: 'HSDS-UK-3.0' })
    expect(reading).toMatchObject({ originId: 'x', issue: { code: 'MISSING_FIELD', path: 'name', severity: 'ERROR' } })
  })

  it('keeps what the standard does not know, as received, and drops what repeats a foreign key', () => {
    const location = { id: 'l', rooms: 3, locationId: 'l' }
    const service = serviceOf({
      pc_metadata: { assured_by: 'jo@town.uk' },
      rating: 0,
      note: '',
      tags: [],
      serviceId: 's1',
      organizationId: 'o1',
      organization: { id: 'o1', name: 'Wool', vat: 'GB1' },
      service_at_locations: [{ id: 'p', service_id: 's1', location_id: 'l', seats: 9, location }],
    })
    expect(service.extensions).toEqual({ pc_metadata: { assured_by: 'jo@town.uk' }, rating: 0 })
    expect(service.organization?.extensions).toEqual({ vat: 'GB1' })
    expect(service.serviceAtLocations?.[0]).toMatchObject({
      extensions: { seats: 9 },
      location: { extensions: { rooms: 3 } },
    })
  })

  it('loses a member of the wrong type, not itself', () => {
    const { record, issues } = readingOf({
      contacts: 'ask at the desk',
      schedules: ['daily', { opens_at: '09:00' }],
      languages: 7,
    })
    expect(record).toEqual({
      id: 's1',
      name: 'Knit and natter',
      schedules: [{ opensAt: '09:00' }],
      extensions: { contacts: 'ask at the desk', schedules: ['daily'], languages: 7 },
    })
    expect(stated(issues)).toEqual(['WRONG_TYPE schedules[0]', 'WRONG_TYPE languages', 'WRONG_TYPE contacts'])
  })

  it('lists at most a hundred issues and says that there are more', () => {
    const { issues } = readingOf({ schedules: Array.from({ length: 500 }, () => ({ opens_at: 'late' })) })
    expect(issues).toHaveLength(101)
    expect(issues.at(-1)?.code).toBe('MORE_ISSUES')
  })
})

describe('a description that speaks of other days or hours than its schedules', () => {
  it.each<[string, readonly string[]]>([
    ['We meet on Thursdays', ['DAYS_CONTRADICTED description']],
    ['We meet on Tuesdays and Thursdays', ['DAYS_CONTRADICTED description']],
    ['We meet on Tuesdays, 2pm to 4pm', ['HOURS_CONTRADICTED description']],
    ['We meet on Tuesdays, 10am to noon', []],
    ['Ring us on Thursdays', []],
  ])('%s', (description, reported) => {
    const schedules = [{ freq: 'WEEKLY', byday: 'TU', opens_at: '10:00', closes_at: '12:00' }]
    const { issues } = readingOf({ description, schedules })
    expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual(reported)
  })
})

describe('what a record holds beyond the standard', () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`x${at}`, 'a']))
  const leftOut = (issues: readonly RecordIssue[]) => issues.find(({ code }) => code === 'MEMBERS_LEFT_OUT')?.sample

  it.each([
    [999, 999, undefined],
    [1_000, 1_000, undefined],
    [300_000, 1_000, '299000'],
  ])('of %i members keeps %i', (published, kept, left) => {
    const { record, issues } = readingOf(many(published))
    expect(Object.keys(record.extensions ?? {})).toHaveLength(kept)
    expect(leftOut(issues)).toBe(left)
  })

  it('leaves out a member that alone is too large, and keeps those beside it', () => {
    const { record, issues } = readingOf({
      a: 'kept',
      b: many(300_000),
      c: Array.from({ length: 300_000 }, () => 1),
      d: 'kept',
    })
    expect(record.extensions).toEqual({ a: 'kept', d: 'kept' })
    expect(leftOut(issues)).toBe('2')
  })

  it('is bounded for all objects of the record together', () => {
    const { record, issues } = readingOf({
      contacts: Array.from({ length: 100 }, () => ({ name: 'Desk', ...many(1_000) })),
    })
    const kept = (record.contacts ?? []).reduce((sum, { extensions = {} }) => sum + Object.keys(extensions).length, 0)
    expect(kept).toBe(20_000)
    expect(leftOut(issues)).toBe('80000')
  })

  it('is bounded in members of the wrong type', () => {
    const { record, issues } = readingOf({ schedules: Array.from({ length: 100_000 }, () => 'daily') })
    expect(record.extensions).toEqual({ schedules: Array.from({ length: 1_000 }, () => 'daily') })
    expect(issues.at(-1)?.code).toBe('MORE_ISSUES')
  })
})

describe('how exactly a place is known', () => {
  const half = { postal_code: 'HP7' }
  const whole = { postal_code: 'HP15 7PY' }
  it.each([
    [{ latitude: 51.671234, longitude: -0.61234 }, 'POINT'],
    [{ latitude: 51.671234, longitude: -0.61234, addresses: [half] }, 'POINT'],
    [{ latitude: 51.67, longitude: -0.6, addresses: [whole] }, 'POINT'],
    [{ latitude: 51.67, longitude: -0.6, addresses: [half] }, 'OUTCODE'],
    [{ addresses: [half] }, 'OUTCODE'],
    [{ addresses: [whole] }, 'POSTCODE'],
    [{ latitude: 0, longitude: 0, addresses: [{ postal_code: 'LU7 XNY' }] }, 'UNKNOWN'],
    [{ name: 'Hall' }, 'UNKNOWN'],
  ])('%j: %s', (location, precision) => {
    expect(serviceOf({ service_at_locations: [{ location }] }).serviceAtLocations?.[0]?.location?.precision).toBe(
      precision,
    )
  })
})

describe('any JSON object whatever', () => {
  const names = [
    ...[
      'name',
      'description',
      'url',
      'status',
      'minimum_age',
      'schedules',
      'service_at_locations',
      'location',
      'addresses',
    ],
    ...[
      'contacts',
      'phones',
      'number',
      'languages',
      'attributes',
      'taxonomy_term',
      'organization',
      'regular_schedules',
    ],
    ...['eligibilitys', 'locations', 'geometry', 'coordinates', 'links', 'pc_targetAudience', 'link_taxonomy', 'byday'],
    ...[
      'opens_at',
      'service_taxonomys',
      'holiday_schedules',
      'suitabilities',
      'weekday',
      'freq',
      'postal_code',
      'toString',
      'valueOf',
      'toJSON',
      'length',
      'link_id',
      'bymonthday',
      'interval',
      'id',
    ],
  ]
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constantFrom(null, '', '-1', '10:00Z', 'Monday', '<p>x</p>')),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names), tie('node'), { maxKeys: 6 }),
    ),
  }))

  it.each(dialects.map(({ name }) => name))('is read without a throw in %s', (dialect) => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), node, { maxKeys: 12 }), (raw) => {
        const quirks = ['ages-in-months', 'audience-as-terms', 'hierarchy-in-labels', 'unheard-of']
        const frozen = JSON.stringify(raw)
        const reading = readService({ originId: 'x', raw }, { ...context, dialect, quirks })
        expect('record' in reading || 'issue' in reading).toBe(true)
        expect(JSON.stringify(raw)).toBe(frozen)
      }),
      { numRuns: 60 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { readingOf, stated } from './pages.ts'

describe('the path of an issue is in the words of the publisher', () => {
  it.each([
    ['Outpost', { min_age: 'five' }, 'min_age'],
    ['Outpost', { max_age: 'ten' }, 'max_age'],
    ['Outpost', { organisation: { id: 2, name: 'Juniors', url: 'no address' } }, 'organisation.url'],
    ['Outpost', { locations: [{ id: 3, postal_code: 'nowhere' }] }, 'locations[0].postal_code'],
    ['Outpost', { links: [{ label: 'Us', url: 'no address' }] }, 'links[0].url'],
    ['Outpost', { contacts: [{ name: 'Office', phone: 'n/a' }] }, 'contacts[0].phone'],
    ['Outpost', { regular_schedules: [{ weekday: 'someday' }] }, 'regular_schedules[0].weekday'],
    ['Outpost', { suitabilities: [{ id: 1, name: '<b>All</b>' }] }, 'suitabilities[0].name'],
    ['ORUK-1.0', { eligibilitys: [{ minimum_age: 'five' }] }, 'eligibilitys[0].minimum_age'],
    ['ORUK-1.0', { eligibilitys: [{ maximum_age: 8 }, { maximum_age: 'adults' }] }, 'eligibilitys[1].maximum_age'],
    ['ORUK-1.0', { organization: { id: 2, url: 'no address' } }, 'organization.url'],
    ['ORUK-1.0', { organization: { id: 2, website: 'no address', url: null } }, 'organization.website'],
    ['ORUK-1.0', { holiday_schedules: [{ start_date: 'Easter', closed: true }] }, 'holiday_schedules[0].start_date'],
    ['ORUK-1.0', { deliverable_type: '<b>Advice</b>' }, 'deliverable_type'],
    [
      'ORUK-1.0',
      { service_taxonomys: [{ id: 1, taxonomy: { id: 2, name: '<b>Advice</b>' } }] },
      'service_taxonomys[0].taxonomy.name',
    ],
    [
      'ORUK-1.0',
      { eligibilitys: [{ taxonomys: [{ id: 1, name: '<b>Adults</b>' }] }] },
      'eligibilitys[0].taxonomys[0].name',
    ],
    [
      'ORUK-1.0',
      { service_at_locations: [{ location: { physical_addresses: [{ postal_code: 'nowhere' }] } }] },
      'service_at_locations[0].location.physical_addresses[0].postal_code',
    ],
    ['Southampton-1.0', { schedule_description: '<b>Mondays</b>' }, 'schedule_description'],
    ['Southampton-1.0', { referral_notes: '<b>Ask</b>' }, 'referral_notes'],
  ])('%s %j: %s', (dialect, raw, path) => {
    const paths = stated(readingOf(raw, dialect).issues).map((line) => line.replace(/^\S+ /, ''))
    expect(paths).toEqual([path])
  })
})

import type { Location } from '../../src/model/location.ts'
import type { Service } from '../../src/model/service.ts'
import type { QualityContext } from '../../src/quality/quality.ts'

/** The day on which all of these records are scored. */
export const now = new Date('2026-07-01T12:00:00Z')

/** What is known besides the record: nothing in its favour, nothing against it, but for what the test gives. */
export function context(stated: Partial<QualityContext> = {}): QualityContext {
  return { now, hasMappedTerm: false, hasResolvedArea: false, readingIssues: [], ...stated }
}

/** A service with a name, and what the test gives. */
export function service(stated: Partial<Service> = {}): Service {
  return { id: '1', name: 'Evening Repair Table', ...stated }
}

/** A place one can go to, at a point in Bristol. */
export function place(stated: Partial<Location> = {}): Location {
  return { locationType: 'PHYSICAL', precision: 'POINT', latitude: 51.45, longitude: -2.59, ...stated }
}

/** A service that fills every field the score asks for. */
export const complete: Service = service({
  description: 'Bring what is broken and mend it with someone who knows how.',
  url: 'https://repairtable.org.uk/',
  email: 'hello@repairtable.org.uk',
  assuredDate: '2026-06-01',
  minimumAge: 16,
  fees: 'Free',
  serviceAreas: [{ name: 'Bristol' }],
  schedules: [{ freq: 'WEEKLY', byday: 'TU', opensAt: '18:00', closesAt: '20:00', attendingTypes: ['IN_PERSON'] }],
  contacts: [{ name: 'The table' }],
  attributes: [{ taxonomyTerm: { id: 'x', name: 'Repairs' } }],
  languages: [{ code: 'en', name: 'English' }],
  organization: {
    name: 'Repair Table',
    organizationIdentifiers: [{ identifierScheme: 'GB-CHC', identifier: '1234567' }],
  },
  serviceAtLocations: [
    { location: place({ accessibility: [{ accessibility: 'Ramp' }], addresses: [{ postalCode: 'BS1 1JT' }] }) },
  ],
})

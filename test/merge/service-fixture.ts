import type { Location } from '../../src/model/location.ts'
import type { Service } from '../../src/model/service.ts'
import { createMatchRecord } from '../../src/merge/create-match-record.ts'
import type { MatchFeed, MatchRecord } from '../../src/merge/match-record.ts'

/** Two invented publishers, for records that need one. */
export const westmere: MatchFeed = {
  slug: 'westmere',
  areaNames: ['Westmere'],
  ownHosts: ['directory.westmere.example'],
}
export const eastholt: MatchFeed = { slug: 'eastholt', areaNames: ['East Holt'], ownHosts: [] }

/** A service with what the test gives; id and name are made up where it does not. */
export function service(stated: Partial<Service> = {}): Service {
  return { id: '1', name: 'Thimble Street Repair Evening', ...stated }
}

/** The match record of such a service in a feed. */
export function record(feed: MatchFeed, stated: Partial<Service> = {}): MatchRecord {
  return createMatchRecord(feed, service(stated))
}

/** One physical place with this address, as a service states it. */
export function placedAt(
  address1: string,
  postalCode: string,
  stated: Partial<Location> = {},
): Pick<Service, 'serviceAtLocations'> {
  const location: Location = {
    locationType: 'PHYSICAL',
    precision: stated.latitude === undefined ? 'POSTCODE' : 'POINT',
    addresses: [{ address1, postalCode }],
    ...stated,
  }
  return { serviceAtLocations: [{ location }] }
}

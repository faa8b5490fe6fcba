import type { StoredLocation, StoredOrganization, StoredService } from '../../model/stored-records.ts'
import type { Provenance } from '../../model/record.ts'
import type { RequestContext } from '../context.ts'
import type { CurrentRecords } from './current-records.ts'
import { findPlaceOfService, type PlaceOfService } from '../location/place-of-service.ts'

/** Any record of a feed, as its resolvers get it. */
export type FeedRecordValue = StoredService | StoredOrganization | StoredLocation | PlaceOfService

/**
 * What `read` takes from the service in full: at once where it is held, else after its feed was asked. Where it could not
 * be had, from what is held.
 */
export function fromFullService<T>(
  service: StoredService,
  { loaders }: RequestContext,
  read: (full: StoredService) => T,
): T | Promise<T> {
  if (service.provenance.detail === 'FULL') return read(service)
  return loaders.current.services.load(service.provenance).then((full) => read(full ?? service))
}

/** As `fromFullService`, for an organization. */
export function fromFullOrganization<T>(
  organization: StoredOrganization,
  { loaders }: RequestContext,
  read: (full: StoredOrganization['organization']) => T,
): T | Promise<T> {
  if (organization.provenance.detail === 'FULL') return read(organization.organization)
  return loaders.current.organizations
    .load(organization.provenance)
    .then((full) => read((full ?? organization).organization))
}

/** As `fromFullService`, for a location. */
export function fromFullLocation<T>(
  location: StoredLocation,
  { loaders }: RequestContext,
  read: (full: StoredLocation['location']) => T,
): T | Promise<T> {
  if (location.provenance.detail === 'FULL') return read(location.location)
  return loaders.current.locations.load(location.provenance).then((full) => read((full ?? location).location))
}

/** As `fromFullService`, for a service at a location. */
export function fromFullPlace<T>(
  value: PlaceOfService,
  context: RequestContext,
  read: (full: PlaceOfService['place']) => T,
): T | Promise<T> {
  if (value.provenance.detail === 'FULL') return read(value.place)
  const { originId } = value.provenance
  return fromFullService(value.owner, context, (full) => read((findPlaceOfService(full, originId) ?? value).place))
}

/** The record's provenance as this answer shows it: that of the full record where another field of it had its feed asked. */
export function shownProvenance(record: FeedRecordValue, context: RequestContext): Provenance | Promise<Provenance> {
  // A feed confirms its records without any change of the data.
  context.passing.note()
  if (record.provenance.detail === 'FULL') return record.provenance
  return provenanceAfterDetails(record, context)
}

async function provenanceAfterDetails(record: FeedRecordValue, { loaders }: RequestContext): Promise<Provenance> {
  // The fields beside this one are resolved in the same pass: only after it is known whether one of them asks the feed.
  await Promise.resolve()
  const full = await findAsked(record, loaders.current)
  const { type, originId } = record.provenance
  return full === undefined ? record.provenance : { ...full.provenance, type, originId }
}

function findAsked(
  record: FeedRecordValue,
  { services, organizations, locations }: CurrentRecords,
): Promise<FeedRecordValue | undefined> | undefined {
  if ('owner' in record) return services.asked(record.owner.provenance)
  if ('service' in record) return services.asked(record.provenance)
  if ('organization' in record) return organizations.asked(record.provenance)
  return locations.asked(record.provenance)
}

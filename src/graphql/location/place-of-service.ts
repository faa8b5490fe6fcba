import type { StoredService, StoredServiceAtLocation } from '../../model/stored-records.ts'
import type { Schedule } from '../../model/schedule.ts'
import type { Provenance } from '../../model/record.ts'

/** A service at one of its places (HSDS `service_at_location`), together with the service that names it. */
export interface PlaceOfService {
  /** The service's own, under the id of this record. */
  readonly provenance: Provenance
  readonly owner: StoredService
  readonly place: StoredServiceAtLocation
}

/** The places of a service in the order published; empty where none are provided. */
export function placesOfService(owner: StoredService): readonly PlaceOfService[] {
  return (owner.service.serviceAtLocations ?? []).map((place) => createPlaceOfService(owner, place))
}

/** The place of a service by its own id; undefined where the service no longer names it. */
export function findPlaceOfService(owner: StoredService, originId: string): PlaceOfService | undefined {
  const place = owner.service.serviceAtLocations?.find((candidate) => candidate.originId === originId)
  return place && createPlaceOfService(owner, place)
}

/** A service at the place published at that position; undefined where there is none. */
export function placeOfServiceAt(owner: StoredService, position: number): PlaceOfService | undefined {
  const place = owner.service.serviceAtLocations?.[position]
  return place && createPlaceOfService(owner, place)
}

/** The schedules of the service at one of its places: those of the place, then those of the service that name it by its id or its location's. */
export function schedulesAt(owner: StoredService, originId: string): readonly Schedule[] {
  const place = findPlaceOfService(owner, originId)?.place
  if (place === undefined) return []
  const naming = (owner.service.schedules ?? []).filter(({ serviceAtLocationId, locationId }) =>
    serviceAtLocationId === undefined
      ? locationId !== undefined && locationId === place.locationId
      : serviceAtLocationId === place.id,
  )
  return [...(place.schedules ?? []), ...naming]
}

function createPlaceOfService(owner: StoredService, place: StoredServiceAtLocation): PlaceOfService {
  const provenance: Provenance = { ...owner.provenance, type: 'serviceAtLocation', originId: place.originId }
  return { provenance, owner, place }
}

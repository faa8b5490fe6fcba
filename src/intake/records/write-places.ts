import type { Location } from '../../model/location.ts'
import type { Service } from '../../model/service.ts'
import { isSite } from '../../geography/place-location.ts'
import type { ServicePlacement } from '../../geography/place-service.ts'
import type { WrittenPlace } from './write-indexes.ts'
import type { RecordSource } from './record-source.ts'
import { writeLocation } from './write-locations.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { present } from '../../model/present.ts'

/** Writes the places of a service, in its own order, each with its row's number and what other services of the feed say of it. */
export function writePlaces(store: WriterStore, service: Service, source: RecordSource): WrittenPlace[] {
  const taken = new Set<string>()
  return (service.serviceAtLocations ?? []).map(({ location, ...at }, place) => {
    const originId = at.id === undefined || isTaken(store, at.id, taken, source) ? `${source.originId}/${place}` : at.id
    taken.add(originId)
    const written = location === undefined ? undefined : writeLocation(store, location, place, source)
    return {
      at: { ...at, originId, ...present({ locationId: written?.originId }) },
      originId,
      lid: written?.lid,
      hash: written?.hash,
      location: written?.whole,
      contradicted: written?.contradicted ?? [],
      ...mappedPoint(written?.whole),
    }
  })
}

/** A place that is known by its postcode alone is where the directory has that. */
export function withPostcodePoints(
  places: readonly WrittenPlace[],
  { locations }: ServicePlacement,
): readonly WrittenPlace[] {
  const points = new Map(locations.map(({ serviceAtLocation, point }) => [serviceAtLocation, point]))
  return places.map((place, at) => ({ ...place, ...points.get(at) }))
}

/** Where a place may be measured from: a masked one only seems to be at its rounded point (docs/dialects.md L10), and nobody is at a PO box. */
function mappedPoint(location: Location | undefined): Pick<WrittenPlace, 'latitude' | 'longitude'> {
  const isExact = location !== undefined && location.precision !== 'OUTCODE' && isSite(location)
  return { latitude: isExact ? location.latitude : undefined, longitude: isExact ? location.longitude : undefined }
}

/** Child ids are not unique inside a feed (docs/dialects.md 4.4): the first service to use one keeps it. */
function isTaken(store: WriterStore, id: string, taken: ReadonlySet<string>, source: RecordSource): boolean {
  if (taken.has(id)) return true
  return (
    store.get(
      'SELECT 1 FROM service_location WHERE fid = ? AND origin_id = ? AND sid <> ? LIMIT 1',
      source.fid,
      id,
      source.sid,
    ) !== undefined
  )
}

import { type JsonObject, objectsOf, stated, textOf } from './json-object.ts'
import { provenanceOf } from './provenance.ts'
import { standardObject, withRequired } from './standard-object.ts'

/** HSDS `location` from a GraphQL `Location`: coordinates only where the publisher gave them, and whose record it is where that is selected. */
export function republishLocation(location: JsonObject): JsonObject {
  const { latitude, longitude, precision, locationType, addresses, ...others } = location
  // Those of a postcode are this gateway's, from a directory that others have too.
  const point = precision === 'POSTCODE' ? {} : { latitude, longitude }
  const listed = objectsOf(addresses).some((address) => 'country' in address) ? { addresses } : {}
  const object = standardObject({ ...others, ...point, ...listed }, 'location')
  const typed = stated({ ...object, location_type: textOf(locationType)?.toLowerCase() })
  const isSomewhere = objectsOf(addresses).length > 0 || typeof latitude === 'number'
  return withProvenance(
    withRequired(typed, 'location', ['location_type'], isSomewhere ? 'physical' : 'virtual'),
    location,
    'location',
  )
}

/** The object with attributes that say whose record it is, where the source says so. */
export function withProvenance(object: JsonObject, source: JsonObject, kind: string): JsonObject {
  const said = provenanceOf(source, { kind, id: String(object['id']) })
  if (said.attributes.length === 0) return object
  return {
    ...object,
    attributes: [...objectsOf(object['attributes']), ...said.attributes],
    metadata: [...objectsOf(object['metadata']), ...said.metadata],
  }
}

import { toBoolean } from '../fields/boolean.ts'
import { isRawObject, publishedNames, statedAs, without } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { upgradeLocation } from '../v1/upgrade-location.ts'
import { masked } from '../v3/read-location.ts'

const POINT_NAMES = { latitude: 'geometry.coordinates[1]', longitude: 'geometry.coordinates[0]' }
const ADDRESS = ['address_1', 'city', 'state_province', 'postal_code', 'country']

/** A location of Outpost: the address on it becomes one of its own, its GeoJSON point coordinates, its mask a mark. */
export function upgradeOutpostLocation(stated: RawObject): RawObject {
  const { geometry, ...rest } = stated
  const address = Object.fromEntries(ADDRESS.map((name) => [name, stated[name]]))
  return {
    ...upgradeLocation({ ...without(rest, ADDRESS), ...withPoint(geometry) }),
    // The address and the location are one object here.
    addresses: [{ ...address, address_type: 'physical', [statedAs]: '' }],
    [statedAs]: '',
    ...(toBoolean(stated['mask_exact_address']) === true ? { [masked]: true } : {}),
  }
}

// GeoJSON has the longitude first. A geometry that is no point stays what it is.
function withPoint(geometry: unknown): RawObject {
  const { type: _, coordinates, ...others } = isRawObject(geometry) ? geometry : {}
  if (!Array.isArray(coordinates) || coordinates.length !== 2) return { geometry }
  const [longitude, latitude]: readonly unknown[] = coordinates
  return { latitude, longitude, geometry: others, [publishedNames]: POINT_NAMES }
}

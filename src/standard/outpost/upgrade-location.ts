import { toBoolean } from '../fields/boolean.ts'
import { isRawObject, publishedNames, toldAs } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { upgradeLocation } from '../v1/upgrade-location.ts'
import { masked } from '../v3/read-location.ts'

const POINT_NAMES = { latitude: 'geometry.coordinates[1]', longitude: 'geometry.coordinates[0]' }
const ADDRESS = ['address_1', 'city', 'state_province', 'postal_code', 'country']

/** A location of Outpost: the address on it becomes one of its own, its GeoJSON point coordinates, its mask a mark. */
export function upgradeOutpostLocation(told: RawObject): RawObject {
  const { geometry, mask_exact_address: mask, ...rest } = told
  const location: Record<string, unknown> = { ...rest }
  const address: Record<string, unknown> = {}
  for (const name of ADDRESS) {
    address[name] = told[name]
    delete location[name]
  }
  return {
    ...upgradeLocation({ ...location, ...pointOf(geometry) }),
    // The address and the location are one object here.
    addresses: [{ ...address, address_type: 'physical', [toldAs]: '' }],
    [toldAs]: '',
    ...(toBoolean(mask) === true ? { [masked]: true } : {}),
  }
}

// GeoJSON has the longitude first.
function pointOf(geometry: unknown): RawObject {
  const coordinates: unknown = isRawObject(geometry) ? geometry['coordinates'] : undefined
  if (!Array.isArray(coordinates)) return {}
  const [longitude, latitude]: readonly unknown[] = coordinates
  return { latitude, longitude, [publishedNames]: POINT_NAMES }
}

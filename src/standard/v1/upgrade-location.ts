import { isUntold } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { moved } from './moved.ts'

/** A location of 1.0: its addresses and accessibility under their names of 3.x, its type the one it must have. */
export function upgradeLocation(told: RawObject): RawObject {
  const { physical_addresses: _, accessibility_for_disabilities: __, accessibilities: ___, ...location } = told
  return {
    ...location,
    location_type: isUntold(told['location_type']) ? 'physical' : told['location_type'],
    addresses: [...moved(told, 'addresses'), ...moved(told, 'physical_addresses', upgradeAddress)],
    accessibility: ['accessibility', 'accessibility_for_disabilities', 'accessibilities'].flatMap((name) =>
      moved(told, name, upgradeAccessibility),
    ),
  }
}

function upgradeAddress(told: RawObject): RawObject {
  return {
    ...told,
    address_1: isUntold(told['address_1']) ? told['address1'] : told['address_1'],
    address_type: isUntold(told['address_type']) ? 'physical' : told['address_type'],
  }
}

// Outpost and Southampton name theirs in `name`.
function upgradeAccessibility(told: RawObject): RawObject {
  return { ...told, accessibility: isUntold(told['accessibility']) ? told['name'] : told['accessibility'] }
}

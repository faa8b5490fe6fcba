import { isUntold } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { moved } from './moved.ts'
import { renamed } from './renamed.ts'

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
  const address = renamed(told, { address1: 'address_1' })
  return { ...address, address_type: isUntold(told['address_type']) ? 'physical' : told['address_type'] }
}

// Outpost and Southampton name theirs in `name`.
function upgradeAccessibility(told: RawObject): RawObject {
  return renamed(told, { name: 'accessibility' })
}

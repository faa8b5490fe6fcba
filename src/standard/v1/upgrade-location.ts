import { isUnstated } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { moved } from './moved.ts'
import { renamed } from './renamed.ts'

/** A location of 1.0: its addresses and accessibility under their names of 3.x, its type the one it must have. */
export function upgradeLocation(stated: RawObject): RawObject {
  const { physical_addresses: _, accessibility_for_disabilities: __, accessibilities: ___, ...location } = stated
  return {
    ...location,
    location_type: isUnstated(stated['location_type']) ? 'physical' : stated['location_type'],
    addresses: [...moved(stated, 'addresses'), ...moved(stated, 'physical_addresses', upgradeAddress)],
    accessibility: ['accessibility', 'accessibility_for_disabilities', 'accessibilities'].flatMap((name) =>
      moved(stated, name, upgradeAccessibility),
    ),
  }
}

function upgradeAddress(stated: RawObject): RawObject {
  const address = renamed(stated, { address1: 'address_1' })
  return { ...address, address_type: isUnstated(stated['address_type']) ? 'physical' : stated['address_type'] }
}

// Outpost and Southampton name theirs in `name`.
function upgradeAccessibility(stated: RawObject): RawObject {
  return renamed(stated, { name: 'accessibility' })
}

import type { StoredService } from '../../model/stored-records.ts'
import type { StoredPlacement } from '../../geography/place-service.ts'
import type { RequestContext } from '../context.ts'

/** A record that has gone while the request was under way belongs nowhere. */
const NOWHERE: StoredPlacement = {
  placements: [],
  rows: [],
  deliveryClass: 'UNPLACED',
  deliveryEvidence: { hasSite: false, hasDeclaredArea: false, isNational: false, isVirtual: false },
  serviceAreas: [],
  locations: [],
}

/**
 * What `read` takes from where the service was placed, and from its full record: at once where both are held, else after its
 * feed was asked for the detail, since a list has neither areas nor places.
 */
export function fromPlacement<T>(
  stored: StoredService,
  { loaders }: RequestContext,
  read: (placement: StoredPlacement, owner: StoredService) => T,
): T | Promise<T> {
  const placements = loaders.placements
  const readOf = (owner: StoredService): T | Promise<T> => {
    const placement = placements.load(owner.provenance)
    return placement instanceof Promise
      ? placement.then((found) => read(found ?? NOWHERE, owner))
      : read(placement ?? NOWHERE, owner)
  }
  if (stored.provenance.detail === 'FULL') return readOf(stored)
  return loaders.current.services.load(stored.provenance).then((full) => {
    // Nobody reads the placement of a list item before its detail was asked for, so none is held that is older.
    return readOf(full ?? stored)
  })
}

import type { Dialect, PageShape } from '../dialect.ts'
import { rawObjects } from '../raw-object.ts'
import { isOf1 } from '../v1/oruk.ts'
import { upgradeService } from '../v1/upgrade-service.ts'

// The module makes the id of a link out of the ids of the two records that it links.
const PAIR_OF_UUIDS = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The 1.0 of the LocalGov Drupal module: a single member stands bare instead of in a list, an empty object is a list. */
export const localGovDrupal: Dialect = {
  name: 'LocalGov-Drupal',
  family: '1.0',
  quirks: [],
  isShapeOf: (page) => isOf1(page) && page.items.some(hasPairedIds),
  upgrade: upgradeService,
}

function hasPairedIds(item: PageShape['items'][number]): boolean {
  return ['service_at_locations', 'service_taxonomys'].some((name) =>
    rawObjects(item[name]).some((link) => typeof link['id'] === 'string' && PAIR_OF_UUIDS.test(link['id'])),
  )
}

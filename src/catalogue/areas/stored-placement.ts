import type { DeliveryClass } from '../../geography/delivery-class.ts'
import type { ServicePlacement } from '../../geography/place-service.ts'
import { unpack } from '../../store/packed.ts'
import { uidOf } from '../records/get-records.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { bytesOf, textOf } from '../../store/row.ts'
import type { RecordRef } from '../service-query.ts'

/** Where a record was placed and why, as kept beside it. */
export type StoredPlacement = Omit<ServicePlacement, 'issues'>

/** The column `service.delivery` is a position in this list. */
export const DELIVERY_CLASSES: readonly DeliveryClass[] = [
  'UNPLACED',
  'SITE',
  'SITE_AND_AREA',
  'AREA_ONLY',
  'NATIONAL',
  'VIRTUAL',
]

/** The column `service.available`, the basis that AVAILABLE rests on, is a position in this list. */
export const AVAILABLE_BY: readonly StoredPlacement['availableBy'][] = [undefined, 'PUBLISHER', 'LOCATED', 'SERVES']

/** In the order asked; undefined where no such service is held. */
export function getPlacements(
  store: ReaderStore,
  refs: readonly RecordRef[],
): readonly (StoredPlacement | undefined)[] {
  const rows = store.all(
    'SELECT s.uid, p.body FROM service s JOIN service_placement p USING (sid) WHERE s.uid IN (SELECT value FROM json_each(?))',
    JSON.stringify(refs.map(uidOf)),
  )
  const byUid = new Map(rows.map((row) => [textOf(row, 'uid'), unpack<StoredPlacement>(bytesOf(row, 'body'))]))
  return refs.map((ref) => byUid.get(uidOf(ref)))
}

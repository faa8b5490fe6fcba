import { unpack } from '../../store/packed.ts'
import { uidOf } from '../../model/record-uid.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { bytesOf, textOf } from '../../store/row.ts'
import type { RecordRef } from '../../model/record.ts'
import type { StoredPlacement } from '../../geography/place-service.ts'

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

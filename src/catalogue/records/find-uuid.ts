import { recordUuid, uuidHead } from '../../model/record-uuid.ts'
import { refOf } from '../../model/record-uid.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { maybeTextOf, textOf } from '../../store/row.ts'
import type { RecordReader } from '../catalogue-reader.ts'

/** The service, service-at-location or organization of that UUID; undefined where none is held. */
export function findUuid(store: ReaderStore, text: string): ReturnType<RecordReader['findUuid']> {
  const head = uuidHead(text)
  if (head === undefined) return undefined
  const uuid = text.toLowerCase()
  const rows = store.all(
    'SELECT s.uid, l.origin_id FROM service s LEFT JOIN service_location l USING (sid) WHERE s.uuid_head = ?',
    head,
  )
  for (const row of rows) {
    const service = refOf(textOf(row, 'uid'))
    if (recordUuid('service', service) === uuid) return { type: 'service', ref: service }
    const originId = maybeTextOf(row, 'origin_id')
    const place = originId === undefined ? undefined : { feed: service.feed, originId }
    if (place !== undefined && recordUuid('serviceAtLocation', place, service) === uuid)
      return { type: 'serviceAtLocation', ref: place }
  }
  const organizations = store.all('SELECT uid FROM organization WHERE uuid_head = ?', head)
  const ref = organizations
    .map((row) => refOf(textOf(row, 'uid')))
    .find((each) => recordUuid('organization', each) === uuid)
  return ref && { type: 'organization', ref }
}

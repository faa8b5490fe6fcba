import type { Location } from '../model/location.ts'
import type { Organization } from '../model/organization.ts'
import type { Service } from '../model/service.ts'
import { unpack } from './packed.ts'
import type { ReaderStore } from './reader-store.ts'
import { bytesOf, maybeBytesOf, numberOf, textOf, type Row } from './row.ts'
import type { ServiceBody } from '../model/stored-records.ts'
import { refOf } from '../model/record-uid.ts'

/** A service with its organization and places nested again, as judging it needs it; its terms are stated by URI alone. */
export interface WholeService {
  readonly sid: number
  readonly uid: string
  /** Slug. */
  readonly feed: string
  readonly originId: string
  /** Score of its quality, 0 to 100. */
  readonly quality: number
  readonly service: Service
}

/** The services of these uids, in no order; those not held are left out. */
export function readWholeServices(store: Pick<ReaderStore, 'all'>, uids: readonly string[]): readonly WholeService[] {
  const named = JSON.stringify(uids)
  const rows = store.all(
    `SELECT s.sid, s.uid, s.quality, b.body, o.body AS organization FROM service s JOIN service_body b USING (sid)
       LEFT JOIN organization o ON o.oid = s.oid WHERE s.uid IN (SELECT value FROM json_each(?))`,
    named,
  )
  const places = store.all(
    `SELECT l.sid, l.place, p.body FROM service s JOIN service_location l USING (sid) JOIN location p ON p.lid = l.lid
      WHERE s.uid IN (SELECT value FROM json_each(?))`,
    named,
  )
  const placeAt = new Map(
    places.map((row) => [
      placeKey(numberOf(row, 'sid'), numberOf(row, 'place')),
      unpack<Location>(bytesOf(row, 'body')),
    ]),
  )
  return rows.map((row) => wholeOf(row, placeAt))
}

function wholeOf(row: Row, placeAt: ReadonlyMap<string, Location>): WholeService {
  const [uid, sid] = [textOf(row, 'uid'), numberOf(row, 'sid')]
  const { organizationId: _, serviceAtLocations = [], ...body } = unpack<ServiceBody>(bytesOf(row, 'body'))
  const organization = maybeBytesOf(row, 'organization')
  const ref = refOf(uid)
  return {
    sid,
    uid,
    ...ref,
    quality: numberOf(row, 'quality'),
    service: {
      ...body,
      id: ref.originId,
      ...(organization === undefined ? {} : { organization: unpack<Organization>(organization) }),
      ...(serviceAtLocations.length === 0
        ? {}
        : {
            serviceAtLocations: serviceAtLocations.map(({ originId: _at, locationId: __, ...at }, place) => {
              const location = placeAt.get(placeKey(sid, place))
              return location === undefined ? at : { ...at, location }
            }),
          }),
    },
  }
}

function placeKey(sid: number, place: number): string {
  return `${sid} ${place}`
}

import type { WriterStore } from '../../store/writer-store.ts'
import type { ChangedType, ChangeKind } from '../../model/change.ts'

const KEPT_DAYS = 90
const DAY_MS = 86_400_000

/** A change as whoever makes it tells it; fields and clusters as in `Change`. */
export interface MadeChange {
  readonly fid: number
  readonly kind: ChangeKind
  readonly type: ChangedType
  readonly originId: string
  readonly fields?: readonly string[]
  readonly from?: readonly string[]
  readonly into?: readonly string[]
}

/** RFC 3339: when what is written becomes visible; undefined where it was visible before, so that it is no change. */
export type VisibleFrom = string | undefined

/** Notes a change, in the transaction under way. */
export function noteChange(store: WriterStore, at: VisibleFrom, change: MadeChange): void {
  if (at === undefined) return
  store.run(
    'INSERT INTO change (at, fid, kind, type, origin_id, fields, from_ids, into_ids) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    at,
    change.fid,
    change.kind,
    change.type,
    change.originId,
    JSON.stringify(change.fields ?? []),
    JSON.stringify(change.from ?? []),
    JSON.stringify(change.into ?? []),
  )
}

/** Notes that a record is as `body` now, where `before` (undefined: nothing) was held: ADDED, UPDATED, or no change at all. */
export function noteBody(
  store: WriterStore,
  at: VisibleFrom,
  record: Pick<MadeChange, 'fid' | 'type' | 'originId'>,
  before: object | undefined,
  body: object,
): void {
  if (before === undefined) return noteChange(store, at, { ...record, kind: 'ADDED' })
  const fields = changedFields(before, body)
  if (fields.length > 0) noteChange(store, at, { ...record, kind: 'UPDATED', fields })
}

/** The members of a service or an organization that say how it is reached. */
const CONTACT_FIELDS: ReadonlySet<string> = new Set([
  ...['phones', 'email', 'url', 'additionalUrls', 'contacts', 'website', 'additionalWebsites'],
])

/** Notes beside UPDATED that a record of a service or an organization that other feeds list too is reached otherwise now; nothing where it is not. */
export function noteContacts(
  store: WriterStore,
  at: VisibleFrom,
  record: Pick<MadeChange, 'fid' | 'type' | 'originId'>,
  before: object,
  body: object,
): void {
  const fields = changedFields(before, body).filter((field) => CONTACT_FIELDS.has(field))
  if (fields.length > 0) noteChange(store, at, { ...record, kind: 'CONTACT_CHANGED', fields })
}

/** Notes that a service goes; nothing where it was not visible. */
export function noteServiceRemoved(store: WriterStore, at: VisibleFrom, sid: number): void {
  if (at === undefined) return
  store.run(
    `INSERT INTO change (at, fid, kind, type, origin_id) SELECT ?, r.fid, 'REMOVED', 'service', r.origin_id
       FROM record r JOIN service s USING (sid) WHERE r.sid = ?`,
    at,
    sid,
  )
}

/** Notes the organizations and places that go because no service of the feed tells of them any more; before they are dropped. */
export function noteOrphans(store: WriterStore, at: VisibleFrom, fid: number): void {
  if (at === undefined) return
  store.run(
    `INSERT INTO change (at, fid, kind, type, origin_id) SELECT ?1, fid, 'REMOVED', 'organization', origin_id FROM organization o
       WHERE fid = ?2 AND NOT EXISTS (SELECT 1 FROM service s WHERE s.oid = o.oid)
     UNION ALL SELECT ?1, fid, 'REMOVED', 'location', origin_id FROM location l
       WHERE fid = ?2 AND NOT EXISTS (SELECT 1 FROM service_location s WHERE s.lid = l.lid)`,
    at,
    fid,
  )
}

/** Forgets changes older than 90 days at that instant (RFC 3339). */
export function pruneChanges(store: WriterStore, at: string): void {
  store.run('DELETE FROM change WHERE at < ?', new Date(Date.parse(at) - KEPT_DAYS * DAY_MS).toISOString())
}

/** How the catalogue keeps a field, where that is not its name in the model. */
const MODEL_NAMES: Readonly<Record<string, string>> = { organizationId: 'organization' }

/** Model names of the top-level fields in which two bodies of a record differ, in the order of the alphabet. */
function changedFields(before: object, after: object): readonly string[] {
  const was = new Map<string, unknown>(Object.entries(before))
  const is = new Map<string, unknown>(Object.entries(after))
  const names = new Set([...was.keys(), ...is.keys()])
  const changed = [...names].filter((name) => JSON.stringify(was.get(name)) !== JSON.stringify(is.get(name)))
  return changed.map((name) => MODEL_NAMES[name] ?? name).toSorted()
}

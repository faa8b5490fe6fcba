import { unpack } from '../../store/packed.ts'
import { bytesOf, numberOf, textOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import type { ChangedType, ChangeKind } from '../../model/change.ts'

const KEPT_DAYS = 90
const DAY_MS = 86_400_000

/** A change as whoever makes it states it; name, fields and clusters as in `Change`. */
export interface MadeChange {
  readonly fid: number
  readonly kind: ChangeKind
  readonly type: ChangedType
  readonly originId: string
  readonly name?: string | undefined
  readonly fields?: readonly string[]
  readonly from?: readonly string[]
  readonly into?: readonly string[]
}

/** RFC 3339: when what is written becomes visible; undefined where it was visible before, so that it is no change. */
export type VisibleFrom = string | undefined

/**
 * From when what a record that is held says otherwise is an update of it; undefined where that only completes its first
 * reading. `isCompleted`: more of it is read than before, so only what it said before can have changed.
 */
export type UpdatedFrom = { readonly at: string; readonly isCompleted: boolean } | undefined

type ChangedRecord = Pick<MadeChange, 'fid' | 'type' | 'originId'>

/** What of a record's body says its name. */
interface Named {
  readonly name?: string
}

/** Notes a change, and what is removed as gone, in the transaction under way. */
export function noteChange(store: WriterStore, at: VisibleFrom, change: MadeChange): void {
  if (at === undefined) return
  store.run(
    'INSERT INTO change (at, fid, kind, type, origin_id, name, fields, from_ids, into_ids) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    at,
    change.fid,
    change.kind,
    change.type,
    change.originId,
    change.name ?? null,
    JSON.stringify(change.fields ?? []),
    JSON.stringify(change.from ?? []),
    JSON.stringify(change.into ?? []),
  )
  if (change.kind === 'REMOVED')
    store.run('INSERT OR REPLACE INTO gone VALUES (?, ?, ?, ?)', change.fid, change.originId, change.type, at)
}

/** Notes that a record is new. */
export function noteAdded(store: WriterStore, at: VisibleFrom, record: ChangedRecord, { name }: Named): void {
  noteChange(store, at, { ...record, kind: 'ADDED', name })
}

/** Notes that a record is as `body` now, where `before` was held; nothing where they say the same, or where it was added at that very instant. */
export function noteUpdated(
  store: WriterStore,
  from: UpdatedFrom,
  record: ChangedRecord,
  before: object,
  body: object & Named,
): void {
  if (from === undefined) return
  const fields = changedFields(before, body, from)
  if (fields.length === 0 || isAddedAt(store, from.at, record)) return
  noteChange(store, from.at, { ...record, kind: 'UPDATED', name: body.name, fields })
}

function isAddedAt(store: WriterStore, at: string, { fid, type, originId }: ChangedRecord): boolean {
  return (
    store.get(
      "SELECT 1 FROM change WHERE fid = ? AND origin_id = ? AND type = ? AND kind = 'ADDED' AND at = ?",
      fid,
      originId,
      type,
      at,
    ) !== undefined
  )
}

/** The members of a service or an organization that say how it is reached. */
const CONTACT_FIELDS: ReadonlySet<string> = new Set([
  ...['phones', 'email', 'url', 'additionalUrls', 'contacts', 'website', 'additionalWebsites'],
])

/** Notes beside UPDATED that a record of a service or an organization that other feeds list too is reached otherwise now; nothing where it is not. */
export function noteContacts(
  store: WriterStore,
  from: UpdatedFrom,
  record: ChangedRecord,
  before: object,
  body: object & Named,
): void {
  if (from === undefined) return
  const fields = changedFields(before, body, from).filter((field) => CONTACT_FIELDS.has(field))
  if (fields.length > 0) noteChange(store, from.at, { ...record, kind: 'CONTACT_CHANGED', name: body.name, fields })
}

/** Notes that a service goes, and its services at locations with it; nothing where it was not visible. */
export function noteServiceRemoved(store: WriterStore, at: VisibleFrom, sid: number): void {
  const row = store.get(
    'SELECT s.fid, r.origin_id, b.body FROM service s JOIN record r USING (sid) JOIN service_body b USING (sid) WHERE s.sid = ?',
    sid,
  )
  if (at === undefined || row === undefined) return
  const fid = numberOf(row, 'fid')
  const { name } = unpack<Named>(bytesOf(row, 'body'))
  noteChange(store, at, { fid, kind: 'REMOVED', type: 'service', originId: textOf(row, 'origin_id'), name })
  store.run(
    `INSERT OR REPLACE INTO gone (fid, origin_id, type, at) SELECT fid, origin_id, 'serviceAtLocation', ? FROM service_location WHERE sid = ?`,
    at,
    sid,
  )
}

/** Notes the organizations and places that go because no service of the feed mentions them any more; before they are dropped. */
export function noteOrphans(store: WriterStore, at: VisibleFrom, fid: number): void {
  if (at === undefined) return
  const rows = store.all(
    `SELECT 'organization' AS type, origin_id, body FROM organization o
       WHERE fid = ?1 AND NOT EXISTS (SELECT 1 FROM service s WHERE s.oid = o.oid)
     UNION ALL SELECT 'location', origin_id, body FROM location l
       WHERE fid = ?1 AND NOT EXISTS (SELECT 1 FROM service_location s WHERE s.lid = l.lid)`,
    fid,
  )
  for (const row of rows) {
    const type = textOf(row, 'type') === 'organization' ? 'organization' : 'location'
    const { name } = unpack<Named>(bytesOf(row, 'body'))
    noteChange(store, at, { fid, kind: 'REMOVED', type, originId: textOf(row, 'origin_id'), name })
  }
}

/** Forgets changes older than 90 days at that instant (RFC 3339), and keeps from when on there are all. What is gone stays known. */
export function pruneChanges(store: WriterStore, at: string): void {
  const earliest = new Date(Date.parse(at) - KEPT_DAYS * DAY_MS).toISOString()
  store.run(
    "INSERT OR IGNORE INTO meta SELECT 'changes_from', coalesce((SELECT at FROM change ORDER BY seq LIMIT 1), ?)",
    at,
  )
  store.run("UPDATE meta SET value = ?1 WHERE key = 'changes_from' AND value < ?1", earliest)
  store.run(
    "INSERT OR REPLACE INTO meta SELECT 'changes_forgotten', max(seq) FROM change WHERE at < ? HAVING count(*) > 0",
    earliest,
  )
  store.run('DELETE FROM change WHERE at < ?', earliest)
}

/** How the catalogue keeps a field, where that is not its name in the model. */
const MODEL_NAMES: Readonly<Record<string, string>> = { organizationId: 'organization' }

/** Model names of the top-level fields in which two bodies of a record differ, in the order of the alphabet. */
function changedFields(before: object, after: object, { isCompleted }: { isCompleted: boolean }): readonly string[] {
  const was = new Map<string, unknown>(Object.entries(before))
  const is = new Map<string, unknown>(Object.entries(after))
  const names = new Set([...was.keys(), ...(isCompleted ? [] : is.keys())])
  const changed = [...names].filter((name) => JSON.stringify(was.get(name)) !== JSON.stringify(is.get(name)))
  return changed.map((name) => MODEL_NAMES[name] ?? name).toSorted()
}

import type { Organization } from '../../model/organization.ts'
import { sortableName, foldIdentifier } from '../../facts/fold-text.ts'
import { noteAdded, noteContacts, noteUpdated, type UpdatedFrom } from '../changes/note-change.ts'
import { noteOrganizations } from '../clusters/note-unmatched.ts'
import { unpack } from '../../store/packed.ts'
import { bytesOf, numberOf, textOf } from '../../store/row.ts'
import { completeCopies, contradictions } from './complete-copies.ts'
import { copiesOf, isHeldInFull, keepCopy, markBorrowers, markContradicted } from './copies.ts'
import { nameRowOf, writeName } from './write-name.ts'
import type { RecordSource } from './record-source.ts'
import { stateOf, type Stated } from './stated.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { recordUuid, uuidHead } from '../../model/record-uuid.ts'
import { uidOf } from '../../model/record-uid.ts'

/** The organization a service belongs to, as the catalogue keys it within the feed. */
export interface WrittenOrganization {
  readonly oid: number
  readonly originId: string
  /** Of the organization as this service states it. */
  readonly hash: string
  /** As this service states it, completed from other services of the feed where it lacks a name. */
  readonly whole: Organization
  /** Properties in which another service of the feed states it otherwise. */
  readonly contradicted: readonly string[]
}

/**
 * Writes an organization as one of its services states it. What the services of a feed state of it completes each other,
 * so an id alone, or a shorter copy, erases nothing. Undefined where it has neither id nor name.
 */
export function writeOrganization(
  store: WriterStore,
  organization: Organization,
  source: RecordSource,
): WrittenOrganization | undefined {
  const originId =
    organization.id ?? (organization.name === undefined ? undefined : `name:${sortableName(organization.name)}`)
  if (originId === undefined || originId === 'name:') return undefined
  const held = store.get('SELECT oid FROM organization WHERE fid = ? AND origin_id = ?', source.fid, originId)
  const stated = stateOf(organization)
  const isFirst = held === undefined
  const oid = isFirst ? insertOrganization(store, originId, stated, source) : numberOf(held, 'oid')
  const record = { type: 'organization', rid: oid } as const
  const borrows = organization.name === undefined
  const touched = keepCopy(store, { ...record, source, place: 0, isFirst }, stated, borrows)
  for (const { rid } of touched)
    if (!isFirst || rid !== oid) recompleteOrganization(store, rid, source.sid, source.updatedFrom, source.fetchedAt)
  const contradicted = isFirst ? [] : contradictions(organization, copiesOf(store, record, stated))
  if (touched.length > 0 && contradicted.length > 0) markContradicted(store, record, source.sid)
  return {
    oid,
    originId,
    hash: stated.hash,
    whole: borrows ? (completeCopies([organization, readBody(store, oid)]) ?? organization) : organization,
    contradicted,
  }
}

/** Makes an organization again of what its services hold of it; `sid` is the service being written, which needs no second writing. */
export function recompleteOrganization(
  store: WriterStore,
  oid: number,
  sid: number,
  updatedFrom: UpdatedFrom,
  at?: string,
): void {
  const record = { type: 'organization', rid: oid } as const
  const whole = completeCopies(copiesOf<Organization>(store, record))
  const held = store.get('SELECT fid, origin_id, hash, body, full, gid FROM organization WHERE oid = ?', oid)
  if (whole === undefined || held === undefined) return
  const { hash, packed } = stateOf(whole)
  if (textOf(held, 'hash') === hash) return
  const before = unpack<Organization>(bytesOf(held, 'body'))
  const named = { fid: numberOf(held, 'fid'), type: 'organization', originId: textOf(held, 'origin_id') } as const
  noteUpdated(store, updatedFrom, named, before, whole)
  const isFull = isHeldInFull(store, record)
  if (held['gid'] !== null && numberOf(held, 'full') === Number(isFull))
    noteContacts(store, updatedFrom, named, before, whole)
  noteOrganizations(store)
  store.run(
    'UPDATE organization SET body = ?, hash = ?, full = ?, fetched_at = coalesce(?, fetched_at), name_sort = ?, identifiers = ? WHERE oid = ?',
    packed(),
    hash,
    Number(isFull),
    at ?? null,
    sortableName(whole.name ?? ''),
    identifiersOf(whole),
    oid,
  )
  if (before.name !== whole.name) writeName(store, nameRowOf(oid), whole.name ?? '', false)
  if (before.name !== whole.name || before.alternateName !== whole.alternateName) markBorrowers(store, record, sid)
}

function insertOrganization(
  store: WriterStore,
  originId: string,
  { record: organization, hash, packed }: Stated<Organization>,
  source: RecordSource,
): number {
  noteAdded(store, source.visibleFrom, { fid: source.fid, type: 'organization', originId }, organization)
  noteOrganizations(store)
  const oid = store.run(
    'INSERT INTO organization (fid, origin_id, uid, body, hash, full, fetched_at, name_sort, identifiers, uuid_head) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    source.fid,
    originId,
    uidOf({ feed: source.slug, originId }),
    packed(),
    hash,
    Number(source.isFull),
    source.fetchedAt,
    sortableName(organization.name ?? ''),
    identifiersOf(organization),
    uuidHead(recordUuid('organization', { feed: source.slug, originId })) ?? 0,
  )
  writeName(store, nameRowOf(oid), organization.name ?? '', true)
  return oid
}

function readBody(store: WriterStore, oid: number): Organization {
  return unpack<Organization>(bytesOf(store.get('SELECT body FROM organization WHERE oid = ?', oid) ?? {}, 'body'))
}

/** Identifiers as text to look one up in: each between line breaks, without spaces, lower case. */
function identifiersOf(organization: Organization): string {
  const stated = (organization.organizationIdentifiers ?? []).map(({ identifier }) => identifier)
  return `\n${[...stated, organization.taxId ?? '', organization.uri ?? ''].map(foldIdentifier).filter(Boolean).join('\n')}\n`
}

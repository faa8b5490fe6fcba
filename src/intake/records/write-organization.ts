import type { Organization } from '../../model/organization.ts'
import { sortableName, foldIdentifier } from '../../facts/fold-text.ts'
import { noteBody } from '../changes/note-change.ts'
import { noteOrganizations } from '../clusters/note-unmatched.ts'
import { toBytes, unpack } from '../../store/packed.ts'
import { bytesOf, numberOf, textOf } from '../../store/row.ts'
import type { Teller } from './teller.ts'
import { hashOf } from '../../model/hash-of.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** The organization a service belongs to, as the catalogue keys it within the feed. */
export interface WrittenOrganization {
  readonly oid: number
  readonly originId: string
  /** Of the organization as this service tells it. */
  readonly hash: string
}

/**
 * Writes an organization as one of its services tells it. A full telling is never overwritten by a list's short one of
 * another service; among equals the last told stands. Undefined where it has neither id nor name.
 */
export function writeOrganization(
  store: WriterStore,
  organization: Organization,
  teller: Teller,
): WrittenOrganization | undefined {
  const originId =
    organization.id ?? (organization.name === undefined ? undefined : `name:${sortableName(organization.name)}`)
  if (originId === undefined || originId === 'name:') return undefined
  const held = store.get(
    'SELECT oid, hash, full, teller FROM organization WHERE fid = ? AND origin_id = ?',
    teller.fid,
    originId,
  )
  const hash = hashOf(organization)
  if (held !== undefined) {
    const oid = numberOf(held, 'oid')
    const isOutranked = numberOf(held, 'full') > Number(teller.isFull) && numberOf(held, 'teller') !== teller.sid
    if (isOutranked || textOf(held, 'hash') === hash) return { oid, originId, hash }
  }
  const before = held === undefined ? undefined : readBody(store, numberOf(held, 'oid'))
  noteBody(store, { fid: teller.fid, type: 'organization', originId }, before, organization)
  noteOrganizations(store)
  const row = store.get(
    `INSERT INTO organization (fid, origin_id, uid, body, hash, full, teller, fetched_at, name_sort, identifiers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (fid, origin_id) DO UPDATE SET body = excluded.body, hash = excluded.hash, full = excluded.full, teller = excluded.teller,
       fetched_at = excluded.fetched_at, name_sort = excluded.name_sort, identifiers = excluded.identifiers
     RETURNING oid`,
    teller.fid,
    originId,
    `${teller.slug}/${originId}`,
    toBytes(organization),
    hash,
    Number(teller.isFull),
    teller.sid,
    teller.fetchedAt,
    sortableName(organization.name ?? ''),
    identifiersOf(organization),
  )
  return { oid: numberOf(row ?? {}, 'oid'), originId, hash }
}

function readBody(store: WriterStore, oid: number): Organization | undefined {
  const row = store.get('SELECT body FROM organization WHERE oid = ?', oid)
  return row === undefined ? undefined : unpack<Organization>(bytesOf(row, 'body'))
}

/** Identifiers as text to look one up in: each between line breaks, without spaces, lower case. */
function identifiersOf(organization: Organization): string {
  const told = (organization.organizationIdentifiers ?? []).map(({ identifier }) => identifier)
  return `\n${[...told, organization.taxId ?? '', organization.uri ?? ''].map(foldIdentifier).filter(Boolean).join('\n')}\n`
}

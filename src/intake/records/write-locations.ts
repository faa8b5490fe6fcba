import type { Location } from '../../model/location.ts'
import { foldedWords, sortableName } from '../../facts/fold-text.ts'
import { noteBody } from '../changes/note-change.ts'
import { teachingPostcode } from '../../geography/learned-postcodes.ts'
import { toBytes, unpack } from '../../store/packed.ts'
import { bytesOf, numberOf, textOf } from '../../store/row.ts'
import { hashOf } from '../../model/hash-of.ts'
import type { Teller } from './teller.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** A location record: its row, and the origin id under which clients know it. */
export interface WrittenLocation {
  readonly lid: number
  readonly originId: string
  /** Of the place as this service tells it. */
  readonly hash: string
}

/**
 * Writes a place as one of its services tells it. Publishers give one id to several places (docs/dialects.md 4.4): a place
 * that differs from the one held under its id becomes a record of its own, unless this service alone told the other, when it has moved.
 */
export function writeLocation(store: WriterStore, location: Location, place: number, teller: Teller): WrittenLocation {
  const toldId = location.id ?? `${teller.originId}/location/${place}`
  const placeHash = hashOf([
    location.latitude,
    location.longitude,
    firstPostcode(location),
    location.addresses?.[0]?.address1,
  ]).slice(0, 8)
  const rows = store.all(
    'SELECT lid, origin_id, place_hash, hash, full FROM location WHERE fid = ? AND told_id = ?',
    teller.fid,
    toldId,
  )
  const held =
    rows.find((row) => textOf(row, 'place_hash') === placeHash) ??
    rows.find((row) => isToldByAlone(store, numberOf(row, 'lid'), teller))
  const hash = hashOf(location)
  if (held === undefined) {
    const originId = freeId(store, teller.fid, toldId, placeHash)
    return { lid: insertLocation(store, location, { toldId, originId, placeHash, hash }, teller), originId, hash }
  }
  const lid = numberOf(held, 'lid')
  const isOutranked = numberOf(held, 'full') > Number(teller.isFull)
  if (!isOutranked && textOf(held, 'hash') !== hash) updateLocation(store, lid, location, { placeHash, hash }, teller)
  return { lid, originId: textOf(held, 'origin_id'), hash }
}

function isToldByAlone(store: WriterStore, lid: number, teller: Teller): boolean {
  const rows = store.all('SELECT DISTINCT sid FROM service_location WHERE lid = ? LIMIT 2', lid)
  return rows.length === 1 && rows[0]?.['sid'] === teller.sid
}

/** The published id, or one with a discriminator that no other place has: a place may have moved away from its own. */
function freeId(store: WriterStore, fid: number, toldId: string, placeHash: string): string {
  const isTaken = (id: string): boolean =>
    store.get('SELECT 1 FROM location WHERE fid = ? AND origin_id = ?', fid, id) !== undefined
  let originId = toldId
  for (let times = 1; isTaken(originId); times += 1)
    originId = times === 1 ? `${toldId}~${placeHash}` : `${toldId}~${placeHash}~${times}`
  return originId
}

interface LocationIdentity {
  readonly placeHash: string
  readonly hash: string
}

function insertLocation(
  store: WriterStore,
  location: Location,
  identity: LocationIdentity & { toldId: string; originId: string },
  teller: Teller,
): number {
  noteBody(store, { fid: teller.fid, type: 'location', originId: identity.originId }, undefined, location)
  return store.run(
    `INSERT INTO location (fid, origin_id, uid, told_id, place_hash, body, hash, full, fetched_at, name_sort, type, latitude, longitude, measured, words, postcode)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    teller.fid,
    identity.originId,
    `${teller.slug}/${identity.originId}`,
    identity.toldId,
    identity.placeHash,
    ...columnsOf(location, identity.hash, teller),
  )
}

function updateLocation(
  store: WriterStore,
  lid: number,
  location: Location,
  identity: LocationIdentity,
  teller: Teller,
): void {
  const held = store.get('SELECT origin_id, body FROM location WHERE lid = ?', lid) ?? {}
  const record = { fid: teller.fid, type: 'location', originId: textOf(held, 'origin_id') } as const
  noteBody(store, record, unpack<Location>(bytesOf(held, 'body')), location)
  store.run(
    `UPDATE location SET place_hash = ?, body = ?, hash = ?, full = ?, fetched_at = ?, name_sort = ?, type = ?, latitude = ?, longitude = ?, measured = ?, words = ?, postcode = ? WHERE lid = ?`,
    identity.placeHash,
    ...columnsOf(location, identity.hash, teller),
    lid,
  )
}

function columnsOf(location: Location, hash: string, teller: Teller) {
  return [
    toBytes(location),
    hash,
    Number(teller.isFull),
    teller.fetchedAt,
    sortableName(location.name ?? location.addresses?.[0]?.address1 ?? ''),
    location.locationType ?? null,
    location.latitude ?? null,
    location.longitude ?? null,
    Number(location.latitude !== undefined && location.precision !== 'OUTCODE'),
    ` ${placeWords(location).join(' ')}`,
    teachingPostcode(location) ?? null,
  ]
}

function firstPostcode(location: Location): string | undefined {
  return location.addresses?.find((address) => address.postalCode !== undefined)?.postalCode
}

/** The words by which a place is searched: its names, its addresses' lines, towns and postcodes (whole, and without the space). */
export function placeWords(location: Location): string[] {
  const lines = (location.addresses ?? []).flatMap(
    ({ address1, address2, city, region, stateProvince, postalCode }) => [
      address1,
      address2,
      city,
      region,
      stateProvince,
      postalCode,
      postalCode?.replace(/\s+/g, ''),
    ],
  )
  return [...new Set(foldedWords([location.name, location.alternateName, ...lines].filter(Boolean).join(' ')))]
}

/** Drops organizations and places that no service of the feed tells of any more. */
export function dropOrphans(store: WriterStore, fid: number): void {
  store.run(
    'DELETE FROM organization WHERE fid = ? AND NOT EXISTS (SELECT 1 FROM service WHERE service.oid = organization.oid)',
    fid,
  )
  const unused =
    'FROM location WHERE fid = ? AND NOT EXISTS (SELECT 1 FROM service_location s WHERE s.lid = location.lid)'
  store.run(`DELETE FROM location_area WHERE lid IN (SELECT lid ${unused})`, fid)
  store.run(`DELETE ${unused}`, fid)
}

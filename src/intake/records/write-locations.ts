import type { Location } from '../../model/location.ts'
import { foldedWords, sortableName } from '../../facts/fold-text.ts'
import { noteAdded, noteUpdated, type UpdatedFrom } from '../changes/note-change.ts'
import { teachingPostcode } from '../../geography/learned-postcodes.ts'
import { unpack } from '../../store/packed.ts'
import { bytesOf, numberOf, textOf } from '../../store/row.ts'
import { hashOf } from '../../model/hash-of.ts'
import { completeCopies, contradictions } from './complete-copies.ts'
import { copiesOf, copiesOfOthers, isHeldInFull, keepCopy, markBorrowers, markContradicted } from './copies.ts'
import { firstPostcode, isSamePlace } from './is-same-place.ts'
import type { RecordSource } from './record-source.ts'
import { stateOf, type Stated } from './stated.ts'
import { nameRowOf, unwriteName } from './write-name.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { uidOf } from '../../model/record-uid.ts'

/** A location record: its row, and the origin id under which clients know it. */
export interface WrittenLocation {
  readonly lid: number
  readonly originId: string
  /** Of the place as this service states it. */
  readonly hash: string
  /** As this service states it, completed from other services of the feed where it lacks its point, address or name. */
  readonly whole: Location
  /** Properties in which another service of the feed states it otherwise. */
  readonly contradicted: readonly string[]
}

/**
 * Writes a place as one of its services states it. What the services of a feed state of one place completes each other, so
 * an id alone, or a shorter copy, is that place. Publishers also give one id to several places (docs/dialects.md 4.4): one
 * that another service contradicts is a record of its own; what only this service stated has moved.
 */
export function writeLocation(
  store: WriterStore,
  location: Location,
  place: number,
  source: RecordSource,
): WrittenLocation {
  const statedId = location.id ?? `${source.originId}/location/${place}`
  const stated = stateOf(location)
  const held = findHeld(store, location, { statedId, place }, source)
  const { lid, originId } = held ?? insertLocation(store, stated, statedId, source)
  const record = { type: 'location', rid: lid } as const
  const isFirst = held === undefined
  const borrows = location.latitude === undefined || location.addresses === undefined || location.name === undefined
  const touched = keepCopy(store, { ...record, source, place, isFirst }, stated, borrows)
  for (const { rid } of touched)
    if (!isFirst || rid !== lid) recompleteLocation(store, rid, source.sid, source.updatedFrom, source.fetchedAt)
  const contradicted = isFirst ? [] : contradictions(location, copiesOf(store, record, stated))
  if (touched.length > 0 && contradicted.length > 0) markContradicted(store, record, source.sid)
  return {
    lid,
    originId,
    hash: stated.hash,
    whole: borrows ? (completeCopies([location, readBody(store, lid)]) ?? location) : location,
    contradicted,
  }
}

/** Makes a place again of what its services hold of it; `sid` is the service being written, which needs no second writing. */
export function recompleteLocation(
  store: WriterStore,
  lid: number,
  sid: number,
  updatedFrom: UpdatedFrom,
  at?: string,
): void {
  const record = { type: 'location', rid: lid } as const
  const whole = completeCopies(copiesOf<Location>(store, record))
  const held = store.get('SELECT fid, origin_id, stated_id, place_hash, hash, body FROM location WHERE lid = ?', lid)
  if (whole === undefined || held === undefined) return
  const { hash, packed } = stateOf(whole)
  if (textOf(held, 'hash') === hash) return
  const before = unpack<Location>(bytesOf(held, 'body'))
  noteUpdated(
    store,
    updatedFrom,
    { fid: numberOf(held, 'fid'), type: 'location', originId: textOf(held, 'origin_id') },
    before,
    whole,
  )
  const other = store.get(
    'SELECT 1 FROM location WHERE fid = ? AND stated_id = ? AND place_hash = ? AND lid <> ?',
    numberOf(held, 'fid'),
    textOf(held, 'stated_id'),
    placeHashOf(whole),
    lid,
  )
  store.run(
    `UPDATE location SET place_hash = ?, body = ?, hash = ?, full = ?, fetched_at = coalesce(?, fetched_at), name_sort = ?, type = ?, latitude = ?, longitude = ?, measured = ?, words = ?, postcode = ? WHERE lid = ?`,
    other === undefined ? placeHashOf(whole) : textOf(held, 'place_hash'),
    packed(),
    hash,
    Number(isHeldInFull(store, record)),
    at ?? null,
    ...columnsOf(whole),
    lid,
  )
  if (hashOf(borrowedOf(before)) !== hashOf(borrowedOf(whole))) markBorrowers(store, record, sid)
}

/** What a service that lacks it takes from other copies of its place. */
function borrowedOf({ latitude, longitude, precision, addresses, name, alternateName, accessibility }: Location) {
  return [latitude, longitude, precision, addresses, name, alternateName, accessibility]
}

interface HeldLocation {
  readonly lid: number
  readonly originId: string
}

function findHeld(
  store: WriterStore,
  location: Location,
  { statedId, place }: { readonly statedId: string; readonly place: number },
  source: RecordSource,
): HeldLocation | undefined {
  const rows = store.all(
    'SELECT lid, origin_id, place_hash FROM location WHERE fid = ? AND stated_id = ? ORDER BY lid',
    source.fid,
    statedId,
  )
  const placeHash = placeHashOf(location)
  // Where nobody else contradicts it, it is the place held, or has moved there.
  const isFree = (lid: number) =>
    copiesOfOthers<Location>(store, { type: 'location', rid: lid, source, place }).every((copy) =>
      isSamePlace(location, copy),
    )
  const held =
    rows.find((row) => textOf(row, 'place_hash') === placeHash) ?? rows.find((row) => isFree(numberOf(row, 'lid')))
  return held === undefined ? undefined : { lid: numberOf(held, 'lid'), originId: textOf(held, 'origin_id') }
}

function placeHashOf(location: Location): string {
  const { latitude, longitude, addresses } = location
  return hashOf([latitude, longitude, firstPostcode(location), addresses?.[0]?.address1]).slice(0, 8)
}

/** The published id, or one with a discriminator that no other place has: a place may have moved away from its own. */
function freeId(store: WriterStore, fid: number, statedId: string, placeHash: string): string {
  const isTaken = (id: string): boolean =>
    store.get('SELECT 1 FROM location WHERE fid = ? AND origin_id = ?', fid, id) !== undefined
  let originId = statedId
  for (let times = 1; isTaken(originId); times += 1)
    originId = times === 1 ? `${statedId}~${placeHash}` : `${statedId}~${placeHash}~${times}`
  return originId
}

function insertLocation(
  store: WriterStore,
  { record: location, hash, packed }: Stated<Location>,
  statedId: string,
  source: RecordSource,
): HeldLocation {
  const placeHash = placeHashOf(location)
  const originId = freeId(store, source.fid, statedId, placeHash)
  noteAdded(store, source.visibleFrom, { fid: source.fid, type: 'location', originId }, location)
  const lid = store.run(
    `INSERT INTO location (fid, origin_id, uid, stated_id, place_hash, body, hash, full, fetched_at, name_sort, type, latitude, longitude, measured, words, postcode)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    source.fid,
    originId,
    uidOf({ feed: source.slug, originId }),
    statedId,
    placeHash,
    packed(),
    hash,
    Number(source.isFull),
    source.fetchedAt,
    ...columnsOf(location),
  )
  return { lid, originId }
}

function readBody(store: WriterStore, lid: number): Location {
  return unpack<Location>(bytesOf(store.get('SELECT body FROM location WHERE lid = ?', lid) ?? {}, 'body'))
}

function columnsOf(location: Location) {
  return [
    sortableName(location.name ?? location.addresses?.[0]?.address1 ?? ''),
    location.locationType ?? null,
    location.latitude ?? null,
    location.longitude ?? null,
    Number(location.latitude !== undefined && location.precision !== 'OUTCODE'),
    ` ${placeWords(location).join(' ')}`,
    teachingPostcode(location) ?? null,
  ]
}

/** The texts by which a place is searched: its names, its addresses' lines, towns and postcodes (whole, and without the space). */
export function placeTexts(location: Location): readonly string[] {
  const lines = (location.addresses ?? []).flatMap(
    ({ address1, address2, city, region, stateProvince, postalCode }) => [
      [address1, address2, city, region, stateProvince].filter(Boolean).join(' '),
      postalCode,
      postalCode?.replace(/\s+/g, ''),
    ],
  )
  const texts = [location.name, location.alternateName, ...lines]
  return [...new Set(texts.flatMap((text) => (text === undefined || text === '' ? [] : [text])))]
}

/** The words of these texts, folded, each once: what a list of places is searched by. */
function placeWords(location: Location): readonly string[] {
  return [...new Set(foldedWords(placeTexts(location).join(' ')))]
}

/** Drops organizations and places that no service of the feed names any more. */
export function dropOrphans(store: WriterStore, fid: number): void {
  const unnamed =
    'FROM organization WHERE fid = ? AND NOT EXISTS (SELECT 1 FROM service WHERE service.oid = organization.oid)'
  for (const row of store.all(`SELECT oid ${unnamed}`, fid)) unwriteName(store, nameRowOf(numberOf(row, 'oid')))
  store.run(`DELETE ${unnamed}`, fid)
  const unused =
    'FROM location WHERE fid = ? AND NOT EXISTS (SELECT 1 FROM service_location s WHERE s.lid = location.lid)'
  for (const table of ['location_area', 'postcode_point'])
    store.run(`DELETE FROM ${table} WHERE lid IN (SELECT lid ${unused})`, fid)
  store.run(`DELETE ${unused}`, fid)
}

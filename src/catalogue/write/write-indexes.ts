import { numberOf } from '../row.ts'
import type { StoredServiceAtLocation } from '../catalogue-reader.ts'
import type { Teller } from './teller.ts'
import type { TermWriter } from './write-terms.ts'
import type { WriterStore } from './writer-store.ts'

/** A service at one of its places, as written. Coordinates in WGS 84 degrees; absent where the place is not on the map. */
export interface WrittenPlace {
  readonly at: StoredServiceAtLocation
  readonly originId: string
  readonly lid: number | undefined
  readonly latitude: number | undefined
  readonly longitude: number | undefined
}

/** Puts the five columns of folded text, in the order of the text index, in place of what was indexed. */
export function writeText(store: WriterStore, sid: number, texts: readonly string[]): void {
  const [name = '', organization = '', terms = '', description = '', places = ''] = texts
  store.run(
    'INSERT OR REPLACE INTO service_text (rowid, name, organization, terms, description, places) VALUES (?, ?, ?, ?, ?, ?)',
    sid,
    name,
    organization,
    terms,
    description,
    places,
  )
}

/** Puts a service's places in place of those that were indexed. */
export function writePlaceIndex(store: WriterStore, places: readonly WrittenPlace[], teller: Teller): void {
  unplace(store, teller.sid)
  for (const [place, { lid, originId, latitude, longitude }] of places.entries()) {
    store.run(
      'INSERT INTO service_location (sid, place, origin_id, fid, lid) VALUES (?, ?, ?, ?, ?)',
      teller.sid,
      place,
      originId,
      teller.fid,
      lid ?? null,
    )
    if (latitude === undefined || longitude === undefined) continue
    store.run(
      'INSERT INTO place (id, south, north, west, east, sid, place, latitude, longitude) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      placeId(teller.sid, place),
      latitude,
      latitude,
      longitude,
      longitude,
      teller.sid,
      place,
      latitude,
      longitude,
    )
  }
}

/** Row of a place in the spatial index: its service and its position make it, so that it can be found again without a scan. */
function placeId(sid: number, place: number): number {
  return sid * 4096 + place
}

function unplace(store: WriterStore, sid: number): void {
  store.run('DELETE FROM service_location WHERE sid = ?', sid)
  store.run('DELETE FROM place WHERE id BETWEEN ? AND ?', placeId(sid, 0), placeId(sid, 4095))
}

/** Indexes a service under its terms and all that are broader. */
export function writeTermIndex(store: WriterStore, terms: TermWriter, sid: number, direct: readonly number[]): void {
  const named = new Set(direct)
  const broader = new Set([...named].flatMap((tid) => terms.ancestorsOf(tid)))
  store.run('DELETE FROM service_term WHERE sid = ?', sid)
  for (const tid of named) store.run('INSERT INTO service_term VALUES (?, ?, 1)', sid, tid)
  for (const tid of broader.difference(named)) store.run('INSERT INTO service_term VALUES (?, ?, 0)', sid, tid)
}

/** Takes a service out of all that is searched; its raw record is the caller's to keep or drop. */
export function unwriteService(store: WriterStore, sid: number): void {
  unplace(store, sid)
  store.run('DELETE FROM service_text WHERE rowid = ?', sid)
  for (const table of ['service', 'service_schedule', 'service_language', 'service_term', 'issue'])
    store.run(`DELETE FROM ${table} WHERE sid = ?`, sid)
}

/** Indexes anew the services under terms that gained a broader one. */
export function reindexMovedTerms(store: WriterStore, terms: TermWriter): void {
  const moved = terms.takeMoved()
  const affected = new Set(moved.flatMap((tid) => [tid, ...terms.descendantsOf(tid)]))
  const sids = new Set(
    [...affected].flatMap((tid) =>
      store.all('SELECT sid FROM service_term WHERE tid = ? AND direct = 1', tid).map((row) => numberOf(row, 'sid')),
    ),
  )
  for (const sid of sids) {
    const direct = store
      .all('SELECT tid FROM service_term WHERE sid = ? AND direct = 1', sid)
      .map((row) => numberOf(row, 'tid'))
    writeTermIndex(store, terms, sid, direct)
  }
}

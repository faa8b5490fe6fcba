import type { UpdatedFrom } from '../changes/note-change.ts'
import type { Location } from '../../model/location.ts'
import { numberOf, type Row } from '../../store/row.ts'
import type { StoredServiceAtLocation } from '../../model/stored-records.ts'
import { FACT_TABLES } from '../../facts/service-facts.ts'
import { noteGone } from '../clusters/note-unmatched.ts'
import { PART_BREAK } from '../../facts/fold-text.ts'
import { stemsOf } from '../../facts/stem-word.ts'
import { unwriteCells, writeCells } from '../places/cells.ts'
import { unwritePlacement } from '../places/place-writer.ts'
import { withdrawCopies } from './recomplete.ts'
import type { RecordSource } from './record-source.ts'
import { unwriteName } from './write-name.ts'
import type { TermWriter } from '../terms/write-terms.ts'
import type { WriterStore } from '../../store/writer-store.ts'

/** A service at one of its places, as written. Coordinates in WGS 84 degrees; absent where the place is not on the map. */
export interface WrittenPlace {
  readonly at: StoredServiceAtLocation
  readonly originId: string
  readonly lid: number | undefined
  /** As written, completed from other services; undefined where none is stated. */
  readonly location: Location | undefined
  /** Properties in which another service of the feed states it otherwise. */
  readonly contradicted: readonly string[]
  /** Of the place as stated; undefined where none is. */
  readonly hash: string | undefined
  readonly latitude: number | undefined
  readonly longitude: number | undefined
}

/** Puts the five columns of folded text, in the order of the text index, and their stems in place of what was indexed; nothing was where it `isNew`. */
export function writeText(store: WriterStore, sid: number, texts: readonly string[], isNew: boolean): void {
  const [name = '', organization = '', terms = '', description = '', places = ''] = texts
  store.runLast(
    `${isNew ? 'INSERT' : 'INSERT OR REPLACE'} INTO service_text (rowid, name, organization, terms, description, places, name_stems, term_stems, text_stems)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    sid,
    name,
    organization,
    terms,
    description,
    places,
    stemsOf(wordsOf(name)).join(' '),
    stemsOf(wordsOf(terms)).join(' '),
    stemsOf(wordsOf(organization, description, places)).join(' '),
  )
}

function wordsOf(...folded: readonly string[]): readonly string[] {
  return folded.flatMap((text) => text.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word !== PART_BREAK)
}

/** Puts a service's places in place of those that were indexed; `held` is its row before, undefined where it is new. */
export function writePlaceIndex(
  store: WriterStore,
  held: Row | undefined,
  places: readonly WrittenPlace[],
  source: RecordSource,
): void {
  if (held !== undefined) unplace(store, source.sid)
  for (const [place, { lid, originId, latitude, longitude }] of places.entries()) {
    store.run(
      'INSERT INTO service_location (sid, place, origin_id, fid, lid, latitude, longitude) VALUES (?, ?, ?, ?, ?, ?, ?)',
      source.sid,
      place,
      originId,
      source.fid,
      lid ?? null,
      latitude ?? null,
      longitude ?? null,
    )
    if (latitude === undefined || longitude === undefined) continue
    store.run(
      'INSERT INTO place (id, south, north, west, east, sid, place, latitude, longitude) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      placeId(source.sid, place),
      latitude,
      latitude,
      longitude,
      longitude,
      source.sid,
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
  // One by one: the spatial index finds a row by its id at once, a range of ids by looking at all of them.
  for (const row of store.all('SELECT place FROM service_location WHERE sid = ? AND latitude IS NOT NULL', sid))
    store.run('DELETE FROM place WHERE id = ?', placeId(sid, numberOf(row, 'place')))
  store.run('DELETE FROM service_location WHERE sid = ?', sid)
}

/** Row numbers of the terms that a service is found under, each with the column `direct`: those named, all that are broader, and those that lead to any of them over mappings. */
export function indexedTerms(terms: TermWriter, direct: readonly number[]): ReadonlyMap<number, 0 | 1 | 2> {
  const named = new Set(direct)
  const stated = named.union(new Set(direct.flatMap((tid) => terms.ancestorsOf(tid))))
  const all = stated.union(terms.mappedOver(stated))
  return new Map([...all].map((tid) => [tid, named.has(tid) ? 1 : stated.has(tid) ? 0 : 2]))
}

/** Puts these terms in place of those that a service, whose row is written, was indexed under; none where it `isNew`. */
export function writeTermIndex(
  store: WriterStore,
  sid: number,
  indexed: ReadonlyMap<number, 0 | 1 | 2>,
  isNew: boolean,
): void {
  if (!isNew) store.run('DELETE FROM service_term WHERE sid = ?', sid)
  // OR FAIL: as for cells (places/cells.ts).
  if (indexed.size > 0)
    store.run(
      `INSERT OR FAIL INTO service_term (sid, tid, direct, active, name_head)
       SELECT s.sid, t.value ->> 0, t.value ->> 1, s.active, substr(s.name_sort, 1, 16) FROM service s JOIN json_each(?2) t WHERE s.sid = ?1`,
      sid,
      JSON.stringify([...indexed]),
    )
  const named = [...indexed].filter(([, direct]) => direct === 1).map(([tid]) => tid)
  store.run('INSERT OR REPLACE INTO service_terms VALUES (?, ?, ?)', sid, [...indexed.keys()].join(), named.join())
}

/** Takes a service out of all that is searched; its raw record is the caller's to keep or drop. */
export function unwriteService(store: WriterStore, sid: number, updatedFrom: UpdatedFrom): void {
  noteGone(store, sid)
  withdrawCopies(store, sid, { fromPlace: 0, hasOrganization: false }, updatedFrom)
  unwriteCells(store, sid)
  unwritePlacement(store, sid)
  unplace(store, sid)
  store.runLast('DELETE FROM service_text WHERE rowid = ?', sid)
  unwriteName(store, sid)
  for (const table of [
    'service',
    'service_body',
    ...FACT_TABLES,
    'service_content',
    'service_score',
    'service_figure',
    'service_term',
    'service_terms',
    'issue',
  ])
    store.run(`DELETE FROM ${table} WHERE sid = ?`, sid)
}

/** Indexes again the services under terms that gained a broader one. */
export function reindexMovedTerms(store: WriterStore, terms: TermWriter): void {
  const moved = terms.takeMoved()
  const affected = new Set(moved.flatMap((tid) => [tid, ...terms.descendantsOf(tid)]))
  const sids = new Set(
    [...affected].flatMap((tid) =>
      store.all('SELECT sid FROM service_term WHERE tid = ? AND direct <> 0', tid).map((row) => numberOf(row, 'sid')),
    ),
  )
  for (const sid of sids) {
    const direct = store
      .all('SELECT tid FROM service_term WHERE sid = ? AND direct = 1', sid)
      .map((row) => numberOf(row, 'tid'))
    unwriteCells(store, sid)
    writeTermIndex(store, sid, indexedTerms(terms, direct), false)
    writeCells(store, sid)
  }
}

import { createRandom } from '../../test/create-random.ts'
import { openForWriting } from '../../src/store/tables.ts'
import { BASIS_BITS } from '../../src/geography/area-bits.ts'
import { pack } from '../../src/store/packed.ts'
import { writeCells } from '../../src/intake/places/cells.ts'
import { writeText } from '../../src/intake/records/write-indexes.ts'
import { writeName } from '../../src/intake/records/write-name.ts'
import { createWriterStore, type WriterStore } from '../../src/store/writer-store.ts'
import { createCountKeeper } from '../../src/intake/figures/keep-counts.ts'
import { AREAS_VERSION, areaCode, inventGazetteer } from './invented-areas.ts'
import { inventOthers } from './invent-others.ts'
import { inventWords, type InventedWords } from './invent-words.ts'

/** How large an invented catalogue is. */
export interface CatalogueSize {
  readonly services: number
  readonly areas: number
}

/** URI of an invented term by number, from 1. */
export function termUri(number: number): string {
  return `https://terms.example/${number}`
}

/** First number of each of the four levels of the tree, and the end. */
export const LEVEL_STARTS = [1, 13, 133, 633, 1501] as const

const CHUNK = 5_000

/** Fills a new catalogue file with invented services, straight through SQL: what a refresh would have written, without the reading. */
export function inventCatalogue(file: string, size: CatalogueSize): void {
  const { db } = openForWriting(file)
  const store = createWriterStore(db)
  const random = createRandom(20_261_123)
  const broader = inventTerms(store, random)
  const words = inventWords(random)
  store.transaction(() => {
    for (let area = 0; area < size.areas; area += 1)
      store.run('INSERT INTO area (aid, code) VALUES (?, ?)', area + 1, areaCode(area))
    return { visible: true }
  })
  for (let from = 1; from <= size.services; from += CHUNK) {
    store.transaction(() => {
      for (let sid = from; sid < Math.min(from + CHUNK, size.services + 1); sid += 1)
        inventService(store, random, size, sid, { broader, words })
      return { visible: true }
    })
    store.show()
  }
  inventOthers(store)
  // Counts are kept of what is shown.
  store.show()
  createCountKeeper(store, () => 0).keep({ gazetteer: inventGazetteer(size.areas), version: AREAS_VERSION })
  store.show()
  store.run("INSERT INTO service_text (service_text) VALUES ('optimize')")
  db.exec('PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
}

/** Terms by number with all their broader ones. */
function inventTerms(store: WriterStore, random: () => number): ReadonlyMap<number, readonly number[]> {
  const broader = new Map<number, readonly number[]>()
  store.transaction(() => {
    store.run("INSERT INTO scheme (xid, key, name, shared) VALUES (1, 'https://terms.example/', 'Terms', 1)")
    for (const [level, start] of LEVEL_STARTS.slice(0, -1).entries()) {
      for (let tid = start; tid < (LEVEL_STARTS[level + 1] ?? 0); tid += 1) {
        store.run(
          "INSERT INTO term (tid, uri, xid, name, other_names) VALUES (?, ?, 1, ?, '[]')",
          tid,
          termUri(tid),
          `Term ${tid}`,
        )
        const above = LEVEL_STARTS[level - 1]
        const parent = above === undefined ? undefined : above + Math.floor(random() * (start - above))
        broader.set(tid, parent === undefined ? [] : [parent, ...(broader.get(parent) ?? [])])
        if (parent !== undefined) store.run('INSERT INTO term_parent (tid, parent) VALUES (?, ?)', tid, parent)
      }
    }
    return { visible: true }
  })
  return broader
}

interface Stock {
  readonly broader: ReadonlyMap<number, readonly number[]>
  readonly words: InventedWords
}

function inventService(
  store: WriterStore,
  random: () => number,
  { areas }: CatalogueSize,
  sid: number,
  { broader, words }: Stock,
): void {
  const upTo = (count: number): number => Math.floor(random() * count)
  const area = upTo(areas)
  const fid = area + 1
  const slug = `feed-${fid}`
  if (sid <= areas * 4)
    store.run(
      'INSERT OR IGNORE INTO feed (fid, slug, sync) VALUES (?, ?, ?)',
      fid,
      slug,
      '{"consecutiveFailures":0,"listIsDetail":false}',
    )
  const name = words.name(2 + upTo(4))
  const description = words.text(40 + upTo(80))
  const oid = 1 + fid * 1_000 + upTo(300)
  const direct = Array.from({ length: 2 + upTo(5) }, () => 133 + Math.floor(random() ** 2 * (1501 - 133)))
  const modified = new Date(Date.UTC(2022, 0, 1) + upTo(1_700) * 86_400_000 + upTo(86_400) * 1000).toISOString()
  const isStated = (share: number): boolean => random() < share
  store.run(
    `INSERT INTO service (sid, fid, uid, body_hash, full, oid, name_sort, modified, assured, status, active, minimum_age, maximum_age,
       free, attending, days, languages, text_hash, terms_hash, places_hash, cid, available)
     VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, 'ACTIVE', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
    sid,
    fid,
    `${slug}/${sid.toString(36).padStart(36, '0')}`,
    'h'.repeat(27),
    oid,
    name,
    modified,
    modified.slice(0, 10),
    Number(!isStated(0.03)),
    isStated(0.4) ? upTo(60) : null,
    isStated(0.3) ? 60 + upTo(40) : null,
    isStated(0.5) ? upTo(2) : null,
    isStated(0.6) ? 1 + upTo(15) : null,
    isStated(0.5) ? 128 + upTo(128) : null,
    upTo(2),
    'h'.repeat(27),
    'h'.repeat(27),
    'h'.repeat(27),
    sid,
  )
  store.run(
    'INSERT INTO service_body (sid, body) VALUES (?, ?)',
    sid,
    pack({ id: String(sid), name, description, more: words.text(200) }, 'BODY'),
  )
  if (isStated(0.5))
    store.run(
      'INSERT INTO service_language (sid, language) VALUES (?, ?)',
      sid,
      ['en', 'pl', 'ur', 'bn', 'bfi'][upTo(5)] ?? 'en',
    )
  const under = new Set(direct.flatMap((tid) => broader.get(tid) ?? []))
  const insertTerm =
    'INSERT INTO service_term (sid, tid, direct, active, name_head) SELECT sid, ?, ?, active, substr(name_sort, 1, 16) FROM service WHERE sid = ?'
  for (const tid of new Set([...direct, ...under])) store.run(insertTerm, tid, Number(direct.includes(tid)), sid)
  store.run(
    "INSERT INTO service_terms SELECT ?1, group_concat(tid), coalesce(group_concat(tid) FILTER (WHERE direct = 1), '') FROM service_term WHERE sid = ?1",
    sid,
  )
  const town = words.name(1)
  writeText(store, sid, [name, words.name(3), words.name(6), description, `${town} ${words.name(3)}`], true)
  writeName(store, sid, name, true)
  inventPlaces(store, random, { areas, area, fid, sid })
  const others = isStated(0.1) ? [upTo(areas), upTo(areas)] : []
  for (const at of new Set([area, ...others]))
    store.run(
      'INSERT INTO service_area (aid, sid, bases) VALUES (?, ?, ?)',
      at + 1,
      sid,
      BASIS_BITS.AVAILABLE | BASIS_BITS.SERVES,
    )
  writeCells(store, sid)
}

/** Areas lie on a grid of 20 km squares; half of the places crowd into a town of 4 km in the middle. */
function inventPlaces(
  store: WriterStore,
  random: () => number,
  { areas, area, fid, sid }: { areas: number; area: number; fid: number; sid: number },
): void {
  const columns = Math.ceil(Math.sqrt(areas))
  const [south, west] = [50.5 + Math.floor(area / columns) * 0.18, -4 + (area % columns) * 0.3]
  for (let place = 0; place < 1 + Math.floor(random() * 3); place += 1) {
    const [spread, edge] = random() < 0.5 ? [0.2, 0.4] : [1, 0]
    const latitude = south + 0.18 * (edge + random() * spread)
    const longitude = west + 0.3 * (edge + random() * spread)
    store.run(
      'INSERT INTO service_location (sid, place, origin_id, fid, lid, latitude, longitude) VALUES (?, ?, ?, ?, ?, ?, ?)',
      sid,
      place,
      `${sid}/${place}`,
      fid,
      sid * 4 + place,
      latitude,
      longitude,
    )
    store.run(
      'INSERT INTO place (id, south, north, west, east, sid, place, latitude, longitude) VALUES (?1, ?2, ?2, ?3, ?3, ?4, ?5, ?2, ?3)',
      sid * 4096 + place,
      latitude,
      longitude,
      sid,
      place,
    )
  }
}

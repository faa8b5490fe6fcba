import { distanceMetres } from '../../geography/distance.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf, type Row } from '../../store/row.ts'
import { matchedVia } from '../terms/matched-via.ts'
import type { FactName } from '../../facts/service-facts.ts'
import type { RowSql } from '../../facts/row-sql.ts'
import type { Truth } from '../../facts/truth.ts'
import type { Anchor, Near, ServiceHit } from '../service-query.ts'
import { nearBasisOf } from './compile-areas.ts'
import type { Question } from './question.ts'
import type { SearchContext } from './search-context.ts'
import type { Sought } from './sought.ts'
import { present } from '../../model/present.ts'
import { refOf } from '../../model/record-uid.ts'

/** Adds to each hit what only its edge says: distance, nearest place, facts it does not state; a statement each for the whole page. */
export function completeHits(
  store: ReaderStore,
  context: SearchContext,
  question: Question,
  rows: readonly Row[],
): readonly ServiceHit[] {
  const sids = rows.map((row) => numberOf(row, 'sid'))
  const { near, searched } = question
  const nearest = near === undefined ? undefined : nearestPlaces(store, sids, near, question.heldAt)
  const unstated = unstatedFacts(store, question, sids)
  const missing = missingWords(store, searched?.relaxed ?? [], sids)
  const via = matchedVia(store, context, question.filter, sids)
  return rows.map((row) => {
    const sid = numberOf(row, 'sid')
    const uid = textOf(row, 'uid')
    const place = nearest?.get(sid)
    return {
      ...refOf(uid),
      anchor: anchorOf(row),
      ...(place === undefined
        ? {}
        : {
            distanceMetres: place.metres,
            nearestPlace: place.place,
            distanceApproximate: near?.isApproximate ?? false,
          }),
      ...(near === undefined ? {} : { nearBasis: nearBasisOf(store, context, near, { sid, metres: place?.metres }) }),
      matchedVia: via(sid),
      ...present({ searched, missingWords: missing.get(sid) }),
      unknownOn: unstated.get(sid) ?? [],
    }
  })
}

/** Of services found by most of the words: which of the words they do not have, in the order typed. */
function missingWords(
  store: ReaderStore,
  relaxed: readonly Sought[],
  sids: readonly number[],
): ReadonlyMap<number, readonly string[]> {
  if (relaxed.length === 0) return new Map()
  const found = relaxed.map(({ match, parts }) => {
    // Every seek of a record would read all words with the beginning again.
    const rowid = parts.some(({ isBeginning }) => isBeginning) ? '+rowid' : 'rowid'
    const sql = `SELECT rowid AS sid FROM service_text WHERE service_text MATCH ? AND ${rowid} IN (SELECT value FROM json_each(?))`
    return new Set(store.all(sql, match, JSON.stringify(sids)).map((row) => numberOf(row, 'sid')))
  })
  return new Map(
    sids.map((sid) => [
      sid,
      relaxed.flatMap(({ parts }, at) =>
        found[at]?.has(sid) === true ? [] : [parts.flatMap(({ words }) => words).join(' ')],
      ),
    ]),
  )
}

/** Where a cursor on the row stands. */
export function anchorOf(row: Row): Anchor {
  const value = row['key']
  return { value: typeof value === 'string' || typeof value === 'number' ? value : null, uid: textOf(row, 'uid') }
}

interface NearestPlace {
  readonly metres: number
  readonly place: number
}

/** Of each service that has a place, among those at which what is asked may hold if there are any; of places equally near the first. */
function nearestPlaces(
  store: ReaderStore,
  sids: readonly number[],
  near: Near,
  heldAt: RowSql | undefined,
): ReadonlyMap<number, NearestPlace> {
  const rows = store.all(
    `SELECT p.sid, p.place, p.latitude, p.longitude, ${heldAt?.on('s') ?? '1'} AS held
     FROM service_location p JOIN service s USING (sid)
     WHERE p.sid IN (SELECT value FROM json_each(?)) AND p.latitude IS NOT NULL ORDER BY p.sid, p.place`,
    ...(heldAt?.values ?? []),
    JSON.stringify(sids),
  )
  const nearest = new Map<number, NearestPlace>()
  const isHeldAnywhere = new Set(rows.filter((row) => row['held'] === 1).map((row) => numberOf(row, 'sid')))
  for (const row of rows) {
    const sid = numberOf(row, 'sid')
    if (row['held'] !== 1 && isHeldAnywhere.has(sid)) continue
    const metres = distanceMetres({ latitude: numberOf(row, 'latitude'), longitude: numberOf(row, 'longitude') }, near)
    if (metres < (nearest.get(sid)?.metres ?? Number.POSITIVE_INFINITY))
      nearest.set(sid, { metres, place: numberOf(row, 'place') })
  }
  return nearest
}

/** Of each service on which facts that it does not state it hangs whether it is meant. */
export function unstatedFacts(
  store: ReaderStore,
  { unknown }: Question,
  sids: readonly number[],
): ReadonlyMap<number, readonly FactName[]> {
  if (unknown === undefined) return new Map()
  const { columns, undecided } = unknown
  const named = columns.map(({ on }, at) => `${on('s')} AS c${at}`)
  const rows = store.all(
    `SELECT s.sid, ${named.join(', ')} FROM service s WHERE s.sid IN (SELECT value FROM json_each(?))`,
    ...columns.flatMap(({ values }) => values),
    JSON.stringify(sids),
  )
  const truthOf = (value: unknown): Truth => (value === null ? undefined : value === 1)
  return new Map(rows.map((row) => [numberOf(row, 'sid'), undecided(columns.map((_, at) => truthOf(row[`c${at}`])))]))
}

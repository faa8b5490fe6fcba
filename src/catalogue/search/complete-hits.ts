import { distanceMetres } from '../../geography/distance.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf, type Row } from '../../store/row.ts'
import { matchedVia } from '../terms/matched-via.ts'
import type { Anchor, Near, OpenAt, ServiceFilter, ServiceHit, ServiceQuery } from '../service-query.ts'
import { nearBasisOf } from './compile-areas.ts'
import { compileFilter, FACT_FILTERS } from './compile-filter.ts'
import { compileOpening } from './compile-opening.ts'
import { allOf, anyOf, negated, type Condition } from './condition.ts'
import type { SearchContext } from './search-context.ts'
import { searchedFor } from './searched-for.ts'
import { findNear } from './service-order.ts'

type Fact = (typeof FACT_FILTERS)[number]

/** Adds to each hit what only its edge says: distance, nearest place, facts it does not state; a statement each for the whole page. */
export function completeHits(
  store: ReaderStore,
  context: SearchContext,
  query: ServiceQuery,
  rows: readonly Row[],
): readonly ServiceHit[] {
  const sids = rows.map((row) => numberOf(row, 'sid'))
  const near = findNear(query.filter)
  const nearest = near === undefined ? undefined : nearestPlaces(store, sids, near)
  const unstated = unstatedFacts(store, context, query, sids)
  const via = matchedVia(store, context, query.filter, sids)
  const searched = searchedFor(context, query.filter)
  return rows.map((row) => {
    const sid = numberOf(row, 'sid')
    const uid = textOf(row, 'uid')
    const at = uid.indexOf('/')
    const place = nearest?.get(sid)
    return {
      feed: uid.slice(0, at),
      originId: uid.slice(at + 1),
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
      ...(searched === undefined ? {} : { searched }),
      unknownOn: unstated.get(sid) ?? [],
    }
  })
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

/** Of each service that has a place; of places equally near the first. */
function nearestPlaces(store: ReaderStore, sids: readonly number[], near: Near): ReadonlyMap<number, NearestPlace> {
  const rows = store.all(
    `SELECT sid, place, latitude, longitude FROM service_location
     WHERE sid IN (SELECT value FROM json_each(?)) AND latitude IS NOT NULL ORDER BY sid, place`,
    JSON.stringify(sids),
  )
  const nearest = new Map<number, NearestPlace>()
  for (const row of rows) {
    const sid = numberOf(row, 'sid')
    const metres = distanceMetres({ latitude: numberOf(row, 'latitude'), longitude: numberOf(row, 'longitude') }, near)
    if (metres < (nearest.get(sid)?.metres ?? Number.POSITIVE_INFINITY))
      nearest.set(sid, { metres, place: numberOf(row, 'place') })
  }
  return nearest
}

const UNSTATED: Readonly<Record<Exclude<Fact, 'openAt'>, string>> = {
  age: 's.minimum_age IS NULL AND s.maximum_age IS NULL',
  free: 's.free IS NULL',
  languages: 's.languages = 0',
  attending: 's.attending IS NULL',
}

/** Of the services that no certain fact keeps: which facts asked for they do not state. */
function unstatedFacts(
  store: ReaderStore,
  context: SearchContext,
  { filter, unknowns }: ServiceQuery,
  sids: readonly number[],
): ReadonlyMap<number, readonly Fact[]> {
  const asked = FACT_FILTERS.filter((fact) => mentions(filter, fact))
  if (asked.length === 0 || unknowns === 'EXCLUDE') return new Map()
  const certain = compileFilter(context, filter, 'EXCLUDE')
  const unstated = asked.map((fact) =>
    fact === 'openAt' ? isOpeningUnknown(context, filter) : { sql: UNSTATED[fact], values: [] },
  )
  const rows = store.all(
    `SELECT s.sid, ${unstated.map(({ sql }, at) => `(${sql}) AS ${asked[at]}`).join(', ')}
     FROM service s WHERE s.sid IN (SELECT value FROM json_each(?)) AND NOT (${certain.sql})`,
    ...unstated.flatMap(({ values }) => values),
    JSON.stringify(sids),
    ...certain.values,
  )
  return new Map(rows.map((row) => [numberOf(row, 'sid'), asked.filter((fact) => row[fact] === 1)]))
}

/** Whether the schedules leave any of the questions of opening open: hours that are known may answer one and not another. */
function isOpeningUnknown(context: SearchContext, filter: ServiceFilter): Condition {
  return anyOf(
    openingsAsked(filter).map((question) => {
      const [atMost, atLeast] = ([1, 0] as const).map((unstated) => compileOpening(context, question, unstated, []))
      return allOf([...(atMost === undefined ? [] : [atMost]), ...(atLeast === undefined ? [] : [negated(atLeast)])])
    }),
  )
}

function openingsAsked({ openAt, and = [], or = [], not }: ServiceFilter): OpenAt[] {
  const inner = [...and, ...or, ...(not === undefined ? [] : [not])].flatMap(openingsAsked)
  return [...(openAt === undefined ? [] : [openAt]), ...inner]
}

function mentions(filter: ServiceFilter, fact: Fact): boolean {
  const { and, or, not } = filter
  return (
    filter[fact] !== undefined ||
    [...(and ?? []), ...(or ?? []), ...(not === undefined ? [] : [not])].some((inner) => mentions(inner, fact))
  )
}

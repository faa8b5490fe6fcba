import type { SQLInputValue } from 'node:sqlite'
import { distanceMetres } from '../../geography/distance.ts'
import { maybeNumberOf, numberOf, textOf, type Row } from '../row.ts'
import type { ReaderStore } from '../read/reader-store.ts'
import type { Anchor, Near, ServiceFilter, ServiceHit, ServicePage, ServiceQuery, Unknowns } from '../service-query.ts'
import { compileFilter, FACT_FILTERS } from './compile-filter.ts'
import type { Condition } from './condition.ts'
import type { SearchContext } from './search-context.ts'
import { findNear, planOrder, type OrderPlan } from './service-order.ts'

/** One slice of the services that a filter means, in order, by keyset: page 500 costs what page 1 costs. */
export function searchServices(store: ReaderStore, context: SearchContext, query: ServiceQuery): ServicePage {
  const { filter, unknowns, slice } = query
  const order = planOrder(filter, query.order)
  const where = compileFilter(context, filter, unknowns)
  const { after, before, backward, limit } = slice
  const bounds = [
    ...(after === undefined ? [] : [boundOf(store, order, after, 'after')]),
    ...(before === undefined ? [] : [boundOf(store, order, before, 'before')]),
  ]
  const rows = selectHits(store, order, where, bounds, { backward, limit: limit + 1 })
  const hasMore = rows.length > limit
  const kept = hasMore ? rows.slice(0, limit) : rows
  const inOrder = backward ? kept.toReversed() : kept
  const hasOther = (anchor: Anchor | undefined, side: 'after' | 'before'): boolean =>
    anchor !== undefined &&
    selectHits(store, order, where, [boundOf(store, order, anchor, side)], { backward: false, limit: 1 }).length > 0
  const first = inOrder[0] === undefined ? after : anchorOf(inOrder[0])
  const last = inOrder.at(-1) === undefined ? before : anchorOf(inOrder.at(-1) ?? {})
  return {
    hits: completeHits(store, context, query, inOrder),
    hasNext: backward ? hasOther(last, 'after') : hasMore,
    hasPrevious: backward ? hasMore : after !== undefined && hasOther(first, 'before'),
  }
}

/** Exact, and counted once while the data stands. */
export function countServices(
  store: ReaderStore,
  context: SearchContext,
  filter: ServiceFilter,
  unknowns: Unknowns,
): number {
  const where = compileFilter(context, filter, unknowns)
  const key = `count\n${where.sql}\n${JSON.stringify(where.values)}`
  return store.remember(key, () =>
    Number(store.get(`SELECT count(*) AS n FROM service s WHERE ${where.sql}`, ...where.values)?.['n']),
  )
}

function anchorOf(row: Row): Anchor {
  const value = row['key']
  return { value: typeof value === 'string' || typeof value === 'number' ? value : null, uid: textOf(row, 'uid') }
}

/** Everything strictly on one side of an anchor. */
function boundOf(store: ReaderStore, order: OrderPlan, anchor: Anchor, side: 'after' | 'before'): Condition {
  const value = order.isRelative ? (presentKey(store, order, anchor.uid) ?? anchor.value) : anchor.value
  const isRising = (order.direction === 'ASC') === (side === 'after')
  const [byKey, byUid] = [isRising ? '>' : '<', side === 'after' ? '>' : '<']
  return {
    sql: `(${order.key} ${byKey} ? OR (${order.key} = ? AND s.uid ${byUid} ?))`,
    values: [...order.keyValues, value, ...order.keyValues, value, anchor.uid],
  }
}

/** Where the record of a cursor stands now, when scores have moved since. */
function presentKey(store: ReaderStore, order: OrderPlan, uid: string): number | undefined {
  const row = store.get(
    `SELECT ${order.key} AS key FROM ${order.from} WHERE ${order.match.sql} AND s.uid = ?`,
    ...order.keyValues,
    ...order.match.values,
    uid,
  )
  return row === undefined ? undefined : maybeNumberOf(row, 'key')
}

function selectHits(
  store: ReaderStore,
  order: OrderPlan,
  where: Condition,
  bounds: readonly Condition[],
  { backward, limit }: { backward: boolean; limit: number },
): Row[] {
  const flip = { ASC: 'DESC', DESC: 'ASC' } as const
  const direction = backward ? flip[order.direction] : order.direction
  const conditions = [order.match, where, ...bounds]
  const values: SQLInputValue[] = [...order.keyValues, ...conditions.flatMap((condition) => condition.values)]
  return store.all(
    `SELECT s.sid, s.uid, s.fid, ${order.key} AS key FROM ${order.from}
     WHERE ${conditions.map(({ sql }) => sql).join(' AND ')} ORDER BY key ${direction}, s.uid ${backward ? 'DESC' : 'ASC'} LIMIT ?`,
    ...values,
    limit,
  )
}

/** Adds to each hit what only its edge says: distance, nearest place, facts it does not state. */
function completeHits(
  store: ReaderStore,
  context: SearchContext,
  query: ServiceQuery,
  rows: readonly Row[],
): readonly ServiceHit[] {
  const near = findNear(query.filter)
  const asked = FACT_FILTERS.filter((fact) => mentions(query.filter, fact))
  const certain =
    asked.length === 0 || query.unknowns === 'EXCLUDE' ? undefined : compileFilter(context, query.filter, 'EXCLUDE')
  return rows.map((row) => {
    const uid = textOf(row, 'uid')
    const at = uid.indexOf('/')
    const nearest = near === undefined ? undefined : nearestPlace(store, numberOf(row, 'sid'), near)
    return {
      feed: uid.slice(0, at),
      originId: uid.slice(at + 1),
      anchor: anchorOf(row),
      ...(nearest === undefined ? {} : { distanceMetres: nearest.metres, nearestPlace: nearest.place }),
      unknownOn: certain === undefined ? [] : unstatedFacts(store, numberOf(row, 'sid'), certain, asked),
    }
  })
}

function nearestPlace(store: ReaderStore, sid: number, near: Near): { metres: number; place: number } | undefined {
  const places = store.all(
    'SELECT place, latitude, longitude FROM place WHERE id BETWEEN ? AND ?',
    sid * 4096,
    sid * 4096 + 4095,
  )
  const measured = places.map((row) => ({
    place: numberOf(row, 'place'),
    metres: distanceMetres({ latitude: numberOf(row, 'latitude'), longitude: numberOf(row, 'longitude') }, near),
  }))
  return measured.toSorted((a, b) => a.metres - b.metres || a.place - b.place)[0]
}

const UNSTATED: Readonly<Record<(typeof FACT_FILTERS)[number], string>> = {
  age: 's.minimum_age IS NULL AND s.maximum_age IS NULL',
  openAt: 's.days IS NULL',
  free: 's.free IS NULL',
  languages: 's.languages = 0',
  attending: 's.attending IS NULL',
}

/** A record that passes for certain was kept by no unknown. */
function unstatedFacts(
  store: ReaderStore,
  sid: number,
  certain: Condition,
  asked: readonly (typeof FACT_FILTERS)[number][],
): string[] {
  const columns = asked.map((fact) => `(${UNSTATED[fact]}) AS ${fact}`).join(', ')
  const row = store.get(
    `SELECT (${certain.sql}) AS certain, ${columns} FROM service s WHERE s.sid = ?`,
    ...certain.values,
    sid,
  )
  return row === undefined || row['certain'] === 1 ? [] : asked.filter((fact) => row[fact] === 1)
}

function mentions(filter: ServiceFilter, fact: (typeof FACT_FILTERS)[number]): boolean {
  const { and, or, not } = filter
  return (
    filter[fact] !== undefined ||
    [...(and ?? []), ...(or ?? []), ...(not === undefined ? [] : [not])].some((inner) => mentions(inner, fact))
  )
}

import { boxAround } from '../../geography/distance.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { maybeNumberOf, type Row } from '../../store/row.ts'
import type { Anchor, Near } from '../service-query.ts'
import { compareRows } from './compare-rows.ts'
import { aboutAll, chooseSetAtOnce, rowsOf, type Start } from './choose-set.ts'
import { placedIn } from './compile-places.ts'
import { eachHits } from './each-hits.ts'
import { inSteps, SHORT_MS, type Steps } from '../steps.ts'
import { LIMIT, type Sql } from '../../store/sql.ts'
import { allOf, partsOf, sqlOn, type Condition } from './condition.ts'
import { selectByText, selectByTextInSteps } from './select-by-text.ts'
import type { OrderPlan } from './service-order.ts'

/** A stretch of an ordered list of services. */
export interface Stretch {
  readonly after?: Anchor
  readonly before?: Anchor
  /** From the end. */
  readonly backward: boolean
  readonly limit: number
}

/** Where the rows of a search come from, and what more they must pass. */
interface Source {
  readonly from: Sql
  readonly where: readonly Sql[]
  /** The rows come in order of this beginning of the name. */
  readonly lead?: 't.name_head'
}

const PAGE = 20
/** As many characters as `service_term.name_head` keeps. */
const HEAD_LENGTH = 16
/** So many services are measured sooner than looked for in circles. */
const FEW = 300
/** To look up a row of a set costs so many times as much as to pass an entry of an index, as a share of what sorting is worth. */
const ROW_BY_ENTRY = 3
const FIRST_RING_METRES = 500
/** Wider than this, starting from the circle gains nothing. */
const LAST_RING_METRES = 100_000
/** A set up to this size is worth testing the hits of a text against before anything else is read of them. */
const MOST_TESTED = 20_000

/**
 * The rows `sid, uid, key` of services that pass, in order, by keyset: page 500 costs what page 1 costs. Where few pass, or none
 * that is near, all that is looked through to find them is looked through in steps.
 */
export function selectHits(store: ReaderStore, order: OrderPlan, where: Condition, stretch: Stretch): readonly Row[] {
  const { sql, values } = sqlOn('s', where)
  return (
    store.within(SHORT_MS, () => selectShortly(store, order, where, stretch)) ??
    inSteps(
      store,
      `hits ${JSON.stringify([order.key, order.direction, stretch, values])}\n${sql}`,
      () => selectInSteps(store, order, where, stretch),
      (rows) => rows.length * 150,
    )
  )
}

/** Each part's first rows, and of those the first. */
function* selectInSteps(
  store: ReaderStore,
  order: OrderPlan,
  where: Condition,
  stretch: Stretch,
): Steps<readonly Row[]> {
  if ('tiers' in order.by) return yield* selectByTextInSteps(store, order.by.tiers, where, stretch)
  let first: readonly Row[] = []
  const take = (source: Source): void => {
    first = [...first, ...select(store, order, source, stretch)]
      .toSorted(compareRows(order.direction, stretch.backward))
      .slice(0, stretch.limit)
  }
  yield* eachHits(store, where, { needsRows: true }, (hits) => take({ from: hits.from, where: [hits.where] }))
  return first
}

function selectShortly(store: ReaderStore, order: OrderPlan, where: Condition, stretch: Stretch): readonly Row[] {
  if ('tiers' in order.by) return selectByText(store, order.by.tiers, where, stretch)
  const start = chooseSetAtOnce(store, where, worthSorting(store))
  const most = 'near' in order.by ? FEW : worthSorting(store) / ROW_BY_ENTRY
  if (start !== undefined && start.size <= most) return select(store, order, sourceOf(start), stretch)
  if ('near' in order.by) return selectNearest(store, order, where, order.by.near, stretch)
  if (start !== undefined) return select(store, order, walkThrough(order.by.index, start), stretch)
  const walk = order.by.index === 'service_name' ? walkTerm(where) : undefined
  return select(store, order, walk ?? { from: indexed(order.by.index), where: [sqlOn('s', where)] }, stretch)
}

/** To walk an order until a page is full costs `all / size` rows an item; to fetch a set and sort it costs its size. */
function worthSorting(store: ReaderStore): number {
  return Math.max(200, Math.sqrt(PAGE * aboutAll(store)))
}

/** An order walked past all that is not in the set, of which the index alone is read. */
function walkThrough(index: string, { set, rest }: Start): Source {
  return {
    from: indexed(index),
    where: [{ sql: `s.sid IN (${set.sql})`, values: set.values }, sqlOn('s', rest)],
  }
}

function indexed(index: string): Sql {
  return { sql: `service s INDEXED BY ${index}`, values: [] }
}

function sourceOf({ set, rest }: Omit<Start, 'size'>): Source {
  return { from: rowsOf(set), where: [sqlOn('s', rest)] }
}

/** The services under a term, in order of name. */
function walkTerm(where: Condition): Source | undefined {
  const part = partsOf(where).find(({ set }) => set?.tid !== undefined)
  if (part === undefined) return undefined
  const isUnder = { sql: 't.tid = ?', values: part.values }
  return {
    from: { sql: 'service_term t INDEXED BY service_term_name CROSS JOIN service s ON s.sid = t.sid', values: [] },
    where: [isUnder, sqlOn('s', allOf(partsOf(where).filter((other) => other !== part)))],
    lead: 't.name_head',
  }
}

/** Looks in widening circles, because the nearest few are mostly very near. */
function selectNearest(
  store: ReaderStore,
  order: OrderPlan,
  where: Condition,
  near: Near,
  stretch: Stretch,
): readonly Row[] {
  const isFarFromEdges = Math.abs(near.latitude) < 85 && Math.abs(near.longitude) < 170
  const most =
    isFarFromEdges && !stretch.backward ? Math.min(near.withinMetres ?? LAST_RING_METRES, LAST_RING_METRES) : 0
  const least = Number(stretch.after?.value ?? 0) * 1.1
  for (let metres = Math.max(FIRST_RING_METRES, least); metres < most; metres *= 2) {
    const rows = select(store, order, sourceOf({ set: placedIn(boxAround(near, metres)), rest: where }), stretch)
    const inside = rows.filter((row) => (maybeNumberOf(row, 'key') ?? 0) <= metres)
    if (inside.length >= stretch.limit) return inside
  }
  const start = chooseSetAtOnce(store, where, MOST_TESTED)
  return select(
    store,
    order,
    start === undefined ? { from: { sql: 'service s', values: [] }, where: [sqlOn('s', where)] } : sourceOf(start),
    stretch,
  )
}

function select(store: ReaderStore, order: OrderPlan, { from, where, lead }: Source, stretch: Stretch): readonly Row[] {
  const { after, before, backward, limit } = stretch
  const bounds = [
    ...(after === undefined ? [] : boundOf(order, after, 'after', lead)),
    ...(before === undefined ? [] : boundOf(order, before, 'before', lead)),
  ]
  const flip = { ASC: 'DESC', DESC: 'ASC' } as const
  const direction = backward ? flip[order.direction] : order.direction
  const conditions = [...bounds, ...where]
  return store.all(
    // To ask the time for each row would cost as much as the row.
    `SELECT s.sid, s.uid, ${order.key.sql} AS key FROM ${from.sql} WHERE (s.sid & 15 OR in_time()) AND ${conditions.map(({ sql }) => sql).join(' AND ')}
     ORDER BY ${lead === undefined ? '' : `${lead} ${direction}, `}key ${direction}, s.uid ${backward ? 'DESC' : 'ASC'} ${LIMIT}`,
    ...order.key.values,
    ...from.values,
    ...conditions.flatMap(({ values }) => values),
    limit,
  )
}

/** Everything strictly on one side of an anchor; the first part alone is what an index starts from. */
function boundOf(
  { key, direction }: OrderPlan,
  { value, uid }: Anchor,
  side: 'after' | 'before',
  lead: Source['lead'],
): Sql[] {
  const byKey = (direction === 'ASC') === (side === 'after') ? '>' : '<'
  const byUid = side === 'after' ? '>' : '<'
  const head = [...String(value)].slice(0, HEAD_LENGTH).join('')
  return [
    ...(lead === undefined ? [] : [{ sql: `${lead} ${byKey}= ?`, values: [head] }]),
    { sql: `${key.sql} ${byKey}= ?`, values: [...key.values, value] },
    { sql: `(${key.sql} ${byKey} ? OR s.uid ${byUid} ?)`, values: [...key.values, value, uid] },
  ]
}

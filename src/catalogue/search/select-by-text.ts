import type { ReaderStore } from '../../store/reader-store.ts'
import { maybeNumberOf, numberOf, type Row } from '../../store/row.ts'
import { LIMIT, type Sql } from '../../store/sql.ts'
import type { Anchor } from '../service-query.ts'
import { eachRange, type Steps } from '../steps.ts'
import { aboutAll, chooseSetAtOnce } from './choose-set.ts'
import { compareRows } from './compare-rows.ts'
import { allOf, partsOf, sqlOn, type Condition } from './condition.ts'
import { PARTS_OF_TEXT } from './each-hits.ts'
import { anyMatch } from './text-match.ts'
import type { Stretch } from './select-hits.ts'

/** Names count most, then stems in names and terms; places and all that a description says count little. */
const SCORE = 'bm25(service_text, 10, 4, 5, 1, 2, 6, 4, 0.5)'
/** Further apart than scores ever are: keys of one tier come before those of the next. */
const TIER = 100_000
/** A set up to this size is worth testing the hits of a text against before they are ranked. */
const MOST_TESTED = 20_000
/** So many hits are looked up for each that is wanted, and if too few of them pass so many; then all. */
const TRIED = [1.5, 150]

/** A text that services are ranked by, and what else they must pass. */
interface Ranked {
  readonly store: ReaderStore
  readonly tiers: readonly string[]
  /** A set that they must be in. */
  readonly inSet: Sql
  readonly rest: Condition
  readonly stretch: Stretch
}

/** The rows `sid, uid, key` of services that the last tier finds and that pass, by tier and then by rank; all at once. */
export function selectByText(
  store: ReaderStore,
  tiers: readonly string[],
  where: Condition,
  stretch: Stretch,
): readonly Row[] {
  const ranked = rankedOf(store, tiers, where, stretch)
  const rows: Row[] = []
  for (const tier of tiersMeant(ranked)) {
    const left = stretch.limit - rows.length
    if (left > 0) rows.push(...selectTier(ranked, tier, left, ALL_ROWS))
  }
  return rows
}

/** The same, part by part. */
export function* selectByTextInSteps(
  store: ReaderStore,
  tiers: readonly string[],
  where: Condition,
  stretch: Stretch,
): Steps<readonly Row[]> {
  const ranked = rankedOf(store, tiers, where, stretch)
  const all = aboutAll(store)
  const rows: Row[] = []
  for (const tier of tiersMeant(ranked)) {
    const left = stretch.limit - rows.length
    let first: readonly Row[] = []
    const look = (low: number, high: number): void => {
      const range = { sql: 'rowid BETWEEN ? AND ?', values: [low, high] }
      first = inOrder([...first, ...selectTier(ranked, tier, left, range)], stretch).slice(0, left)
    }
    if (left > 0) yield* eachRange(all, look, Math.ceil(all / PARTS_OF_TEXT))
    rows.push(...first)
  }
  return rows
}

const ALL_ROWS: Sql = { sql: '1', values: [] }

function rankedOf(store: ReaderStore, tiers: readonly string[], where: Condition, wanted: Stretch): Ranked {
  const rest = allOf(partsOf(where).filter(({ set }) => set?.values[0] !== tiers.at(-1)))
  const start = chooseSetAtOnce(store, rest, MOST_TESTED)
  const inSet = start === undefined ? ALL_ROWS : { sql: `+rowid IN (${start.set.sql})`, values: start.set.values }
  const { after, before } = wanted
  const stretch = {
    ...wanted,
    ...(after === undefined ? {} : { after: presentAnchor(store, tiers, after) }),
    ...(before === undefined ? {} : { before: presentAnchor(store, tiers, before) }),
  }
  return { store, tiers, inSet, rest, stretch }
}

/** The tiers that the stretch may reach, in the order in which it reaches them. */
function tiersMeant({ tiers, stretch: { after, before, backward } }: Ranked): readonly number[] {
  const meant = [...tiers.keys()].slice(tierOf(after) ?? 0, (tierOf(before) ?? tiers.length) + 1)
  return backward ? meant.toReversed() : meant
}

function tierOf(anchor: Anchor | undefined): number | undefined {
  return anchor === undefined ? undefined : Math.round(Number(anchor.value) / TIER)
}

/** The first rows of one tier: the best of the text are looked up until enough of them pass. */
function selectTier(ranked: Ranked, tier: number, limit: number, range: Sql): readonly Row[] {
  for (const tried of TRIED) {
    const most = Math.ceil(tried * limit) + 8
    const best = selectBest(ranked, tier, range, most)
    const isAll = best.size < most
    const furthest = isAll ? undefined : [...best.values()].at(-1)
    // Others may be ranked as the last of them is.
    const sure = [...best].filter(([, key]) => key !== furthest).map(([sid]) => sid)
    const rows = selectPassing(ranked, sure, best).slice(0, limit)
    if (isAll || rows.length === limit) return rows
  }
  const all = selectBest(ranked, tier, range, -1)
  return selectPassing(ranked, [...all.keys()], all).slice(0, limit)
}

/** Keys by row number, in order. */
function selectBest(
  { store, tiers, inSet, stretch }: Ranked,
  tier: number,
  range: Sql,
  limit: number,
): ReadonlyMap<number, number> {
  const { after, before, backward } = stretch
  const better = tiers.slice(0, tier)
  const isNew =
    better.length === 0
      ? ALL_ROWS
      : { sql: '+rowid NOT IN (SELECT rowid FROM service_text WHERE service_text MATCH ?)', values: [anyMatch(better)] }
  const conditions = [range, inSet, isNew]
  const bounds = [
    ...(tierOf(after) === tier ? [{ sql: 'key >= ?', values: [after?.value ?? 0] }] : []),
    ...(tierOf(before) === tier ? [{ sql: 'key <= ?', values: [before?.value ?? 0] }] : []),
  ]
  const rows = store.all(
    // To ask the time for each row would cost as much as the row. The inner limit has each score computed once.
    `SELECT sid, key FROM (
       SELECT rowid AS sid, ${SCORE} + ? AS key FROM service_text
       WHERE service_text MATCH ? AND (rowid & 15 OR in_time()) AND ${conditions.map(({ sql }) => sql).join(' AND ')} LIMIT -1
     ) WHERE ${['1', ...bounds.map(({ sql }) => sql)].join(' AND ')} ORDER BY key ${backward ? 'DESC' : 'ASC'} ${LIMIT}`,
    tier * TIER,
    tiers[tier] ?? '',
    ...conditions.flatMap(({ values }) => values),
    ...bounds.flatMap(({ values }) => values),
    limit,
  )
  return new Map(rows.map((row) => [numberOf(row, 'sid'), numberOf(row, 'key')]))
}

/** Of the services those that pass, in order. */
function selectPassing(
  { store, rest, stretch }: Ranked,
  sids: readonly number[],
  keys: ReadonlyMap<number, number>,
): readonly Row[] {
  if (sids.length === 0) return []
  const { sql, values } = sqlOn('s', rest)
  const { after, before } = stretch
  const rows = store
    .all(
      `SELECT s.sid, s.uid FROM json_each(?) d CROSS JOIN service s ON s.sid = d.value WHERE (s.sid & 15 OR in_time()) AND ${sql}`,
      JSON.stringify(sids),
      ...values,
    )
    .map((row): Row => ({ ...row, key: keys.get(numberOf(row, 'sid')) ?? null }))
  const compare = compareRows('ASC', false)
  return inOrder(
    rows.filter(
      (row) =>
        (after === undefined || compare(row, rowOf(after)) > 0) &&
        (before === undefined || compare(row, rowOf(before)) < 0),
    ),
    stretch,
  )
}

function rowOf({ value, uid }: Anchor): Row {
  return { key: value, uid }
}

function inOrder(rows: readonly Row[], { backward }: Stretch): readonly Row[] {
  return rows.toSorted(compareRows('ASC', backward))
}

/** Where a cursor's record stands now, when scores have moved since; as it stood where it is no hit any more. */
function presentAnchor(store: ReaderStore, tiers: readonly string[], anchor: Anchor): Anchor {
  const value = store.remember(`score ${anchor.uid}\n${tiers.join('\n')}`, () => {
    for (const [tier, match] of tiers.entries()) {
      const row = store.get(
        `SELECT ${SCORE} + ? AS key FROM service_text WHERE service_text MATCH ? AND rowid = (SELECT sid FROM service WHERE uid = ?)`,
        tier * TIER,
        match,
        anchor.uid,
      )
      if (row !== undefined) return maybeNumberOf(row, 'key')
    }
    return undefined
  })
  return value === undefined ? anchor : { ...anchor, value }
}

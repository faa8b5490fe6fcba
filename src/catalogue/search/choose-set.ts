import type { ReaderStore } from '../../store/reader-store.ts'
import { allOf, partsOf, placeholders, type Condition, type ServiceSet } from './condition.ts'
import { LIMIT, type Sql } from '../../store/sql.ts'
import { doAll, type Steps } from '../steps.ts'

/** A filter, seen from the set that a search starts from. */
export interface Start {
  readonly set: ServiceSet
  readonly size: number
  /** What is left to ask of the rows of the set. */
  readonly rest: Condition
}

/** Up to so many times the smallest set, going through another one whole costs less than asking each row of the smallest. */
const WORTH_INTERSECTING = 8
/** Of more sets than these, to count them all would cost more than the smallest could save. */
const MOST_SETS = 8
/** A set of fewer is asked row by row. */
const LEAST_INTERSECTED = 100

/**
 * The smallest of the sets that bound the condition, less what is outside the next where that is cheap; undefined where
 * every set holds more than `most` services. Sizes are counted once while the data stands, each
 * in a step of its own.
 */
export function* chooseSet(store: ReaderStore, where: Condition, most: number): Steps<Start | undefined> {
  const parts = partsOf(where)
  const sets = startingSets(parts).slice(0, MOST_SETS)
  const best = yield* smallest(store, sets, Math.floor(most))
  if (best === undefined) return undefined
  const others = best.size < LEAST_INTERSECTED ? [] : sets.filter(({ set }) => set !== best.set)
  const next = yield* smallest(store, others, best.size * WORTH_INTERSECTING)
  const decided = new Set([...best.decided, ...(next?.decided ?? [])])
  const rest = allOf(parts.filter((part) => !decided.has(part)))
  if (next === undefined) return { set: best.set, size: best.size, rest }
  const set = {
    // `+`: or SQLite may walk the greater set, and look each of its services up in the smallest.
    sql: `SELECT sid FROM (${best.set.sql}) WHERE +sid IN (${next.set.sql})`,
    values: [...best.set.values, ...next.set.values],
    isExact: false,
  }
  return { set, size: sizeUpTo(store, set, best.size), rest }
}

/** The same at once: for a small `most`, which bounds what counting takes. */
export function chooseSetAtOnce(...args: Parameters<typeof chooseSet>): Start | undefined {
  return doAll(chooseSet(...args))
}

function* smallest(
  store: ReaderStore,
  sets: readonly StartingSet[],
  most: number,
): Steps<(StartingSet & { readonly size: number }) | undefined> {
  let best: (StartingSet & { readonly size: number }) | undefined
  for (const candidate of sets) {
    const limit = best === undefined ? most : best.size - 1
    const size = sizeUpTo(store, candidate.set, limit + 1)
    if (size <= limit) best = { ...candidate, size }
    yield
  }
  return best
}

interface StartingSet {
  readonly set: ServiceSet
  /** The parts that hold of all its services. */
  readonly decided: readonly Condition[]
}

/** The set of each part; of a term and areas together only what is in both, as the cells have it. */
function startingSets(parts: readonly Condition[]): readonly StartingSet[] {
  const term = parts.find(({ set }) => set?.tid !== undefined)
  const area = parts.find(({ set }) => set?.aids !== undefined)
  const own = parts.flatMap((part) =>
    part.set === undefined ? [] : [{ set: part.set, decided: part.set.isExact ? [part] : [] }],
  )
  if (term?.set?.tid === undefined || area?.set?.aids === undefined) return own
  const { aids } = area.set
  const sql = `SELECT DISTINCT sid FROM cell WHERE aid IN (${placeholders(aids.length)}) AND tid = ?`
  const both = { set: { sql, values: [...aids, term.set.tid], isExact: true }, decided: [term, area] }
  return [both, ...own.filter(({ decided }) => decided[0] !== term && decided[0] !== area)]
}

/** Of a set made of others the sum of theirs, as soon as it is over the limit: to put them together first would take all of each. */
function sizeUpTo(store: ReaderStore, { sql, values, union }: ServiceSet, limit: number): number {
  if (union !== undefined) {
    let size = 0
    for (const set of union) if (size < limit) size += sizeUpTo(store, set, limit - size)
    return Math.min(size, limit)
  }
  return store.remember(`size ${limit}\n${sql}\n${JSON.stringify(values)}`, () =>
    Number(store.get(`SELECT count(*) AS n FROM (SELECT sid FROM (${sql}) ${LIMIT})`, ...values, limit)?.['n']),
  )
}

/**
 * Where the rows `s` come from when a search starts from a set: each row is looked up by key, never by an index that the rest could use,
 * and in order of keys, so that what lies on one page is read with it. Without a limit SQLite would leave the order out.
 */
export function rowsOf({ sql, values }: Sql): Sql {
  return {
    sql: `(SELECT sid FROM (${sql}) ORDER BY sid LIMIT -1) d CROSS JOIN service s NOT INDEXED ON s.sid = d.sid`,
    values,
  }
}

/** About how many services there are. */
export function aboutAll(store: ReaderStore): number {
  return store.once('services', () => Number(store.get('SELECT max(sid) AS n FROM service')?.['n'] ?? 0))
}

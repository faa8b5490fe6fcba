import { numberOf, type Row, textOf } from './row.ts'
import type { Sql, SqlValue } from './sql.ts'
import type { CellCount } from '../model/cell-count.ts'

/** Whatever runs a SELECT: the reading side, which knows `count_listed`, or the writing side, which counts all terms alone. */
export interface Selecting {
  all(sql: string, ...values: SqlValue[]): Row[]
}

/** All active services, as an unfiltered question means them. */
export const ALL_ACTIVE = 's.active = 1'

const MOST_LOOKED_UP = 200
/** To count a list of terms costs as much as to walk all cells of so many services. */
const LISTS_PAY = 2

/** What the bits of a row `c` of `cell` hold of the columns of `service` (places/cells.ts). */
const OF_BITS = `c.facts & 1 AS active, CASE (c.facts >> 1) & 3 WHEN 1 THEN 0 WHEN 2 THEN 1 END AS free,
  CASE WHEN (c.facts & 2048) <> 0 THEN (c.facts >> 3) & 255 END AS days, (c.facts >> 15) & 3 AS available`

/** The table `cell` as if it were `service s`, with the columns that its bits hold; of services that are alone in their cluster. */
export const LONE_CELLS = `(SELECT c.aid, c.tid, c.sid, 1 AS solo, c.sid AS cid, ${OF_BITS} FROM cell c) s`

/** The same of all services. */
const CLUSTERED_CELLS = `(SELECT c.aid, c.tid, c.sid, m.sid IS NULL AS solo, coalesce(m.cid, c.sid) AS cid, ${OF_BITS}
  FROM cell c LEFT JOIN cluster_member m ON m.sid = c.sid) s`

/** The columns of `service` that cells hold too. */
export const CELL_COLUMNS: ReadonlySet<string> = new Set(['sid', 'solo', 'cid', 'active', 'free', 'days'])

/** An area by its position, with the numbers its services are held under. */
export interface AreaNumbers {
  readonly area: number
  readonly aids: readonly number[]
}

/** Counts of one area by the number of the term; 0 is any, below 0 any of a scheme. */
export type TermCounts = ReadonlyMap<number, CellCount>

/**
 * For each area its counts by term, of the terms and schemes given or of all. Nearly every service is alone in its cluster and held under
 * one number of an area: those are counted as rows. The others are looked at one by one.
 */
export function countCellsByTerm(
  db: Selecting,
  areas: readonly AreaNumbers[],
  tids: readonly number[] | undefined,
  where: Sql,
): readonly TermCounts[] {
  const pairs = JSON.stringify(areas.flatMap(({ area, aids }) => aids.map((aid) => [area, aid])))
  const apart = JSON.stringify(severalTimesHeld(db, pairs))
  const counts = areas.map(() => new Map<number, Mutable>())
  const byAid = new Map<number, Map<number, Mutable>[]>()
  for (const { area, aids } of areas) {
    for (const aid of aids) {
      const own = counts[area]
      if (own !== undefined) byAid.set(aid, [...(byAid.get(aid) ?? []), own])
    }
  }
  for (const row of selectPlain(db, JSON.stringify([...byAid.keys()]), apart, tids, where)) {
    const [tid, records] = [numberOf(row, 'tid'), numberOf(row, 'records')]
    const [serves, located] = [numberOf(row, 'serves'), numberOf(row, 'located')]
    for (const own of byAid.get(numberOf(row, 'aid')) ?? []) {
      add(own, tid, { services: records, records, serves, located, publisher: records - serves - located })
    }
  }
  for (const row of selectShared(db, pairs, apart, tids, where)) {
    const evidence = numberOf(row, 'evidence')
    const own = counts[numberOf(row, 'area')]
    if (own === undefined) continue
    const mix = { serves: Number(evidence === 3), located: Number(evidence === 2), publisher: Number(evidence < 2) }
    add(own, numberOf(row, 'tid'), { services: 1, records: numberOf(row, 'records'), ...mix })
  }
  return counts
}

type Mutable = { -readonly [K in keyof CellCount]: CellCount[K] }

function add(counts: Map<number, Mutable>, tid: number, more: CellCount): void {
  const known = counts.get(tid)
  if (known === undefined) {
    counts.set(tid, { ...more })
    return
  }
  known.services += more.services
  known.records += more.records
  known.serves += more.serves
  known.located += more.located
  known.publisher += more.publisher
}

/** Services held under several numbers of one area: for all of areas above it, and for it as well or for several above. */
function severalTimesHeld(db: Selecting, pairs: string): readonly number[] {
  return db
    .all(
      `WITH g AS MATERIALIZED (SELECT value ->> 0 AS area, value ->> 1 AS aid FROM json_each(?))
       SELECT DISTINCT n.sid FROM g CROSS JOIN service_area n ON n.aid = g.aid AND (n.bases & 8) <> 0 WHERE g.aid < 0 AND EXISTS (
         SELECT 1 FROM g h CROSS JOIN service_area p ON p.aid = h.aid AND p.sid = n.sid AND (p.bases & 8) <> 0
         WHERE h.area = g.area AND h.aid <> g.aid)`,
      pairs,
    )
    .map((row) => numberOf(row, 'sid'))
}

/** Rows counted as they are, by number of area and term or scheme. */
function selectPlain(
  db: Selecting,
  aids: string,
  apart: string,
  tids: readonly number[] | undefined,
  where: Sql,
): readonly Row[] {
  const terms = tids?.filter((tid) => tid >= 0)
  const schemes = schemesAmong(db, tids)
  // Of many terms it is cheaper to walk all cells of an area than to look each term up.
  const wanted = terms !== undefined && terms.length <= MOST_LOOKED_UP ? terms : undefined
  const counts = 'count(*) AS records, sum(s.available = 3) AS serves, sum(s.available = 2) AS located'
  const rest = `${where.sql} AND s.sid NOT IN (SELECT sid FROM cluster_member) AND s.sid NOT IN (SELECT value FROM json_each(?))`
  const listed =
    terms !== undefined && wanted === undefined
      ? selectListed(db, aids, { sql: rest, values: [...where.values, apart] })
      : undefined
  const ofTerms =
    listed ??
    db.all(
      `SELECT s.aid, s.tid, ${counts} FROM json_each(?) a ${wanted === undefined ? '' : 'CROSS JOIN json_each(?) t'}
     CROSS JOIN ${LONE_CELLS} ON s.aid = a.value ${wanted === undefined ? '' : 'AND s.tid = t.value'} WHERE ${rest} GROUP BY s.aid, s.tid`,
      aids,
      ...(wanted === undefined ? [] : [JSON.stringify(wanted)]),
      ...where.values,
      apart,
    )
  if (schemes.length === 0) return ofTerms
  const ofSchemes = db.all(
    `SELECT s.aid, x.value AS tid, ${counts} FROM json_each(?) a CROSS JOIN json_each(?) x
     CROSS JOIN ${LONE_CELLS} ON s.aid = a.value AND s.tid = 0 WHERE ${rest} AND ${isInScheme('x.value')} GROUP BY 1, 2`,
    aids,
    JSON.stringify(schemes),
    ...where.values,
    apart,
  )
  return [...ofTerms, ...ofSchemes]
}

/**
 * The same by the lists of terms of the services that pass, which are found in the cells of any term. Undefined where so many pass
 * that it is cheaper to walk all cells.
 */
function selectListed(db: Selecting, aids: string, { sql, values }: Sql): readonly Row[] | undefined {
  const hits = db.all(
    `SELECT s.aid, s.sid, s.available FROM json_each(?) a CROSS JOIN ${LONE_CELLS} ON s.aid = a.value AND s.tid = 0 WHERE ${sql}`,
    aids,
    ...values,
  )
  const [all] = db.all(
    'SELECT count(*) AS n FROM json_each(?) a CROSS JOIN cell c ON c.aid = a.value AND c.tid = 0',
    aids,
  )
  if (all === undefined || hits.length * LISTS_PAY > numberOf(all, 'n')) return undefined
  const alike = Map.groupBy(hits, (row) => 4 * numberOf(row, 'aid') + numberOf(row, 'available'))
  return [...alike.values()].flatMap((own) => {
    const sids = own.map((row) => numberOf(row, 'sid'))
    const [counted] = db.all(
      'SELECT count_listed(tids) AS counts FROM json_each(?) j CROSS JOIN service_terms x ON x.sid = j.value',
      JSON.stringify(sids),
    )
    const counts: readonly (readonly [number, number])[] = JSON.parse(
      counted === undefined ? '[]' : textOf(counted, 'counts'),
    )
    const { aid = null, available = null } = own[0] ?? {}
    return [[0, sids.length] as const, ...counts].map(([tid, records]) => ({
      ...{ aid, tid, records },
      serves: available === 3 ? records : 0,
      located: available === 2 ? records : 0,
    }))
  })
}

/** Each cluster that is not alone, or held several times, once per area and term or scheme. */
function selectShared(
  db: Selecting,
  pairs: string,
  apart: string,
  tids: readonly number[] | undefined,
  where: Sql,
): readonly Row[] {
  // Joined three times rather than once with the union of all terms, which would be put together whole each time; and each cell asked
  // whether its service is among those not alone, who are far more than an area has (`+` keeps SQLite from going through them). Rows of
  // `service` lie far apart.
  return db.all(
    `WITH g AS MATERIALIZED (SELECT value ->> 0 AS area, value ->> 1 AS aid FROM json_each(?)),
       hit AS MATERIALIZED (SELECT g.area, s.sid, s.cid, s.available FROM g CROSS JOIN ${CLUSTERED_CELLS} ON s.aid = g.aid AND s.tid = 0
         WHERE (+s.sid IN (SELECT sid FROM cluster_member) OR +s.sid IN (SELECT value FROM json_each(?))) AND ${where.sql})
     SELECT area, tid, cid, count(DISTINCT sid) AS records, max(available) AS evidence
     FROM (SELECT hit.*, 0 AS tid FROM hit
       UNION ALL SELECT hit.*, t.tid FROM hit CROSS JOIN service_term t ON t.sid = hit.sid
       UNION ALL SELECT hit.*, -z.xid FROM hit CROSS JOIN service_term y ON y.sid = hit.sid CROSS JOIN term z ON z.tid = y.tid)
     ${tids === undefined ? '' : 'WHERE tid IN (SELECT value FROM json_each(?))'}
     GROUP BY 1, 2, 3`,
    pairs,
    apart,
    ...where.values,
    ...(tids === undefined ? [] : [JSON.stringify(tids)]),
  )
}

/** The numbers below 0 that are asked for; of all schemes where everything is. */
function schemesAmong(db: Selecting, tids: readonly number[] | undefined): readonly number[] {
  if (tids !== undefined) return tids.filter((tid) => tid < 0)
  return db.all('SELECT xid FROM scheme').map((row) => -numberOf(row, 'xid'))
}

/** Whether `service s`, or rows of another name with its `sid`, has any term of the scheme of that number below 0. */
export function isInScheme(number: string, alias = 's'): string {
  return `EXISTS (SELECT 1 FROM service_term y CROSS JOIN term z ON z.tid = y.tid WHERE y.sid = ${alias}.sid AND z.xid = -${number})`
}

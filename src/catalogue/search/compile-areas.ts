import { InputError } from '../../model/input-error.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import type { AreaMatch, Near, NearBasis } from '../service-query.ts'
import { compileNear } from './compile-places.ts'
import { LIMIT, type Sql } from '../../store/sql.ts'
import { allOf, anyOf, IS_ACTIVE, placeholders, sqlOn, type Condition } from './condition.ts'
import { eachHits } from './each-hits.ts'
import type { ListCondition } from './list-slice.ts'
import { inSteps, type Steps } from '../steps.ts'
import { numberOf } from '../../store/row.ts'
import type { SearchContext } from './search-context.ts'

type Path = readonly (string | number)[]

/** Services that count for any of the areas. InputError UNKNOWN_AREA where nothing has a code. */
export function compileAreas({ areas }: SearchContext, { anyOf: codes, basis }: AreaMatch, path: Path): Condition {
  return areas.inAreas(codes, basis, [...path, 'anyOf'])
}

/** Organizations with an active service that counts for any of the areas, over the table `organization`. */
export function offeringIn(store: ReaderStore, context: SearchContext, match: AreaMatch, path: Path): ListCondition {
  return heldBy(store, activeIn(context, match, path), {
    row: 'oid',
    hit: 's.oid',
    join: '',
    ofRow: 'service s WHERE s.oid = organization.oid',
  })
}

/** Locations that lie in any of the areas, over the table `location`; by SERVES and PUBLISHER those of the active services that count. */
export function lyingIn(store: ReaderStore, context: SearchContext, match: AreaMatch, path: Path): ListCondition {
  if (match.basis === 'SERVES' || match.basis === 'PUBLISHER') {
    return heldBy(store, activeIn(context, match, path), {
      row: 'lid',
      hit: 'l.lid',
      join: 'CROSS JOIN service_location l ON l.sid = s.sid',
      ofRow: 'service_location l CROSS JOIN service s ON s.sid = l.sid WHERE l.lid = location.lid',
    })
  }
  const codes = match.anyOf.flatMap((code, index) => context.areas.currentCodes(code, [...path, 'anyOf', index]))
  const values = codes.flatMap((code) => context.areas.aidOf(code) ?? [])
  const isAny = `aid IN (${placeholders(values.length)})`
  const sql = `SELECT lid FROM location_area WHERE ${isAny}`
  const size = store.remember(`lying ${JSON.stringify(values)}`, () =>
    Number(store.get(`SELECT count(*) AS n FROM (${sql} ${LIMIT})`, ...values, MOST_LISTED + 1)?.['n']),
  )
  return size > MOST_LISTED
    ? { sql: `EXISTS (SELECT 1 FROM location_area y WHERE y.lid = location.lid AND y.${isAny})`, values }
    : { sql: `lid IN (${sql})`, values }
}

/** Of more rows than these each is asked for itself: the list of all would be read again with every part of a list. */
const MOST_LISTED = 20_000

/** How the rows of a table belong to services `s`. */
interface Holding {
  /** The table's row number, and where a service has it, joined where it takes that. */
  readonly row: string
  readonly hit: string
  readonly join: string
  /** The services of one row of the table. */
  readonly ofRow: string
}

function activeIn(context: SearchContext, match: AreaMatch, path: Path): Condition {
  return allOf([IS_ACTIVE, compileAreas(context, match, path)])
}

/** The rows of a table that services which pass have; the services are gone through in steps, once while the data stands. */
function heldBy(store: ReaderStore, where: Condition, { row, hit, join, ofRow }: Holding): ListCondition {
  const { sql, values } = sqlOn('s', where)
  const held = inSteps(
    store,
    `held ${row} ${JSON.stringify(values)}\n${sql}`,
    function* (): Steps<readonly number[]> {
      const found = new Set<number>()
      yield* eachHits(store, where, { needsRows: true }, ({ from, where: rest }) => {
        const rows = store.all(
          `SELECT DISTINCT ${hit} AS held FROM ${from.sql} ${join} WHERE ${hit} IS NOT NULL AND ${rest.sql}`,
          ...from.values,
          ...rest.values,
        )
        for (const each of rows) found.add(numberOf(each, 'held'))
      })
      return [...found]
    },
    ({ length }) => length * 8,
  )
  const isAmong = (listed: readonly number[]): Sql => ({
    sql: `${row} IN (SELECT value FROM json_each(?))`,
    values: [JSON.stringify(listed)],
  })
  if (held.length <= MOST_LISTED) return isAmong(held)
  return {
    sql: `EXISTS (SELECT 1 FROM ${ofRow} AND ${sql})`,
    values,
    between: (low, high) => isAmong(held.filter((each) => each >= low && each <= high)),
  }
}

/** Services near the point by any of the bases asked for. InputError where the circle leaves the map. */
export function compileNearBy({ areas }: SearchContext, near: Near, path: Path): Condition {
  const isLocated = compileNear(near, path)
  if (!asksFor(near, 'SERVES')) return isLocated
  if (!asksFor(near, 'LOCATED') && (near.areaCodes ?? []).length === 0) {
    throw new InputError(
      'UNKNOWN_AREA',
      'It is not known here in which areas that point lies, so nothing can be said to serve it: give a whole postcode, or ask by: [LOCATED].',
      [...path, 'by'],
    )
  }
  const serves = areas.servingAll(near.areaCodes ?? [])
  return asksFor(near, 'LOCATED') ? anyOf([isLocated, serves]) : serves
}

/** By which of the bases asked for a service is near; `metres` to the nearest of its places, undefined where it has none. */
export function nearBasisOf(
  store: ReaderStore,
  { areas }: SearchContext,
  near: Near,
  { sid, metres }: { readonly sid: number; readonly metres: number | undefined },
): readonly NearBasis[] {
  const isLocated = metres !== undefined && metres <= (near.withinMetres ?? Number.POSITIVE_INFINITY)
  const isServed = (): boolean => {
    const { on, values } = areas.servingAll(near.areaCodes ?? [])
    return store.get(`SELECT 1 FROM service s WHERE s.sid = ? AND ${on('s')}`, sid, ...values) !== undefined
  }
  return [
    ...(asksFor(near, 'LOCATED') && isLocated ? (['LOCATED'] as const) : []),
    ...(asksFor(near, 'SERVES') && isServed() ? (['SERVES'] as const) : []),
  ]
}

function asksFor({ by = ['LOCATED'] }: Near, basis: NearBasis): boolean {
  return by.includes(basis)
}

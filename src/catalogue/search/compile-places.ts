import { boxAround, checkBox, checkPoint } from '../../geography/distance.ts'
import type { BoundingBox, Near } from '../service-query.ts'
import { rowSql, type ColumnValue } from '../../facts/row-sql.ts'
import { ALWAYS, type Condition, type ServiceSet } from './condition.ts'

type Path = readonly (string | number)[]

/** SQL about a row `x` of `service_location`. */
interface PlaceSql {
  readonly sql: string
  readonly values: readonly ColumnValue[]
}

/**
 * Services with a place within the distance asked; all where none is asked, for those without a place can be had from
 * anywhere. InputError where the circle leaves the map.
 */
export function compileNear(near: Near, path: Path): Condition {
  const inReach = isInReach(near, path)
  if (inReach === undefined || near.withinMetres === undefined) return ALWAYS
  return { ...hasPlace(inReach), set: placedIn(boxAround(near, near.withinMetres, path)) }
}

/** Services with a place in the box, edges included. InputError where it is no box. */
export function compileWithin(box: BoundingBox, path: Path): Condition {
  checkBox(box, path)
  return { ...hasPlace(isInBox(box)), set: placedIn(box) }
}

/** Whether a row `x` of `service_location` is within the distance asked; undefined where none is. InputError where the circle leaves the map. */
export function isInReach(near: Near, path: Path): PlaceSql | undefined {
  checkPoint(near, path)
  const { latitude, longitude, withinMetres } = near
  if (withinMetres === undefined) return undefined
  const { sql, values } = isInBox(boxAround(near, withinMetres, path))
  return {
    sql: `${sql} AND distance_metres(x.latitude, x.longitude, ?, ?) <= ?`,
    values: [...values, latitude, longitude, withinMetres],
  }
}

/** Whether a row `x` of `service_location` is in the box. */
export function isInBox({ south, north, west, east }: BoundingBox): PlaceSql {
  return {
    sql: 'x.latitude IS NOT NULL AND x.latitude BETWEEN ? AND ? AND x.longitude BETWEEN ? AND ?',
    values: [south, north, west, east],
  }
}

function hasPlace({ sql, values }: PlaceSql): Condition {
  return rowSql(
    ['sid'],
    (s) => `EXISTS (SELECT 1 FROM service_location x WHERE x.sid = ${s('sid')} AND ${sql})`,
    values,
  )
}

/** By the spatial index, which keeps edges rounded outward: a little more than the box. */
export function placedIn({ south, north, west, east }: BoundingBox): ServiceSet {
  return {
    // A place's id holds its service's in the higher bits (write-indexes.ts): the index alone answers.
    sql: 'SELECT DISTINCT id >> 12 AS sid FROM place WHERE north >= ? AND south <= ? AND east >= ? AND west <= ?',
    values: [south, north, west, east],
    isExact: false,
  }
}

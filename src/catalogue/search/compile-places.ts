import { boxAround, checkBox, checkPoint } from '../../geography/distance.ts'
import type { BoundingBox, Near } from '../service-query.ts'
import { rowSql } from '../../facts/row-sql.ts'
import type { Condition, ServiceSet } from './condition.ts'

type Path = readonly (string | number)[]

/** Services with a place within the distance asked; with any place where none is asked. InputError where the circle leaves the map. */
export function compileNear(near: Near, path: Path): Condition {
  checkPoint(near, path)
  if (near.withinMetres === undefined) return hasPlace('1', [])
  const box = boxAround(near, near.withinMetres, path)
  return {
    ...hasPlace(`${IN_BOX} AND distance_metres(x.latitude, x.longitude, ?, ?) <= ?`, [
      ...boxValues(box),
      near.latitude,
      near.longitude,
      near.withinMetres,
    ]),
    set: placedIn(box),
  }
}

/** Services with a place in the box, edges included. InputError where it is no box. */
export function compileWithin(box: BoundingBox, path: Path): Condition {
  checkBox(box, path)
  return { ...hasPlace(IN_BOX, boxValues(box)), set: placedIn(box) }
}

const IN_BOX = 'x.latitude BETWEEN ? AND ? AND x.longitude BETWEEN ? AND ?'

function boxValues({ south, north, west, east }: BoundingBox): number[] {
  return [south, north, west, east]
}

function hasPlace(where: string, values: readonly number[]): Condition {
  return rowSql(
    ['sid'],
    (s) =>
      `EXISTS (SELECT 1 FROM service_location x WHERE x.sid = ${s('sid')} AND x.latitude IS NOT NULL AND ${where})`,
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

import type { Cell } from '../../model/csv-lines.ts'
import { type Column, objectsAt, readCells } from '../exports/columns.ts'
import type { TablePlan } from './plan-table.ts'

/** The rows of an answer's data as its plan has them, in the order of the answer; empty where its list is empty or null. */
export function readRows({ rows, parts }: TablePlan, data: unknown): readonly (readonly Cell[])[] {
  const readers = parts.map(({ depth, columns }) => {
    const read = createPartReader(columns.map(({ column }) => column))
    return (way: readonly unknown[]): readonly Cell[] => read(way[depth - 1])
  })
  return followRows(data, rows).map((way) => readers.flatMap((read) => read(way)))
}

/** Reads cells of objects that come one after the other; of what stands beside all rows, once. */
function createPartReader(columns: readonly Column[]): (object: unknown) => readonly Cell[] {
  let last: unknown
  let cells: readonly Cell[] = []
  return (object) => {
    if (object !== last) cells = readCells(columns, object)
    last = object
    return cells
  }
}

/** For each row, the objects on the way to it; the row itself is the last. */
function followRows(object: unknown, [key, ...rest]: readonly string[]): readonly (readonly unknown[])[] {
  if (key === undefined) return [[]]
  return objectsAt(object, key).flatMap((next) => followRows(next, rest).map((way) => [next, ...way]))
}

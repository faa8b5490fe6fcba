import type { Cell } from '../../model/csv-lines.ts'
import { objectsAt, readCells } from '../exports/columns.ts'
import type { TablePlan } from './plan-table.ts'

/** The rows of an answer's data as its plan has them, in the order of the answer; empty where its list is empty or null. */
export function readRows({ rows, parts }: TablePlan, data: unknown): readonly (readonly Cell[])[] {
  return followRows(data, rows).map((way) =>
    parts.flatMap(({ depth, columns }) =>
      readCells(
        columns.map(({ column }) => column),
        way[depth - 1],
      ),
    ),
  )
}

/** For each row, the objects on the way to it; the row itself is the last. */
function followRows(object: unknown, [key, ...rest]: readonly string[]): readonly (readonly unknown[])[] {
  if (key === undefined) return [[]]
  return objectsAt(object, key).flatMap((next) => followRows(next, rest).map((way) => [next, ...way]))
}

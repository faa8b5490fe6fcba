import type { CellCount } from '../../model/cell-count.ts'
import type { AreaNumbers } from '../../store/cell-view.ts'
import { unpackCounts } from '../../store/packed-counts.ts'
import { bytesOf, numberOf, textOf } from '../../store/row.ts'
import type { FiguresContext } from './figures-context.ts'

/** What counts where nothing does. */
export const NOTHING: CellCount = { services: 0, records: 0, serves: 0, located: 0, publisher: 0 }

/** The one count with so many times the other added. */
export function plus(one: CellCount, other: CellCount, times: 1 | -1 = 1): CellCount {
  return {
    services: one.services + times * other.services,
    records: one.records + times * other.records,
    serves: one.serves + times * other.serves,
    located: one.located + times * other.located,
    publisher: one.publisher + times * other.publisher,
  }
}

/** Kept counts by position of the area, where nothing of it has changed since they were kept. */
export function readKept(
  { store, geographyVersion }: FiguresContext,
  areas: readonly AreaNumbers[],
): Map<number, (tid: number) => CellCount | undefined> {
  const asked = areas.flatMap(({ area, aids }) => aids.map((aid) => [area, aid]))
  const rows = store.all(
    `SELECT g.value ->> 0 AS area, k.geography, k.counts, k.generation FROM json_each(?1) g JOIN area_count k ON k.aid = g.value ->> 1
     WHERE k.generation >= (SELECT coalesce(max(t.generation), 0) FROM json_each(?1) h JOIN area_touched t ON t.aid = h.value ->> 1
       WHERE h.value ->> 0 = g.value ->> 0)`,
    JSON.stringify(asked),
  )
  return new Map(
    rows
      .filter((row) => textOf(row, 'geography') === geographyVersion())
      .map((row) => [numberOf(row, 'area'), unpackCounts(bytesOf(row, 'counts'))]),
  )
}

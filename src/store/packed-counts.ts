import type { TermCounts } from './cell-view.ts'
import type { CellCount } from '../model/cell-count.ts'

const COLUMNS = 6

/** Counts by term as one row keeps them: six whole numbers of 32 bits each, by number of the term. */
export function packCounts(counts: TermCounts): Uint8Array {
  const numbers = new Int32Array(counts.size * COLUMNS)
  let at = 0
  for (const [tid, { services, records, serves, located, publisher }] of [...counts].toSorted(([a], [b]) => a - b)) {
    numbers.set([tid, services, records, serves, located, publisher], at)
    at += COLUMNS
  }
  return new Uint8Array(numbers.buffer)
}

/** What `packCounts` packed, to be asked by number of the term; undefined for a term under which nothing counts. */
export function unpackCounts(bytes: Uint8Array): (tid: number) => CellCount | undefined {
  const numbers = new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  const cell = (at: number): number => numbers[at] ?? 0
  return (tid) => {
    let [low, high] = [0, numbers.length / COLUMNS]
    while (low < high) {
      const middle = (low + high) >> 1
      if (cell(middle * COLUMNS) < tid) low = middle + 1
      else high = middle
    }
    const at = low * COLUMNS
    if (at >= numbers.length || cell(at) !== tid) return undefined
    return {
      services: cell(at + 1),
      records: cell(at + 2),
      serves: cell(at + 3),
      located: cell(at + 4),
      publisher: cell(at + 5),
    }
  }
}

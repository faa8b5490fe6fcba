import type { DatabaseSync } from 'node:sqlite'
import { eachListed } from './count-listed.ts'

/** How often each whole number stands in lists, for each number of what the lists are of: several times as fast as grouping by SQL. */
export interface ListedCounts {
  /** Adds what stands in a list, apart by commas. */
  add(of: number, list: string): void
  /** Numbers with their counts, of one that lists were added of; empty where none was. */
  of(of: number): readonly (readonly [number: number, count: number])[]
}

/** Numbers counted in one array: those of one scheme of terms lie close together. */
const BLOCK = 256

/** Counts nothing yet. */
export function createListedCounts(): ListedCounts {
  const blocksOf = new Map<number, (Uint32Array | undefined)[]>()
  return {
    add(of, list) {
      const blocks = blocksOf.get(of) ?? []
      blocksOf.set(of, blocks)
      eachListed(list, (number) => {
        const at = Math.floor(number / BLOCK)
        const block = (blocks[at] ??= new Uint32Array(BLOCK))
        block[number % BLOCK] = (block[number % BLOCK] ?? 0) + 1
      })
    },
    of: (of) =>
      (blocksOf.get(of) ?? []).flatMap((block, at) =>
        [...(block ?? [])].flatMap((count, within) => (count === 0 ? [] : [[at * BLOCK + within, count] as const])),
      ),
  }
}

/** Teaches SQLite `note_listed(of, list)`, which adds a list to those counts that `into` gives at the time, and is null. */
export function addNoteListed(db: DatabaseSync, into: () => ListedCounts): void {
  db.function('note_listed', (of, list) => {
    if (typeof list === 'string' && list !== '') into().add(Number(of), list)
    return null
  })
}

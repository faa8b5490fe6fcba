import type { SmallArea } from './read-small-areas.ts'

const indexes = new WeakMap<readonly SmallArea[], ReadonlyMap<string, SmallArea>>()

/** The small area of that code among those imported, which are looked through once; undefined where none has it. */
export function findSmallArea(smallAreas: readonly SmallArea[], code: string): SmallArea | undefined {
  const index = indexes.get(smallAreas) ?? new Map(smallAreas.map((smallArea) => [smallArea.code, smallArea]))
  indexes.set(smallAreas, index)
  return index.get(code)
}

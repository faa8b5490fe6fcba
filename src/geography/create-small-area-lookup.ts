import type { Gazetteer } from './gazetteer.ts'
import type { SmallArea } from './read-small-areas.ts'

/** Finds the small areas that lie in the area of a code, or are it, in their order; empty where none is known. */
export type SmallAreaLookup = (code: string) => readonly SmallArea[]

/** Finds small areas by any area that they lie in, as the gazetteer has it; they are grouped when one is first looked up. */
export function createSmallAreaLookup(
  smallAreas: readonly SmallArea[],
  gazetteer: Pick<Gazetteer, 'ancestorsOf'>,
): SmallAreaLookup {
  let groups: ReadonlyMap<string, readonly SmallArea[]> | undefined
  return (code) => (groups ??= groupByArea(smallAreas, gazetteer)).get(code) ?? []
}

function groupByArea(
  smallAreas: readonly SmallArea[],
  gazetteer: Pick<Gazetteer, 'ancestorsOf'>,
): ReadonlyMap<string, readonly SmallArea[]> {
  const groups = new Map<string, SmallArea[]>()
  for (const smallArea of smallAreas) {
    const { code, parents } = smallArea
    for (const area of new Set([code, ...parents.flatMap((parent) => [parent, ...gazetteer.ancestorsOf(parent)])])) {
      const group = groups.get(area) ?? []
      groups.set(area, group)
      group.push(smallArea)
    }
  }
  return groups
}

import type { Area } from './area.ts'

/** What a later file says of an area laid over what was known: it corrects what it states and keeps what it leaves out. */
export function mergeArea(known: Area | undefined, stated: Area): Area {
  if (known === undefined) return stated
  const union = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])]
  const earlierName = known.name === stated.name ? [] : [known.name]
  return {
    ...known,
    ...stated,
    otherNames: union(known.otherNames, [...earlierName, ...stated.otherNames]).filter((name) => name !== stated.name),
    parents: union(known.parents, stated.parents),
    successors: stated.successors.length > 0 ? stated.successors : known.successors,
  }
}

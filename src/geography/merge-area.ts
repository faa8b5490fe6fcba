import type { Area } from './area.ts'

/** What a later file says of an area laid over what was known: it corrects what it tells and keeps what it leaves out. */
export function mergeArea(known: Area | undefined, told: Area): Area {
  if (known === undefined) return told
  const union = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])]
  const earlierName = known.name === told.name ? [] : [known.name]
  return {
    ...known,
    ...told,
    otherNames: union(known.otherNames, [...earlierName, ...told.otherNames]).filter((name) => name !== told.name),
    parents: union(known.parents, told.parents),
    successors: told.successors.length > 0 ? told.successors : known.successors,
  }
}

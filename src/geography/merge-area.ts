import type { AgePopulation, Area } from './area.ts'

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
    ...((known.ages ?? stated.ages) && { ages: mergeAges(known.ages ?? [], stated.ages ?? []) }),
    successors: stated.successors.length > 0 ? stated.successors : known.successors,
  }
}

/** The built-in areas, corrected and extended by what was imported. */
export function mergeAreas(builtIn: readonly Area[], imported: readonly Area[]): readonly Area[] {
  const byCode = new Map(builtIn.map((area) => [area.code, area]))
  for (const area of imported) byCode.set(area.code, mergeArea(byCode.get(area.code), area))
  return [...byCode.values()]
}

/** What is stated comes first, and takes the place of what was known of the same count. */
function mergeAges(known: readonly AgePopulation[], stated: readonly AgePopulation[]): readonly AgePopulation[] {
  const isSame = (a: AgePopulation, b: AgePopulation): boolean =>
    a.year === b.year && a.vintage === b.vintage && a.source === b.source
  const merged = stated.map((ages) => {
    const before = known.find((other) => isSame(other, ages))
    return before === undefined ? ages : { ...ages, people: { ...before.people, ...ages.people } }
  })
  return [...merged, ...known.filter((ages) => !stated.some((other) => isSame(other, ages)))]
}

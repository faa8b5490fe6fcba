import type { AmbiguousName, Area, AreaType } from './area.ts'
import { foldAreaName, nameBeforeComma, splitCouncilName } from './area-name.ts'
import type { BoundaryIndex } from './boundary-index.ts'
import type { Point } from './distance.ts'
import { present } from '../model/present.ts'

/** Today's area behind a code, and whether the area asked for is the whole of it. */
export interface CurrentArea {
  readonly area: Area
  /** PARTIAL: the area asked for was merged with others into this one. */
  readonly share: 'FULL' | 'PARTIAL'
}

/** What a name means: areas (several where one abolished area was divided), or candidates that only a person can choose from. */
type NameResolution =
  | { readonly kind: 'FOUND'; readonly areas: readonly CurrentArea[] }
  | { readonly kind: 'AMBIGUOUS'; readonly candidates: readonly Area[] }

/** All known areas, and how they lie in each other. Codes unknown to it give undefined or an empty list. */
export interface Gazetteer {
  /** Current areas first, each in the order given. */
  readonly areas: readonly Area[]
  /** The area as it stands under that code, abolished or not. */
  find(code: string): Area | undefined
  /** Itself where it is current; else what took its place, in the end. */
  findCurrent(code: string): readonly CurrentArea[]
  /** By exact name or alias (case, punctuation and council words aside); undefined where nothing bears it. Never a guess. */
  findByName(name: string): NameResolution | undefined
  childrenOf(code: string, type?: AreaType): readonly Area[]
  /** Areas that it took the place of, in whole or in part. */
  predecessorsOf(code: string): readonly Area[]
  /** Codes of all areas above, nearest first, without itself. */
  ancestorsOf(code: string): readonly string[]
  /** Codes of all areas below, nearest first, without itself. */
  descendantsOf(code: string): readonly string[]
  /** Codes of areas of which it holds only a part: both have an area below in common, and neither lies in the other. */
  overlapsOf(code: string): readonly string[]
  /** Codes of current areas whose boundary holds the point, and all above them; the innermost first. Empty without boundaries. */
  codesAt(point: Point): readonly string[]
  readonly boundaries?: BoundaryIndex
}

/** What a gazetteer may know besides areas. */
export interface GazetteerOptions {
  readonly ambiguousNames?: readonly AmbiguousName[]
  readonly boundaries?: BoundaryIndex
}

/** A gazetteer over the areas; of two with one code the later stands, so an import can correct the built-in. */
export function createGazetteer(areas: readonly Area[], options: GazetteerOptions = {}): Gazetteer {
  const byCode = new Map(areas.map((area) => [area.code, area]))
  const known = [...byCode.values()]
  const children = new Map<string, Area[]>()
  for (const area of known) for (const parent of area.parents) pushTo(children, parent, area)
  const predecessors = new Map<string, Area[]>()
  for (const area of known) for (const successor of area.successors) pushTo(predecessors, successor, area)
  const names = indexNames(known)
  const ambiguous = new Map(options.ambiguousNames?.map(({ name, codes }) => [foldAreaName(name), codes]))

  const ancestors = new Map<string, readonly string[]>()
  const ancestorsOf = (code: string): readonly string[] => {
    const held = ancestors.get(code) ?? closure(code, (member) => byCode.get(member)?.parents ?? [])
    // Of codes that nobody knows there is no end.
    if (byCode.has(code)) ancestors.set(code, held)
    return held
  }
  const descendantsOf = (code: string) =>
    closure(code, (member) => (children.get(member) ?? []).map((area) => area.code))
  const overlaps = new Map<string, readonly string[]>()
  const overlapsOf = (code: string): readonly string[] => {
    const held = overlaps.get(code) ?? findOverlaps(code, ancestorsOf, descendantsOf)
    overlaps.set(code, held)
    return held
  }
  const findCurrent = (code: string) => currentAreas(code, byCode, predecessors)
  const resolve = (found: readonly Area[]): NameResolution | undefined => {
    const current = found.filter((area) => area.successors.length === 0)
    const chosen = current.length > 0 ? current : found
    const [first, ...others] = chosen
    if (first === undefined) return undefined
    return others.length > 0
      ? { kind: 'AMBIGUOUS', candidates: chosen }
      : { kind: 'FOUND', areas: findCurrent(first.code) }
  }
  return {
    areas: known.toSorted((a, b) => Number(a.successors.length > 0) - Number(b.successors.length > 0)),
    find: (code) => byCode.get(code),
    findCurrent,
    findByName(name) {
      const folded = foldAreaName(name)
      const senses = ambiguous.get(folded)?.flatMap((code) => byCode.get(code) ?? [])
      if (senses !== undefined && senses.length > 1) return { kind: 'AMBIGUOUS', candidates: senses }
      return resolve(names.get(folded) ?? []) ?? resolve(councilAreas(name, names))
    },
    childrenOf: (code, type) => (children.get(code) ?? []).filter((area) => type === undefined || area.type === type),
    predecessorsOf: (code) => predecessors.get(code) ?? [],
    ancestorsOf,
    descendantsOf,
    overlapsOf,
    codesAt: (point) => innermostFirst(options.boundaries?.codesAt(point) ?? [], findCurrent, ancestorsOf),
    ...present({ boundaries: options.boundaries }),
  }
}

function findOverlaps(
  code: string,
  ancestorsOf: (code: string) => readonly string[],
  descendantsOf: (code: string) => readonly string[],
): readonly string[] {
  const below = descendantsOf(code)
  const apart = new Set([code, ...below, ...ancestorsOf(code)])
  return [...new Set(below.flatMap(ancestorsOf))].filter((above) => !apart.has(above))
}

function indexNames(areas: readonly Area[]): ReadonlyMap<string, readonly Area[]> {
  const names = new Map<string, Area[]>()
  for (const area of areas) {
    const stated = [area.name, nameBeforeComma(area.name) ?? area.name, ...area.otherNames]
    for (const folded of new Set(stated.map(foldAreaName))) pushTo(names, folded, area)
  }
  return names
}

function councilAreas(name: string, names: ReadonlyMap<string, readonly Area[]>): readonly Area[] {
  const council = splitCouncilName(name)
  if (council === undefined) return []
  const candidates = names.get(council.place) ?? []
  for (const isCurrent of [true, false]) {
    for (const type of council.types) {
      const found = candidates.filter((area) => area.type === type && (area.successors.length === 0) === isCurrent)
      if (found.length > 0) return found
    }
  }
  return []
}

function currentAreas(
  code: string,
  byCode: ReadonlyMap<string, Area>,
  predecessors: ReadonlyMap<string, readonly Area[]>,
  seen: readonly string[] = [],
): readonly CurrentArea[] {
  const area = byCode.get(code)
  // Data in which areas succeed each other in a circle names no current one.
  if (area === undefined || seen.includes(code)) return []
  if (area.successors.length === 0) return [{ area, share: 'FULL' }]
  const found = new Map<string, CurrentArea>()
  for (const successor of area.successors) {
    const isMerged = (predecessors.get(successor) ?? []).some(
      (other) => other.code !== code && other.type === area.type,
    )
    for (const current of currentAreas(successor, byCode, predecessors, [...seen, code])) {
      found.set(current.area.code, isMerged ? { ...current, share: 'PARTIAL' } : current)
    }
  }
  return [...found.values()]
}

function innermostFirst(
  codes: readonly string[],
  findCurrent: (code: string) => readonly CurrentArea[],
  ancestorsOf: (code: string) => readonly string[],
): readonly string[] {
  const held = new Set<string>()
  for (const code of codes) {
    const [current, ...others] = findCurrent(code)
    // An old boundary divided since does not say on which side the point lies.
    if (current === undefined || others.length > 0) continue
    for (const member of [current.area.code, ...ancestorsOf(current.area.code)]) held.add(member)
  }
  const depth = (code: string) => ancestorsOf(code).filter((above) => held.has(above)).length
  return [...held].toSorted((a, b) => depth(b) - depth(a) || (a < b ? -1 : 1))
}

function closure(start: string, next: (code: string) => readonly string[]): readonly string[] {
  const seen = new Set([start])
  for (const member of seen) for (const found of next(member)) seen.add(found)
  seen.delete(start)
  return [...seen]
}

function pushTo(lists: Map<string, Area[]>, key: string, value: Area): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

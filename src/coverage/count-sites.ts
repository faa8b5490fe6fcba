import type { SiteFacts } from '../catalogue/figures/record-facts.ts'
import { distanceMetres, type Point } from '../geography/distance.ts'

const SAME_METRES = 25
/** A degree of latitude is about 111 km, one of longitude half that at 60° north: cells that hold 25 m with room to spare. */
const CELL_DEGREES = { latitude: 0.0003, longitude: 0.0006 } as const

/**
 * M4 siteCount: distinct physical sites inside the area. Two are one where they have the same UPRN, or the same normalised
 * address and postcode, or lie at most 25 metres apart with the same premise number; one without a point is one with
 * another of its premise number and postcode. Chained, so that a site equals what equals it. A site of which nothing but
 * its area is known is left out. `sites` are those of the counted records in the area.
 */
export function countSites(sites: readonly SiteFacts[]): number {
  return groupSites(sites).length
}

/** The sites that are one, together, in the order in which each comes first; those of which nothing is known left out. */
export function groupSites(sites: readonly SiteFacts[]): readonly (readonly SiteFacts[])[] {
  const parent = sites.map((_, index) => index)
  const find = (index: number): number => {
    let root = index
    for (let above = parent[root]; above !== undefined && above !== root; above = parent[root]) root = above
    parent[index] = root
    return root
  }
  const join = (index: number, other: number): void => void (parent[find(index)] = find(other))
  const firstByKey = new Map<string, number>()
  const cells = new Map<string, number[]>()
  const known = new Set<number>()
  for (const [index, site] of sites.entries()) {
    const keys = keysOf(site)
    for (const key of keys) {
      const first = firstByKey.get(key)
      if (first === undefined) firstByKey.set(key, index)
      else join(index, first)
    }
    for (const other of neighboursOf(site, sites, cells)) join(index, other)
    const isMapped = addToCell(site, index, cells)
    if (keys.length > 0 || isMapped || site.postcode !== undefined) known.add(index)
  }
  for (const [index, other] of alikeWithoutPoint(sites)) join(index, other)
  const together = Map.groupBy([...sites.entries()], ([index]) => find(index))
  const counted = new Set([...known].map(find))
  return [...together].flatMap(([root, members]) => (counted.has(root) ? [members.map(([, site]) => site)] : []))
}

function keysOf({ uprn, address, postcode }: SiteFacts): readonly string[] {
  return [
    ...(uprn === undefined ? [] : [`uprn ${uprn}`]),
    ...(address === undefined || postcode === undefined ? [] : [`address ${address} ${postcode}`]),
  ]
}

/** Sites without a point, each with the first of its number and postcode, one with a point before one without: two that have points are never one for that. */
function* alikeWithoutPoint(sites: readonly SiteFacts[]): Generator<readonly [index: number, other: number]> {
  const [placed, pointless] = [true, false].map((isPlaced) =>
    [...sites.entries()].filter(([, { latitude }]) => (latitude !== undefined) === isPlaced),
  )
  const first = new Map<string, number>()
  const keyOf = ({ postcode, premise, address }: SiteFacts): string | undefined => {
    // Half a postcode holds many streets.
    const isKnown =
      postcode?.includes(' ') === true ? premise !== undefined || address === undefined : address === undefined
    return postcode === undefined || !isKnown ? undefined : `${postcode} ${premise ?? ''}`
  }
  for (const [index, site] of placed ?? []) {
    const key = site.premise === undefined ? undefined : keyOf(site)
    if (key !== undefined && !first.has(key)) first.set(key, index)
  }
  for (const [index, site] of pointless ?? []) {
    const key = keyOf(site)
    if (key === undefined) continue
    const other = first.get(key)
    if (other === undefined) first.set(key, index)
    else yield [index, other]
  }
}

function cellOf({ latitude, longitude }: Point): readonly [row: number, column: number] {
  return [Math.floor(latitude / CELL_DEGREES.latitude), Math.floor(longitude / CELL_DEGREES.longitude)]
}

function* neighboursOf(
  site: SiteFacts,
  sites: readonly SiteFacts[],
  cells: ReadonlyMap<string, number[]>,
): Generator<number> {
  const point = pointOf(site)
  if (point === undefined || site.premise === undefined) return
  const [ownRow, ownColumn] = cellOf(point)
  for (let row = ownRow - 1; row <= ownRow + 1; row++) {
    for (let column = ownColumn - 1; column <= ownColumn + 1; column++) {
      for (const index of cells.get(`${site.premise} ${row} ${column}`) ?? []) {
        const other = sites[index] && pointOf(sites[index])
        if (other !== undefined && distanceMetres(point, other) <= SAME_METRES) yield index
      }
    }
  }
}

/** Whether the site has a point; a site without a premise number is at a point of its own. */
function addToCell(site: SiteFacts, index: number, cells: Map<string, number[]>): boolean {
  const point = pointOf(site)
  if (point === undefined) return false
  if (site.premise === undefined) return true
  const [row, column] = cellOf(point)
  const key = `${site.premise} ${row} ${column}`
  const cell = cells.get(key)
  if (cell === undefined) cells.set(key, [index])
  else cell.push(index)
  return true
}

function pointOf({ latitude, longitude }: SiteFacts): Point | undefined {
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude }
}

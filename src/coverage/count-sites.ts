import type { SiteFacts } from '../catalogue/figures/record-facts.ts'
import { distanceMetres } from '../geography/distance.ts'

const SAME_METRES = 25
/** A degree of latitude is about 111 km: cells this high hold 25 m with room to spare. */
const CELL_DEGREES = 0.0003

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

function cellOf(degrees: number): number {
  return Math.floor(degrees / CELL_DEGREES)
}

/** A degree of longitude is shorter, half at 60° north: two cells east and west are looked at. */
function* neighboursOf(
  site: SiteFacts,
  sites: readonly SiteFacts[],
  cells: ReadonlyMap<string, number[]>,
): Generator<number> {
  const { latitude, longitude, premise } = site
  if (latitude === undefined || longitude === undefined || premise === undefined) return
  for (let row = -1; row <= 1; row++) {
    for (let column = -2; column <= 2; column++) {
      for (const index of cells.get(`${premise} ${cellOf(latitude) + row} ${cellOf(longitude) + column}`) ?? []) {
        const other = sites[index]
        if (other?.latitude === undefined || other.longitude === undefined) continue
        const point = { latitude: other.latitude, longitude: other.longitude }
        if (distanceMetres({ latitude, longitude }, point) <= SAME_METRES) yield index
      }
    }
  }
}

/** Whether the site has a point; a site without a premise number is at a point of its own. */
function addToCell({ latitude, longitude, premise }: SiteFacts, index: number, cells: Map<string, number[]>): boolean {
  if (latitude === undefined || longitude === undefined) return false
  if (premise === undefined) return true
  const key = `${premise} ${cellOf(latitude)} ${cellOf(longitude)}`
  const cell = cells.get(key)
  if (cell === undefined) cells.set(key, [index])
  else cell.push(index)
  return true
}

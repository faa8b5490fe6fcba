import type { SiteFacts } from '../catalogue/figures/record-facts.ts'
import { distanceMetres } from '../geography/distance.ts'

const SAME_METRES = 25
/** A degree of latitude is about 111 km: cells this high hold 25 m with room to spare. */
const CELL_DEGREES = 0.0003

/**
 * M4 siteCount: distinct physical sites inside the area. Two are one where they have the same UPRN, or the same normalised
 * address and postcode, or lie at most 25 metres apart with the same premise number; chained, so that a site equals what
 * equals it. A site of which none of these is known is left out. `sites` are those of the counted records in the area.
 */
export function countSites(sites: readonly SiteFacts[]): number {
  const parent = sites.map((_, index) => index)
  const find = (index: number): number => {
    let root = index
    for (let above = parent[root]; above !== undefined && above !== root; above = parent[root]) root = above
    parent[index] = root
    return root
  }
  const firstByKey = new Map<string, number>()
  const cells = new Map<string, number[]>()
  const known = new Set<number>()
  for (const [index, site] of sites.entries()) {
    const keys = keysOf(site)
    for (const key of keys) {
      const first = firstByKey.get(key)
      if (first === undefined) firstByKey.set(key, index)
      else parent[find(index)] = find(first)
    }
    for (const other of neighboursOf(site, sites, cells)) parent[find(index)] = find(other)
    const isMapped = addToCell(site, index, cells)
    if (keys.length > 0 || isMapped) known.add(index)
  }
  return new Set([...known].map(find)).size
}

function keysOf({ uprn, address, postcode }: SiteFacts): readonly string[] {
  return [
    ...(uprn === undefined ? [] : [`uprn ${uprn}`]),
    ...(address === undefined || postcode === undefined ? [] : [`address ${address} ${postcode}`]),
  ]
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

import type { Exported } from './recount-area.ts'
import { members, type Row } from './sheet.ts'

/** A place on the globe, as the three numbers of a vector of length 1. */
type Direction = readonly [number, number, number]

const RADIUS = 6_371_008.8

function direction(latitude: number, longitude: number): Direction {
  const [up, round] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180]
  return [Math.cos(up) * Math.cos(round), Math.cos(up) * Math.sin(round), Math.sin(up)]
}

/** Metres along the globe, by the straight way through it. */
function metresBetween(a: Direction, b: Direction): number {
  return 2 * RADIUS * Math.asin(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) / 2)
}

interface Home {
  readonly code: string
  readonly people: number
  readonly decile: number | null
  readonly at: Direction
}

/** The small areas of `areas.csv`: those below one area, or all. */
export function homesIn(sheet: readonly Row[], code?: string): readonly Home[] {
  const above = new Map(sheet.map((row) => [row['code'] ?? '', members(row['parents'])]))
  const isBelow = (own: string): boolean => own === code || (above.get(own) ?? []).some((parent) => isBelow(parent))
  return sheet
    .filter(({ type, code: own = '' }) => type === 'SMALL_AREA' && (code === undefined || isBelow(own)))
    .map((row) => ({
      code: row['code'] ?? '',
      people: Number(row['population']),
      decile: row['deprivationDecile'] === '' ? null : Number(row['deprivationDecile']),
      at: direction(Number(row['latitude']), Number(row['longitude'])),
    }))
}

/** Each place with a point of each service, with what the service counts as. */
export function sitesOf(rows: readonly Row[], records: ReadonlyMap<string, Exported>) {
  return rows.flatMap(({ id = '', cluster = '' }) =>
    (records.get(id)?.serviceAtLocations ?? []).flatMap(({ location }) => {
      const { latitude, longitude, precision } = location ?? {}
      if (precision !== 'POINT' || typeof latitude !== 'number' || typeof longitude !== 'number') return []
      return [{ cluster, at: direction(latitude, longitude) }]
    }),
  )
}

type Site = ReturnType<typeof sitesOf>[number]

/** How far each person lives from the nearest place: one number a person, the least first. */
function distancesOfPeople(homes: readonly Home[], sites: readonly Site[]): readonly number[] {
  const each = homes.flatMap(({ people, at }) => {
    const metres = Math.min(...sites.map((site) => metresBetween(at, site.at)))
    return Array.from({ length: people }, () => metres)
  })
  return each.toSorted((a, b) => a - b)
}

/** M14 and M15 of the people of these small areas. */
export function recountDistances(homes: readonly Home[], sites: readonly Site[], within: number) {
  const people = distancesOfPeople(homes, sites)
  const hasAny = people.length > 0 && sites.length > 0
  return {
    meanMetres: hasAny ? people.reduce((sum, metres) => sum + metres, 0) / people.length : null,
    medianMetres: hasAny ? (people[Math.ceil(people.length / 2) - 1] ?? null) : null,
    p90Metres: hasAny ? (people[Math.ceil((people.length * 9) / 10) - 1] ?? null) : null,
    near: people.filter((metres) => metres <= within).length,
    people: people.length,
  }
}

/** M16: the codes of the small areas farther from any place, the farthest first. */
export function recountDeserts(homes: readonly Home[], sites: readonly Site[], metres: number): readonly string[] {
  const far = homes.map(({ code, at }) => ({ code, far: Math.min(...sites.map((site) => metresBetween(at, site.at))) }))
  return far
    .filter((home) => home.far > metres)
    .toSorted((a, b) => (a.far === b.far ? a.code.localeCompare(b.code) : b.far - a.far))
    .map(({ code }) => code)
}

/** Whether anybody in these small areas lives nearer to one of the others than to any place. */
export function isAtEdge(homes: readonly Home[], others: readonly Home[], sites: readonly Site[]): boolean {
  const nearest = (home: Home, all: readonly { readonly at: Direction }[]): number =>
    Math.min(...all.map(({ at }) => metresBetween(home.at, at)))
  return homes.some((home) => nearest(home, others) < nearest(home, sites))
}

/** M17: of each decile that anybody here lives in, the services at places nearest to its small areas, per 1,000 people. */
export function recountDeciles(homes: readonly Home[], all: readonly Home[], sites: readonly Site[]) {
  const homeOf = sites.map(({ cluster, at }) => {
    const [nearest] = all.toSorted((a, b) => metresBetween(a.at, at) - metresBetween(b.at, at))
    return { cluster, code: nearest?.code }
  })
  const deciles = [...new Set(homes.flatMap(({ decile }) => decile ?? []))].toSorted((a, b) => a - b)
  return deciles.map((decile) => {
    const own = homes.filter((home) => home.decile === decile)
    const codes = new Set(own.map(({ code }) => code))
    const services = new Set(
      homeOf.flatMap(({ code, cluster }) => (code !== undefined && codes.has(code) ? cluster : [])),
    )
    const people = own.reduce((sum, home) => sum + home.people, 0)
    return { decile, services: services.size, people, rate: (services.size / people) * 1000 }
  })
}

/** M14 to M17 of the rows of one area in `counted.csv` with a row a small area, as a spreadsheet gives them; metres in hundredths. */
export function countSmallAreas(rows: readonly Row[], within: number, beyond: number) {
  const read = rows.map((row) => ({
    code: row['smallArea'] ?? '',
    people: Number(row['people']),
    decile: row['deprivationDecile'] === '' ? null : Number(row['deprivationDecile']),
    metres: row['nearestMetres'] === '' ? null : Number(row['nearestMetres']),
    clusters: members(row['cluster']),
  }))
  const peopleIn = (some: typeof read): number => some.reduce((sum, { people }) => sum + people, 0)
  const near = read.flatMap(({ people, metres }) => (metres === null ? [] : [{ people, metres }]))
  const sorted = near.toSorted((a, b) => a.metres - b.metres)
  const all = near.reduce((sum, { people }) => sum + people, 0)
  const quantile = (share: number): number | null => {
    let seen = 0
    for (const { people, metres } of sorted) {
      seen += people
      if (seen >= share * all) return Math.round(metres * 100)
    }
    return null
  }
  const far = ({ metres }: { readonly metres: number | null }): number => metres ?? Number.POSITIVE_INFINITY
  const deciles = [...new Set(read.flatMap(({ decile }) => decile ?? []))].toSorted((a, b) => a - b)
  return {
    meanMetres:
      all === 0 ? null : Math.round((near.reduce((sum, each) => sum + each.people * each.metres, 0) / all) * 100),
    medianMetres: quantile(0.5),
    p90Metres: quantile(0.9),
    populationWithin: { numerator: peopleIn(read.filter((each) => far(each) <= within)), denominator: peopleIn(read) },
    deserts: read
      .filter((each) => far(each) > beyond)
      .toSorted((a, b) => (far(a) === far(b) ? a.code.localeCompare(b.code) : far(b) - far(a)))
      .map(({ code }) => code),
    deciles: deciles.map((decile) => {
      const own = read.filter((each) => each.decile === decile)
      return [decile, new Set(own.flatMap(({ clusters }) => clusters)).size, peopleIn(own)]
    }),
  }
}

import type { Location } from '../model/location.ts'
import type { Point } from './distance.ts'
import { postcodeKey, readPostcode } from './postcode.ts'

/** EXACT: the postcode itself; SECTOR and DISTRICT: the middle of the known postcodes that begin the same. */
export type PostcodePrecision = 'EXACT' | 'SECTOR' | 'DISTRICT'

/** Where a postcode, sector or district lies, by what the feeds' own places teach. */
export interface LearnedPostcode extends Point {
  /** `AA99AA` for a postcode, `AA99` with one digit more for a sector, each without space; with `precision` unique. */
  readonly key: string
  readonly precision: PostcodePrecision
  /** Places behind a postcode; postcodes behind a sector or district. */
  readonly count: number
}

/** A place with its coordinates and its full postcode; masked places must not be among them. */
export interface PostcodePlace extends Point {
  readonly postcode: string
}

/**
 * Points of postcodes, sectors and districts, ordered by precision and key. Medians, so that one wrong place moves
 * little; sectors and districts weigh postcodes, not places. Texts that are no full postcode, and special ones, teach nothing.
 */
export function learnPostcodes(places: Iterable<PostcodePlace>): readonly LearnedPostcode[] {
  const exact = new Map<string, Point[]>()
  const sectorOf = new Map<string, string>()
  const districtOf = new Map<string, string>()
  for (const place of places) {
    const read = readPostcode(place.postcode)
    if (read.kind !== 'POSTCODE' || read.special !== undefined) continue
    const key = postcodeKey(read.postcode)
    pushTo(exact, key, place)
    sectorOf.set(key, postcodeKey(read.sector))
    districtOf.set(key, read.outcode)
  }
  const learned = toLearned(exact, 'EXACT')
  const group = (keyOf: ReadonlyMap<string, string>) => {
    const points = new Map<string, Point[]>()
    for (const point of learned) pushTo(points, keyOf.get(point.key) ?? '', point)
    return points
  }
  return [...learned, ...toLearned(group(sectorOf), 'SECTOR'), ...toLearned(group(districtOf), 'DISTRICT')]
}

/** The keys to look a postcode up by, most exact first; empty where the text is no full postcode. An outcode gives its district alone. */
export function learnedKeys(text: string): readonly { readonly key: string; readonly precision: PostcodePrecision }[] {
  const read = readPostcode(text)
  if (read.kind === 'OUTCODE') return [{ key: read.outcode, precision: 'DISTRICT' }]
  if (read.kind !== 'POSTCODE') return []
  return [
    { key: postcodeKey(read.postcode), precision: 'EXACT' },
    { key: postcodeKey(read.sector), precision: 'SECTOR' },
    { key: read.outcode, precision: 'DISTRICT' },
  ]
}

function toLearned(
  points: ReadonlyMap<string, readonly Point[]>,
  precision: PostcodePrecision,
): readonly LearnedPostcode[] {
  const learned = [...points].map(([key, group]) => ({
    key,
    precision,
    latitude: median(group.map((point) => point.latitude)),
    longitude: median(group.map((point) => point.longitude)),
    count: group.length,
  }))
  return learned.toSorted((a, b) => (a.key < b.key ? -1 : 1))
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2
}

function pushTo(lists: Map<string, Point[]>, key: string, value: Point): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** The postcode whose whereabouts a place teaches: its first full one, where its point is exact; undefined where it teaches none. */
export function teachingPostcode(location: Location): string | undefined {
  if (location.latitude === undefined || location.precision !== 'POINT') return undefined
  for (const { postalCode } of location.addresses ?? []) {
    const read = readPostcode(postalCode ?? '')
    if (read.kind === 'POSTCODE' && read.special === undefined) return read.postcode
  }
  return undefined
}

import type { Point, Ring } from './packed-rings.ts'

/** An area as it is drawn: an SVG path, and where its figure stands. */
export interface Shape {
  readonly code: string
  readonly path: string
  /** In pixels from the top left corner. */
  readonly at: Point
  /** How wide and how high the part is that its figure stands in, in pixels. */
  readonly size: Point
}

/** Shapes on one sheet; sizes in pixels. */
export interface Sheet {
  readonly width: number
  readonly height: number
  readonly shapes: readonly Shape[]
  /** Where on the sheet a place lies; absent where the sheet says nothing of places. */
  readonly placeOf?: (place: Point) => Point
}

/** An area with its outline in degrees. */
export interface Outlined {
  readonly code: string
  readonly rings: readonly Ring[]
}

const MARGIN = 4
/** Places nearer than this on the sheet are drawn as one. */
const LEAST_STEP = 0.5

/**
 * Outlines on a sheet of that width, north up and true to shape (Mercator); its height follows, at most `mostHeight`. An
 * area without an outline has no shape.
 */
export function placeShapes(areas: readonly Outlined[], width: number, mostHeight: number): Sheet {
  const flat = areas
    .map(({ code, rings }) => ({ code, rings: rings.map((ring) => ring.map(toFlat)) }))
    .filter(({ rings }) => rings.length > 0)
  const [[west, south], [east, north]] = boxOf(flat.flatMap(({ rings }) => rings))
  const scale = Math.min((width - 2 * MARGIN) / (east - west || 1), (mostHeight - 2 * MARGIN) / (north - south || 1))
  const left = (width - (east - west) * scale) / 2
  const place = ([x, y]: Point): Point => [left + (x - west) * scale, MARGIN + (north - y) * scale]
  const shapes = flat.map(({ code, rings }) =>
    drawShape(
      code,
      rings.map((ring) => thin(ring.map(place))),
    ),
  )
  return {
    ...{ width, height: Math.ceil((north - south) * scale + 2 * MARGIN), shapes },
    placeOf: (degrees) => place(toFlat(degrees)),
  }
}

function toFlat([east, north]: Point): Point {
  const latitude = (Math.min(89, Math.max(-89, north)) * Math.PI) / 180
  return [(east * Math.PI) / 180, Math.log(Math.tan(Math.PI / 4 + latitude / 2))]
}

function drawShape(code: string, rings: readonly Ring[]): Shape {
  const largest = largestOf(rings) ?? []
  const [[left, top], [right, bottom]] = boxOf([largest])
  return { code, path: pathOf(rings), at: centreOf(largest), size: [right - left, bottom - top] }
}

/** The ring that takes most of the sheet, whichever way round it runs; undefined where there is none. */
export function largestOf(rings: readonly Ring[]): Ring | undefined {
  return rings.toSorted((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)))[0]
}

/** Rings on a sheet as an SVG path, to a tenth of a pixel. */
export function pathOf(rings: readonly Ring[]): string {
  return rings.map((ring) => `M${ring.map(([x, y]) => `${round(x)},${round(y)}`).join('L')}Z`).join('')
}

/** A ring on a sheet without the places that fall together with the one before. */
export function thin(ring: Ring): Ring {
  const kept: Point[] = []
  for (const place of ring) {
    const last = kept.at(-1)
    if (last === undefined || Math.hypot(place[0] - last[0], place[1] - last[1]) >= LEAST_STEP) kept.push(place)
  }
  return kept
}

function boxOf(rings: readonly Ring[]): readonly [least: Point, most: Point] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of rings.flat()) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return left > right
    ? [
        [0, 0],
        [0, 0],
      ]
    : [
        [left, top],
        [right, bottom],
      ]
}

/** Twice the area, negative where the ring runs the other way. */
function areaOf(ring: Ring): number {
  return ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)
}

/** Where the middle of a ring's area lies; its first place where it has no area. */
export function centreOf(ring: Ring): Point {
  const area = areaOf(ring)
  const [first] = ring
  if (area === 0 || first === undefined) return first ?? [0, 0]
  let [sumX, sumY] = [0, 0]
  for (const [at, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y]
    const cross = x * nextY - nextX * y
    sumX += (x + nextX) * cross
    sumY += (y + nextY) * cross
  }
  return [sumX / (3 * area), sumY / (3 * area)]
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

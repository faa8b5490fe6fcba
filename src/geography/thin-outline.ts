import type { Position } from 'geojson'
import type { Outline } from './boundary-index.ts'
import type { Box } from './distance.ts'

/** Degrees between places that are drawn apart: some 100 metres, as in the outlines of districts that are built in. */
const MOST_STEP = 0.001
/** Of a small area the step is such a part of its width or height. */
const STEPS_ACROSS = 200
/** Hundred thousandths of a degree: about a metre. */
const PER_DEGREE = 100_000
/** Places of the smallest closed ring, the first twice. */
const SMALLEST = 4

/** The outline for drawing, within its box: without places within 100 metres of the one before, less in a small area; to about a metre. Rings of which too little is left, such as of islets, go. */
export function thinOutline(outline: Outline, { south, west, north, east }: Box): Outline {
  const step = Math.min(MOST_STEP, Math.max(north - south, east - west) / STEPS_ACROSS)
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates
  const coordinates = polygons.map((rings) => thinPolygon(rings, step)).filter((rings) => rings.length > 0)
  return coordinates.length > 0 ? { type: 'MultiPolygon', coordinates } : outline
}

/** None where nothing is left of its outer ring, which comes first. */
function thinPolygon(rings: readonly Position[][], step: number): Position[][] {
  const [outer = [], ...holes] = rings.map((ring) => thinRing(ring, step))
  return outer.length < SMALLEST ? [] : [outer, ...holes.filter(({ length }) => length >= SMALLEST)]
}

function thinRing(ring: readonly Position[], step: number): Position[] {
  const kept: Position[] = []
  // It ends where it begins (RFC 7946 §3.1.6).
  for (const [east = 0, north = 0] of ring.slice(0, -1)) {
    const [lastEast = Infinity, lastNorth = Infinity] = kept.at(-1) ?? []
    if (Math.hypot(east - lastEast, north - lastNorth) >= step) kept.push([round(east), round(north)])
  }
  const [first] = kept
  return first === undefined ? [] : [...kept, first]
}

function round(degrees: number): number {
  return Math.round(degrees * PER_DEGREE) / PER_DEGREE
}

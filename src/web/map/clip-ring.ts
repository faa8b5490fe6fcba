import type { Point, Ring } from './packed-rings.ts'

/** A box: its least and its most corner. */
type Box = readonly [least: Point, most: Point]

/** What of a ring lies within a box, as one ring (Sutherland and Hodgman); empty where nothing does. Parts of it are joined along the box's edges. */
export function clipRing(ring: Ring, [[left, top], [right, bottom]]: Box): Ring {
  const edges: readonly Edge[] = [
    { at: 0, value: left, side: 1 },
    { at: 0, value: right, side: -1 },
    { at: 1, value: top, side: 1 },
    { at: 1, value: bottom, side: -1 },
  ]
  return edges.reduce(clipAtEdge, ring)
}

/** A line along an axis; what lies on the side that its sign says is kept. */
interface Edge {
  readonly at: 0 | 1
  readonly value: number
  readonly side: 1 | -1
}

function clipAtEdge(ring: Ring, { at, value, side }: Edge): Ring {
  const isIn = (point: Point): boolean => (point[at] - value) * side >= 0
  return ring.flatMap((point, place) => {
    const before = ring.at(place - 1) ?? point
    const crossing = isIn(point) === isIn(before) ? [] : [cross(before, point, { at, value })]
    return isIn(point) ? [...crossing, point] : crossing
  })
}

function cross(from: Point, to: Point, { at, value }: Pick<Edge, 'at' | 'value'>): Point {
  const share = (value - from[at]) / (to[at] - from[at])
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
}

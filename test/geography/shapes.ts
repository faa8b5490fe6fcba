import type { Polygon } from 'geojson'

/** A square of `side` degrees from its south-west corner. */
export function square(south: number, west: number, side: number): Polygon {
  const [north, east] = [south + side, west + side]
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  }
}

import { z } from 'zod'

type Ring = readonly (readonly [number, number])[]

/** The rings of an area by its code. */
export type Polygons = ReadonlyMap<string, readonly Ring[]>

const Rings = z.array(z.array(z.tuple([z.number(), z.number()], z.number()).transform(([x, y]) => [x, y] as const)))
const File = z.object({
  features: z.array(
    z.object({
      properties: z.record(z.string(), z.unknown()),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: Rings }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(Rings) }),
      ]),
    }),
  ),
})

/** Reads a GeoJSON file with none of the gateway's own code. */
export function readPolygons(text: string): Polygons {
  return new Map(
    File.parse(JSON.parse(text)).features.map(({ properties, geometry }) => {
      const [, code] = Object.entries(properties).find(([key]) => /^(code|lad\d\dcd)$/i.test(key)) ?? []
      return [String(code), geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()]
    }),
  )
}

/** Codes of the areas that hold a point: a ray to the east crosses their rings an odd number of times. */
export function findHolding(polygons: Polygons, longitude: number, latitude: number): readonly string[] {
  return [...polygons].filter(([, rings]) => isInside(rings, longitude, latitude)).map(([code]) => code)
}

function isInside(rings: readonly Ring[], longitude: number, latitude: number): boolean {
  let inside = false
  for (const ring of rings) {
    for (const [index, [x2, y2]] of ring.entries()) {
      const [x1, y1] = ring[index - 1] ?? [x2, y2]
      const isCrossing = y1 > latitude !== y2 > latitude
      if (isCrossing && longitude < x1 + ((latitude - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
    }
  }
  return inside
}

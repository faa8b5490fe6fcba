import { z } from 'zod'

import type { Ring } from './packed-rings.ts'

const Place = z.tuple([z.number(), z.number()], z.number()).transform(([east, north]) => [east, north] as const)
const Rings = z.array(z.array(Place))
const Outline = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: Rings }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(Rings) }),
])

/** All rings of a GeoJSON polygon or several, holes and islands alike; empty where it is neither. */
export function ringsOf(geometry: unknown): readonly Ring[] {
  const outline = Outline.safeParse(geometry).data
  if (outline === undefined) return []
  return outline.type === 'Polygon' ? outline.coordinates : outline.coordinates.flat()
}

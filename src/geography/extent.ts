import type { MultiPolygon, Polygon } from 'geojson'
import { z } from 'zod'
import type { ServiceArea } from '../model/service.ts'
import type { Outline } from './boundary-index.ts'

const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)], z.number())
const Ring = z.array(Position).min(4)
const PolygonShape = z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) })
const MultiPolygonShape = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(Ring).min(1)).min(1),
})
const Shape = z.discriminatedUnion('type', [PolygonShape, MultiPolygonShape])

/** Ten times what a council's detailed boundary takes. */
const longestExtent = 2_000_000

/** The outline a service area draws in its GeoJSON `extent`; undefined where it draws none that can be read. */
export function readExtent(area: ServiceArea): Outline | undefined {
  const text = area.extent?.trim()
  if (text === undefined || !text.startsWith('{') || text.length > longestExtent) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Free text that happens to begin with a brace draws nothing.
    return undefined
  }
  return readOutline(value)
}

/** The polygons of a GeoJSON value (geometry, feature or collection) as one outline in WGS 84; undefined where it has none. */
export function readOutline(value: unknown): Outline | undefined {
  const polygons = polygonsIn(value, 0)
  const [only, ...others] = polygons
  if (only === undefined) return undefined
  return others.length === 0
    ? ({ type: 'Polygon', coordinates: only } satisfies Polygon)
    : ({ type: 'MultiPolygon', coordinates: [...polygons] } satisfies MultiPolygon)
}

type Rings = Polygon['coordinates']

function polygonsIn(value: unknown, depth: number): readonly Rings[] {
  if (typeof value !== 'object' || value === null || depth > 4) return []
  const shape = Shape.safeParse(value)
  if (shape.success) return shape.data.type === 'Polygon' ? [shape.data.coordinates] : shape.data.coordinates
  const parts: readonly unknown[] = [
    Reflect.get(value, 'geometry'),
    ...listAt(value, 'features'),
    ...listAt(value, 'geometries'),
  ]
  return parts.flatMap((part) => polygonsIn(part, depth + 1))
}

function listAt(value: object, key: string): readonly unknown[] {
  const list: unknown = Reflect.get(value, key)
  return Array.isArray(list) ? list : []
}

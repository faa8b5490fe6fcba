import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import type { MultiPolygon, Polygon } from 'geojson'
import { thinOutline } from './thin-outline.ts'
import { isInBox, type Box, type Point } from './distance.ts'

export type Outline = Polygon | MultiPolygon

/** Boundaries by area code: which of them hold a point. */
export interface BoundaryIndex {
  readonly size: number
  /** WGS 84; undefined where none was imported. */
  outlineOf(code: string): Outline | undefined
  /** The same as `thinOutline` leaves it, worked out once. */
  thinnedOf(code: string): Outline | undefined
  boxOf(code: string): Box | undefined
  /** Codes of areas whose outline holds the point, its edge included, in the order given. */
  codesAt(point: Point): readonly string[]
  /** Codes of areas whose box meets the box, in the order given. */
  codesNear(box: Box): readonly string[]
}

/** An index over the outlines. */
export function createBoundaryIndex(outlines: ReadonlyMap<string, Outline>): BoundaryIndex {
  const entries = [...outlines].map(([code, outline]) => ({ code, outline, box: boxOfOutline(outline) }))
  const byCode = new Map(entries.map((entry) => [entry.code, entry]))
  const thinned = new Map<string, Outline>()
  return {
    size: byCode.size,
    outlineOf: (code) => byCode.get(code)?.outline,
    thinnedOf(code) {
      const entry = byCode.get(code)
      const found = thinned.get(code) ?? (entry && thinOutline(entry.outline, entry.box))
      if (found !== undefined) thinned.set(code, found)
      return found
    },
    boxOf: (code) => byCode.get(code)?.box,
    codesAt: (point) =>
      entries.filter(({ box, outline }) => isInBox(point, box) && isInOutline(point, outline)).map(({ code }) => code),
    codesNear: (near) => entries.filter(({ box }) => doBoxesMeet(box, near)).map(({ code }) => code),
  }
}

/** Whether the outline holds the point, its edge included and its holes not. */
export function isInOutline(point: Point, outline: Outline): boolean {
  return booleanPointInPolygon([point.longitude, point.latitude], outline)
}

/** The smallest box around the outline. */
export function boxOfOutline(outline: Outline): Box {
  const box = { south: 90, west: 180, north: -90, east: -180 }
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates
  for (const [longitude = 0, latitude = 0] of polygons.flat(2)) {
    box.south = Math.min(box.south, latitude)
    box.north = Math.max(box.north, latitude)
    box.west = Math.min(box.west, longitude)
    box.east = Math.max(box.east, longitude)
  }
  return box
}

function doBoxesMeet(a: Box, b: Box): boolean {
  return a.south <= b.north && b.south <= a.north && a.west <= b.east && b.west <= a.east
}

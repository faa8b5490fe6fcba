import { boxOfOutline, isInOutline, type Outline } from './boundary-index.ts'
import type { Box, Point } from './distance.ts'
import type { Gazetteer } from './gazetteer.ts'

/** A current area that is served: FULL all of it, PARTIAL some of it. */
export interface ServedArea {
  readonly code: string
  readonly share: 'FULL' | 'PARTIAL'
}

/** Points per side of the grid laid over an outline: 576 samples at most. */
const gridSide = 24
/** Outlines of one place, drawn by two hands, differ at the edges: less than this share is no overlap, more than the rest is all. */
const edgeShare = 0.03

/**
 * Which current areas with boundaries an outline covers: FULL where it holds practically all of one, PARTIAL where it
 * holds some. Only the highest fully covered area is named, not those below it. Measured by a fixed grid of points.
 */
export function areasUnder(outline: Outline, gazetteer: Gazetteer): readonly ServedArea[] {
  const { boundaries } = gazetteer
  if (boundaries === undefined) return []
  const own = gridIn(outline, boxOfOutline(outline))
  const served = new Map<string, ServedArea>()
  for (const boundaryCode of boundaries.codesNear(boxOfOutline(outline))) {
    const area = boundaries.outlineOf(boundaryCode)
    const [current, ...others] = gazetteer.findCurrent(boundaryCode)
    if (area === undefined || current === undefined || others.length > 0) continue
    const covered = shareWithin(gridIn(area, boxOfOutline(area)), outline)
    const taken = shareWithin(own, area)
    const { code } = current.area
    if (covered >= 1 - edgeShare && current.share === 'FULL') served.set(code, { code, share: 'FULL' })
    else if (covered > edgeShare || taken > edgeShare) served.set(code, { code, share: 'PARTIAL' })
  }
  return [...served.values()].filter(({ code, share }) => {
    const above = gazetteer.ancestorsOf(code).flatMap((parent) => served.get(parent) ?? [])
    if (share === 'FULL') return !above.some((parent) => parent.share === 'FULL')
    // What is partly covered is published by its parts where their boundaries are known.
    return !gazetteer.descendantsOf(code).some((below) => served.has(below))
  })
}

function gridIn(outline: Outline, box: Box): readonly Point[] {
  const points: Point[] = []
  for (let row = 0; row < gridSide; row++) {
    for (let column = 0; column < gridSide; column++) {
      const point = {
        latitude: box.south + ((row + 0.5) / gridSide) * (box.north - box.south),
        longitude: box.west + ((column + 0.5) / gridSide) * (box.east - box.west),
      }
      if (isInOutline(point, outline)) points.push(point)
    }
  }
  return points
}

function shareWithin(points: readonly Point[], outline: Outline): number {
  if (points.length === 0) return 0
  return points.filter((point) => isInOutline(point, outline)).length / points.length
}

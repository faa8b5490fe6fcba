import type { Point } from './packed-rings.ts'
import type { Shape, Sheet } from './place-shapes.ts'

const MOST_RADIUS = 60
const MARGIN = 4

/** A hexagon of one size for each code, row by row in the order given: for areas whose outlines are not had. It says nothing of where they lie. */
export function placeHexes(codes: readonly string[], width: number): Sheet {
  const columns = Math.max(1, Math.ceil(Math.sqrt(codes.length * 1.2)))
  // A second row stands half a hexagon to the right of the first.
  const radius = Math.min(MOST_RADIUS, (width - 2 * MARGIN) / ((columns + 0.5) * Math.sqrt(3)))
  const across = radius * Math.sqrt(3)
  const shapes = codes.map((code, at): Shape => {
    const row = Math.floor(at / columns)
    const x = MARGIN + across * ((at % columns) + 0.5 + (row % 2) / 2)
    const y = MARGIN + radius * (1 + row * 1.5)
    return { code, path: hexagon([x, y], radius), at: [x, y], size: [across, radius] }
  })
  const rows = Math.ceil(codes.length / columns)
  return { width, height: Math.ceil(2 * MARGIN + radius * (rows === 0 ? 0 : 0.5 + rows * 1.5)), shapes }
}

function hexagon([x, y]: Point, radius: number): string {
  const corners = [0, 1, 2, 3, 4, 5].map((corner) => {
    const angle = (Math.PI / 3) * corner + Math.PI / 6
    return `${(x + (radius - 1) * Math.cos(angle)).toFixed(1)},${(y + (radius - 1) * Math.sin(angle)).toFixed(1)}`
  })
  return `M${corners.join('L')}Z`
}

import { type Html, html } from '../html.ts'
import { outlineOf } from './built-in-outlines.ts'
import { placeHexes } from './place-hexes.ts'
import { placeShapes, type Shape, type Sheet } from './place-shapes.ts'

/** How an area is filled: by its figure, or hatched where that is not known. */
export type MapClass = 'lower' | 'similar' | 'higher' | 'plain' | 'none' | 'unknown'

/** An area as a map shows it. */
export interface MapArea {
  readonly code: string
  readonly name: string
  /** As imported, in GeoJSON; absent: the built-in one of its code is drawn. */
  readonly boundary?: unknown
  /** Where it leads. */
  readonly href: string
  /** Its name and figure in words: what readers of screens hear. */
  readonly words: string
  /** The figure, short enough for a map, with a sign for its class before it. */
  readonly figure: string
  readonly class: MapClass
}

/** A map of areas. */
export interface MapParts {
  /** Of the element that names the map. */
  readonly labelledBy: string
  readonly areas: readonly MapArea[]
  /** Sites over the areas; drawn where these have outlines. */
  readonly sites?: readonly MapSites[]
}

/** Sites near each other. */
interface MapSites {
  readonly latitude: number
  readonly longitude: number
  readonly siteCount: number
}

/** A drawn map. */
export interface DrawnMap {
  readonly drawing: Html
  /** False: the areas are a honeycomb, and lie anywhere. */
  readonly isTrue: boolean
  /** Whether a built-in outline is in it, whose source is to be shown. */
  readonly isBuiltIn: boolean
}

const WIDTH = 640
const MOST_HEIGHT = 720
/** Pixels of a letter of the figure, and of a line of it. */
const [LETTER, LINE] = [9, 18]
/** Pixels of a dot's radius: of one site, and at most. */
const [LEAST_DOT, MOST_DOT] = [2.5, 14]

/** Areas as links in their outlines; as hexagons in their order where an outline of any is not had. */
export function drawMap({ labelledBy, areas, sites = [] }: MapParts): DrawnMap {
  const outlined = areas.map(({ code, boundary }) => ({ code, ...outlineOf(code, boundary) }))
  const isTrue = outlined.length > 0 && outlined.every(({ rings }) => rings.length > 0)
  const sheet = isTrue
    ? placeShapes(outlined, WIDTH, MOST_HEIGHT)
    : placeHexes(
        areas.map(({ code }) => code),
        WIDTH,
      )
  const isBuiltIn = isTrue && outlined.some((area) => area.isBuiltIn)
  return { drawing: drawSheet(sheet, { areas, labelledBy, sites }), isTrue, isBuiltIn }
}

function drawSheet({ width, height, shapes, placeOf }: Sheet, { areas, labelledBy, sites = [] }: MapParts): Html {
  const byCode = new Map(areas.map((area) => [area.code, area]))
  return html`<svg class="oruk-areas" viewBox="0 0 ${width} ${height}" role="group" aria-labelledby="${labelledBy}">
    <defs>
      <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="oruk-hatch-ground" width="6" height="6" />
        <line class="oruk-hatch-line" x1="0" y1="0" x2="0" y2="6" />
      </pattern>
    </defs>
    ${shapes.map((shape) => {
      const area = byCode.get(shape.code)
      return area && drawArea(shape, area)
    })}
    ${placeOf && drawSites(sites, placeOf)}
    ${shapes.map((shape) => {
      const area = byCode.get(shape.code)
      return area && drawFigure(shape, area)
    })}
  </svg>`
}

function drawArea({ path }: Shape, area: MapArea): Html {
  return html`<a href="${area.href}" aria-label="${area.words}"
    ><title>${area.words}</title
    ><path
      class="oruk-area oruk-area--${area.class}"
      ${area.class === 'unknown' && html` fill="url(#hatch)"`}
      fill-rule="evenodd"
      d="${path}"
  /></a> `
}

/** Dots whose areas are as the numbers of sites; what they say stands below the map in words. */
function drawSites(sites: readonly MapSites[], placeOf: NonNullable<Sheet['placeOf']>): Html | undefined {
  if (sites.length === 0) return undefined
  return html`<g class="oruk-sites" aria-hidden="true">
    ${sites.map(({ latitude, longitude, siteCount }) => {
      const [x, y] = placeOf([longitude, latitude])
      const radius = Math.min(LEAST_DOT * Math.sqrt(siteCount), MOST_DOT)
      return html`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}" />`
    })}
  </g>`
}

/** What stands in an area, over its sites; its link says the same. */
function drawFigure({ at: [x, y], size }: Shape, area: MapArea): Html {
  return html`<g aria-hidden="true"
    >${linesFor(area, size).map(
      (text, at, lines) =>
        html`<text
          class="oruk-area-figure"
          x="${x.toFixed(0)}"
          y="${(y + (at - (lines.length - 1) / 2) * LINE + 5).toFixed(0)}"
          text-anchor="middle"
          >${text}</text
        >`,
    )}</g
  > `
}

/** Name and figure where both have room, the figure where that has, its sign where nothing else has. */
function linesFor({ name, figure }: MapArea, [width, height]: Shape['size']): readonly string[] {
  const hasRoom = (lines: readonly string[]): boolean =>
    lines.length * LINE < height * 0.8 && lines.every((line) => line.length * LETTER < width * 0.9)
  const sign = figure.split(' ')[0] ?? ''
  return [[name, figure], [figure], [sign]].find(hasRoom) ?? []
}

import { type Html, html } from '../html.ts'
import { clipRing } from '../map/clip-ring.ts'
import type { Point, Ring } from '../map/packed-rings.ts'
import { centreOf, largestOf, pathOf, thin } from '../map/place-shapes.ts'
import type { View } from '../view.ts'

/** A dot: where it is, what its number in the list is, and where it leads. */
export interface Dot {
  readonly latitude: number
  readonly longitude: number
  readonly number: number
  readonly name: string
  readonly href: string
}

/** An area behind the dots. */
interface Background {
  readonly name: string
  readonly rings: readonly Ring[]
}

const WIDTH = 640
const MOST_HEIGHT = 380
const MARGIN = 28
const KM_PER_DEGREE = 111.2
/** A single place shows so much around it. */
const LEAST_KM = 2

/** What a map of dots is made from. */
export interface DotMapParts {
  readonly dots: readonly Dot[]
  readonly areas: readonly Background[]
  /** What screen readers hear the map called. */
  readonly caption: string
  /** Whose outlines the areas have, where that is to be said. */
  readonly attribution?: string | undefined
}

/**
 * Places as numbered dots, each a link, over the outlines of the areas around, to scale and with north up; undefined where there
 * is none. One on the spot of another lies beside it.
 */
export function renderDotMap({ dots, areas, caption, attribution }: DotMapParts, view: View): Html | undefined {
  const { t, number } = view
  if (dots.length === 0) return undefined
  const frame = frameOf(dots)
  const bar = scaleBar(frame.kmWide, frame.perKm)
  return html`<figure class="oruk-figure-map">
    <svg class="oruk-map" viewBox="0 0 ${WIDTH} ${frame.height}" role="group" aria-label="${caption}">
      ${areas.map((area) => drawBackground(area, frame))}
      ${spread(dots.map((dot) => ({ dot, ...frame.place(dot) }))).map(
        ({ dot, x, y }) =>
          html`<a href="${dot.href}" aria-label="${dot.number}: ${dot.name}"
            ><title>${dot.number}: ${dot.name}</title><circle class="oruk-dot" cx="${x}" cy="${y}" r="12"></circle
            ><text class="oruk-dot-number" x="${x}" y="${y + 4}" text-anchor="middle" aria-hidden="true"
              >${dot.number}</text
            ></a
          >`,
      )}
      <path class="oruk-scale" d="M12 ${frame.height - 18}v6h${bar.pixels}v-6"></path>
      <text class="oruk-scale-text" x="${12 + bar.pixels + 8}" y="${frame.height - 11}">
        ${t('mapScale', { km: number(bar.km, 1) })}
      </text>
    </svg>
    <figcaption class="govuk-body-s oruk-caption">${t('mapNote')} ${attribution}</figcaption>
  </figure>`
}

/** Outlines may run on beyond the frame so far, that their edge at it is not seen. */
const BEYOND = 10

/** What of an area lies in the frame, with its name in the middle of that; nothing where none does. */
function drawBackground({ name, rings }: Background, { height, place }: Frame): Html | undefined {
  const inFrame = rings
    .map((ring) =>
      ring.map(([longitude, latitude]): Point => {
        const { x, y } = place({ latitude, longitude })
        return [x, y]
      }),
    )
    .map((ring) =>
      thin(
        clipRing(ring, [
          [-BEYOND, -BEYOND],
          [WIDTH + BEYOND, height + BEYOND],
        ]),
      ),
    )
    .filter(({ length }) => length > 2)
  const largest = largestOf(inFrame)
  if (largest === undefined) return undefined
  const [x, y] = centreOf(largest)
  return html`<g aria-hidden="true"
    ><path class="oruk-outline" fill-rule="evenodd" d="${pathOf(inFrame)}"></path
    ><text class="oruk-outline-name" x="${Math.round(x)}" y="${Math.round(y)}" text-anchor="middle">${name}</text></g
  > `
}

interface Frame {
  readonly height: number
  readonly kmWide: number
  readonly perKm: number
  readonly place: (dot: Pick<Dot, 'latitude' | 'longitude'>) => { readonly x: number; readonly y: number }
}

/** Degrees of longitude are as long as they are in the middle of the map, which is true enough over a region. */
function frameOf(dots: readonly Dot[]): Frame {
  const latitudes = dots.map(({ latitude }) => latitude)
  const longitudes = dots.map(({ longitude }) => longitude)
  const north = (Math.min(...latitudes) + Math.max(...latitudes)) / 2
  const east = (Math.min(...longitudes) + Math.max(...longitudes)) / 2
  const kmPerEast = KM_PER_DEGREE * Math.cos((north * Math.PI) / 180)
  const wide = Math.max((Math.max(...longitudes) - Math.min(...longitudes)) * kmPerEast, LEAST_KM)
  const high = Math.max((Math.max(...latitudes) - Math.min(...latitudes)) * KM_PER_DEGREE, LEAST_KM / 4)
  const perKm = Math.min((WIDTH - 2 * MARGIN) / wide, (MOST_HEIGHT - 2 * MARGIN) / high)
  const height = Math.round(high * perKm + 2 * MARGIN)
  return {
    height,
    perKm,
    kmWide: WIDTH / perKm,
    place: ({ latitude, longitude }) => ({
      x: Math.round(WIDTH / 2 + (longitude - east) * kmPerEast * perKm),
      y: Math.round(height / 2 - (latitude - north) * KM_PER_DEGREE * perKm),
    }),
  }
}

interface Placed {
  readonly dot: Dot
  readonly x: number
  readonly y: number
}

const STEP = 24

/** Dots on one spot side by side, so that each can be pointed at. */
function spread(placed: readonly Placed[]): readonly Placed[] {
  const taken: Placed[] = []
  for (const each of placed) {
    let x = each.x
    while (taken.some((other) => Math.abs(other.x - x) < STEP - 4 && Math.abs(other.y - each.y) < STEP - 4)) x += STEP
    taken.push({ ...each, x: x > WIDTH - MARGIN / 2 ? each.x : x })
  }
  return taken
}

/** The longest round length that takes at most a third of the map. */
function scaleBar(kmWide: number, perKm: number): { readonly km: number; readonly pixels: number } {
  const lengths = [100, 50, 20, 10, 5, 2, 1, 0.5, 0.2]
  const km = lengths.find((length) => length <= kmWide / 3) ?? 0.1
  return { km, pixels: Math.round(km * perKm) }
}

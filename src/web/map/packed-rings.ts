/** A place as degrees east and degrees north, in GeoJSON's order. */
export type Point = readonly [east: number, north: number]

/** A closed line of places; the last joins the first. */
export type Ring = readonly Point[]

/** Thousandths of a degree: some 100 metres, finer than generalised boundaries are. */
const STEPS_PER_DEGREE = 1000
const SEPARATOR = ' '

/**
 * Rings as a short text: the steps from place to place in thousandths of a degree, in the letters of Google's encoded
 * polylines, a space between rings. Places that fall together are one; rings of under three are left out.
 */
export function packRings(rings: readonly Ring[]): string {
  return rings
    .map((ring) => distinct(ring.map(([east, north]) => [toSteps(east), toSteps(north)])))
    .filter((ring) => ring.length >= 3)
    .map(packRing)
    .join(SEPARATOR)
}

/** What `packRings` packed, to a thousandth of a degree. */
export function unpackRings(text: string): readonly Ring[] {
  return text === '' ? [] : text.split(SEPARATOR).map(unpackRing)
}

function toSteps(degrees: number): number {
  return Math.round(degrees * STEPS_PER_DEGREE)
}

function distinct(ring: Ring): Ring {
  const [first] = ring
  const places = ring.filter(([east, north], at) => at === 0 || !isAt(ring[at - 1], east, north))
  const isClosed = places.length > 1 && first !== undefined && isAt(places.at(-1), ...first)
  return isClosed ? places.slice(0, -1) : places
}

function isAt(place: Point | undefined, east: number, north: number): boolean {
  return place !== undefined && place[0] === east && place[1] === north
}

function packRing(ring: Ring): string {
  let [east, north] = [0, 0]
  let text = ''
  for (const place of ring) {
    text += packNumber(place[0] - east) + packNumber(place[1] - north)
    ;[east, north] = place
  }
  return text
}

/** Five bits a letter, the lowest first; the sign is the lowest bit of all. */
function packNumber(value: number): string {
  let rest = value < 0 ? -value * 2 - 1 : value * 2
  let text = ''
  for (; rest >= 32; rest = Math.floor(rest / 32)) text += String.fromCodePoint((rest % 32) + 32 + 63)
  return text + String.fromCodePoint(rest + 63)
}

function unpackRing(text: string): Ring {
  const steps = unpackNumbers(text)
  const ring: Point[] = []
  let [east, north] = [0, 0]
  for (let at = 0; at + 1 < steps.length; at += 2) {
    east += steps[at] ?? 0
    north += steps[at + 1] ?? 0
    ring.push([east / STEPS_PER_DEGREE, north / STEPS_PER_DEGREE])
  }
  return ring
}

function unpackNumbers(text: string): readonly number[] {
  const numbers: number[] = []
  let [value, place] = [0, 1]
  for (const letter of text) {
    const bits = (letter.codePointAt(0) ?? 63) - 63
    value += (bits % 32) * place
    place *= 32
    if (bits >= 32) continue
    numbers.push(value % 2 === 1 ? -(value + 1) / 2 : value / 2)
    ;[value, place] = [0, 1]
  }
  return numbers
}

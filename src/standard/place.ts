import type { RawObject } from './reading-context.ts'

/** Where in a record a reading stands, with what is known of the object there. The same one stands for each member of an object in turn. */
export interface Place {
  readonly holder: Place | undefined
  inner: Place | undefined
  /** In the publisher's words; undefined at the root. */
  segment: string | number | undefined
  /** Where `segment` is a list. */
  index: number | undefined
  /** The object there; undefined where it is none of which members are kept. */
  raw: RawObject | undefined
  renamed: Readonly<Record<string, string>> | undefined
  /** Members that were read, some of them more than once: the first `takenCount`, the others are of an object before. */
  readonly taken: string[]
  takenCount: number
  /** Members that were read and could not be made into anything. */
  kept: Record<string, unknown> | undefined
  /** Members and parts of members kept of this object. */
  count: number
}

/** A place in this one; the root without. */
export function createPlace(holder: Place | undefined): Place {
  return {
    holder,
    inner: undefined,
    segment: undefined,
    index: undefined,
    raw: undefined,
    renamed: undefined,
    taken: [],
    takenCount: 0,
    kept: undefined,
    count: 0,
  }
}

/** The place of a member, with nothing known of it yet. */
export function placeIn(holder: Place, segment: string | number, index: number | undefined): Place {
  const place = (holder.inner ??= createPlace(holder))
  place.segment = segment
  place.index = index
  place.raw = undefined
  place.renamed = undefined
  place.takenCount = 0
  place.kept = undefined
  place.count = 0
  return place
}

/** Whether a member of the object there was read. Few are, however many it has. */
export function hasTaken({ taken, takenCount }: Place, key: string): boolean {
  for (let at = 0; at < takenCount; at++) if (taken[at] === key) return true
  return false
}

/** The path to a place, or to a member of the object there, in the publisher's words; the root is an empty one. */
export function pathOf(place: Place, key: string | undefined): string {
  const path = pathTo(place)
  return key === undefined ? path : joinSegment(path, publishedName(place, key))
}

function pathTo({ holder, segment, index }: Place): string {
  if (holder === undefined || segment === undefined) return ''
  const path = joinSegment(pathTo(holder), segment)
  return index === undefined ? path : joinSegment(path, index)
}

function joinSegment(path: string, segment: string | number): string {
  if (typeof segment === 'number') return `${path}[${segment}]`
  if (segment === '') return path
  return path === '' ? segment : `${path}.${segment}`
}

/** What the publisher calls a member of the object there. */
export function publishedName(place: Place, segment: string): string
export function publishedName(place: Place, segment: string | number): string | number
export function publishedName({ renamed }: Place, segment: string | number): string | number {
  return renamed?.[segment] ?? segment
}

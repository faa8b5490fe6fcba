/** The most bytes of JSON that one answer has: what an agent can read beside its other work. */
export const MOST_BYTES = 40_000

interface Measure {
  /** Characters of a text. */
  readonly text: number
  /** Members of a list within a record. */
  readonly list: number
}

/** The first that fits is taken. */
const MEASURES: readonly Measure[] = [
  { text: 2000, list: 30 },
  { text: 500, list: 12 },
  { text: 150, list: 5 },
]

/** Data as an agent is given them. */
export interface Shaped {
  readonly data: Readonly<Record<string, unknown>>
  /** The JSON text of the data. */
  readonly text: string
  /** Where anything was cut: by which measure. */
  readonly cut: Measure | undefined
}

/**
 * Data without what is null or empty and what `about` says, texts without characters that nobody sees, and cut so that all is
 * at most `MOST_BYTES` of JSON: long texts, and long lists within one record, never the list of records. Undefined where they
 * are larger even so.
 */
export function shapeAnswer(data: object): Shaped | undefined {
  for (const measure of MEASURES) {
    const shaping = { measure, hasCut: false }
    const shaped = shapeObject(data, shaping, { keys: [], isInRecord: false }) ?? {}
    const text = JSON.stringify(shaped)
    if (Buffer.byteLength(text) <= MOST_BYTES) return { data: shaped, text, cut: shaping.hasCut ? measure : undefined }
  }
  return undefined
}

/** Whether a member of an answer is shown: what every answer says of its feeds is said once, in `about`. */
export function isShown(key: string, path: readonly string[]): boolean {
  if (path.at(-1) === 'feed') return key === 'slug' || key === 'publisher'
  return key !== 'feeds' || path.length === 0
}

interface Shaping {
  readonly measure: Measure
  hasCut: boolean
}

interface Place {
  readonly keys: readonly string[]
  readonly isInRecord: boolean
}

function shapeValue(value: unknown, shaping: Shaping, place: Place): unknown {
  if (typeof value === 'string') return shapeText(value, shaping)
  if (typeof value === 'number') return Math.round(value * 1e5) / 1e5
  if (Array.isArray(value)) return shapeList(value, shaping, place)
  return typeof value === 'object' && value !== null ? shapeObject(value, shaping, place) : value
}

/** Undefined where nothing is in it. */
function shapeObject(value: object, shaping: Shaping, place: Place): Readonly<Record<string, unknown>> | undefined {
  const isInRecord = place.isInRecord || 'id' in value
  const shaped: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(value)) {
    if (!isShown(key, place.keys)) continue
    const kept = shapeValue(member, shaping, { keys: [...place.keys, key], isInRecord })
    if (!isNothing(kept)) shaped[key] = kept
  }
  return Object.keys(shaped).length === 0 ? undefined : shaped
}

function shapeList(list: readonly unknown[], shaping: Shaping, place: Place): unknown {
  const most = place.isInRecord ? shaping.measure.list : Infinity
  if (list.length > most) shaping.hasCut = true
  const shaped = list
    .slice(0, most)
    .map((member) => shapeValue(member, shaping, place))
    .filter((kept) => !isNothing(kept))
  return shaped.length === 0 ? undefined : shaped
}

function isNothing(kept: unknown): boolean {
  return kept === undefined || kept === null || kept === ''
}

/** Control characters, directions, and tags that spell words unseen: a publisher's record could carry orders for an agent in them. */
const UNSEEN = /[\p{Cc}\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E0FFF}]/gu

function shapeText(text: string, shaping: Shaping): string {
  const plain = text.replace(UNSEEN, (unseen) => (unseen === '\n' || unseen === '\t' ? unseen : ''))
  if (plain.length <= shaping.measure.text) return plain
  shaping.hasCut = true
  // Never between the two halves of one character.
  return `${plain.slice(0, shaping.measure.text).replace(/[\uD800-\uDBFF]$/, '')}… (cut)`
}

import { hash } from 'node:crypto'
import { createByteCache } from '../../model/byte-cache.ts'
import { parse, unpackBytes } from '../../store/packed.ts'

/** What a body holds. It is shared: nobody may change it. */
interface ParsedBody<T> {
  readonly value: T
  /** Of its JSON. */
  readonly bytes: number
}

/** Records parsed from their bodies. Equal bodies are parsed once, whatever generation and whoever reads them. */
export interface ParsedBodies {
  /** The caller names the shape. */
  read<T>(body: Uint8Array): ParsedBody<T>
}

const MEGABYTE = 1_000_000
const KEPT_BYTES = 32 * MEGABYTE
/** Of these, for what was read once. */
const NEWCOMER_BYTES = 8 * MEGABYTE
/** Parsed JSON takes about so many times the room of its text. */
const ROOM_PER_BYTE = 3

/** Bodies parsed, within 32 MB. */
export function createParsedBodies(): ParsedBodies {
  const kept = createByteCache<ParsedBody<unknown>>({ maxBytes: KEPT_BYTES, newcomerBytes: NEWCOMER_BYTES })
  return {
    read<T>(body: Uint8Array): ParsedBody<T> {
      const key = hash('sha256', body, 'base64url')
      // Equal bytes are equal JSON, and one kind of record has one shape.
      const known = kept.get(key) as ParsedBody<T> | undefined
      if (known !== undefined) return known
      const json = unpackBytes(body)
      const parsed = { value: parse<T>(json), bytes: json.length }
      kept.set(key, parsed, ROOM_PER_BYTE * json.length)
      return parsed
    },
  }
}

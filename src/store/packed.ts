import { deflateSync, inflateSync } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import { DICTIONARIES, type Dictionary } from './dictionaries.ts'

// Setting up a compressor costs more than so few bytes are worth, where nothing is known of them beforehand.
const SHORTEST_COMPRESSED = 1_000
/** How JSON of an object or a list begins, and nothing compressed. */
const JSON_STARTS: ReadonlySet<number | undefined> = new Set([0x7b, 0x5b])
/** Twice a record and its dictionary fit into the window; half of its size is set up in half the time. */
const OPTIONS = { level: 6, windowBits: 14, memLevel: 6 }
/** In zlib's header: a dictionary is needed, and its checksum follows. */
const NEEDS_DICTIONARY = 0x20
const CHECKSUM_AT = 2

/** JSON as it is kept where it is read at every query: plain. */
export function toBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value))
}

/** JSON as it is kept where it is seldom read: compressed, with what such JSON mostly holds known beforehand, or unless it is short. */
export function pack(value: unknown, dictionary?: Dictionary): Uint8Array {
  return packBytes(toBytes(value), dictionary)
}

/** Texts that many records have alike, such as what all of a feed lack, with what they are packed as. */
const repeated = new LRUCache<string, Uint8Array>({ max: 300 })
const LONGEST_REPEATED = 3_000

/** As `pack`, of what is mostly equal from record to record: packed once while it is met again and again. */
export function packRepeated(value: unknown, dictionary: Dictionary): Uint8Array {
  const json = JSON.stringify(value)
  if (json.length > LONGEST_REPEATED) return packBytes(Buffer.from(json), dictionary)
  const key = `${dictionary}${json}`
  const known = repeated.get(key)
  if (known !== undefined) return known
  const packed = packBytes(Buffer.from(json), dictionary)
  repeated.set(key, packed)
  return packed
}

/** As `pack`, of what is JSON already. */
export function packBytes(json: Uint8Array, dictionary?: Dictionary): Uint8Array {
  if (dictionary !== undefined) return deflateSync(json, { ...OPTIONS, dictionary: DICTIONARIES[dictionary] })
  return json.length < SHORTEST_COMPRESSED ? json : deflateSync(json, OPTIONS)
}

/** What is kept of JSON, packed where it was plain; the same bytes where they are packed. */
export function packKept(bytes: Uint8Array, dictionary: Dictionary): Uint8Array {
  return JSON_STARTS.has(bytes[0]) ? packBytes(bytes, dictionary) : bytes
}

/** JSON that mostly repeats `other`, with which alone it can be unpacked. */
export function packBeside(json: Uint8Array, other: Uint8Array): Uint8Array {
  return deflateSync(json, { ...OPTIONS, dictionary: other })
}

/** The JSON that `toBytes`, `pack` or, with the same `other`, `packBeside` made bytes of. */
export function unpackBytes(bytes: Uint8Array, other?: Uint8Array): Uint8Array {
  if (JSON_STARTS.has(bytes[0])) return bytes
  if (((bytes[1] ?? 0) & NEEDS_DICTIONARY) === 0) return inflateSync(bytes)
  const dictionary = BY_CHECKSUM.get(checksumOf(bytes)) ?? other
  return inflateSync(bytes, dictionary === undefined ? {} : { dictionary })
}

/** What `toBytes` or `pack` made bytes of. The caller names the shape: only this room writes these columns. */
export function unpack<T>(bytes: Uint8Array): T {
  return parse(unpackBytes(bytes))
}

/** The value of JSON. The caller names the shape. */
export function parse<T>(json: Uint8Array): T {
  const value: T = JSON.parse(Buffer.from(json.buffer, json.byteOffset, json.length).toString('utf8'))
  return value
}

function checksumOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(CHECKSUM_AT)
}

const BY_CHECKSUM: ReadonlyMap<number, Uint8Array> = new Map(
  Object.values(DICTIONARIES).map((dictionary) => [checksumOf(deflateSync('', { dictionary })), dictionary]),
)

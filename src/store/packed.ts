import { deflateSync, inflateSync } from 'node:zlib'

// Setting up a compressor costs more than so few bytes are worth.
const SHORTEST_COMPRESSED = 1_000
/** How JSON of an object or a list begins, and nothing compressed. */
const JSON_STARTS: ReadonlySet<number | undefined> = new Set([0x7b, 0x5b])
// A small window is set up sooner, and records are small.
const LIGHTLY = { level: 1, windowBits: 12, memLevel: 5 }

/** JSON as it is kept where it is read at every query: plain. */
export function toBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value))
}

/** JSON as it is kept where it is seldom read: compressed, unless it is short. */
export function pack(value: unknown): Uint8Array {
  return packBytes(toBytes(value))
}

/** The same of what is JSON already. */
export function packBytes(json: Uint8Array): Uint8Array {
  return json.length < SHORTEST_COMPRESSED ? json : deflateSync(json, LIGHTLY)
}

/** The JSON that `toBytes` or `pack` made bytes of. */
export function unpackBytes(bytes: Uint8Array): Uint8Array {
  return JSON_STARTS.has(bytes[0]) ? bytes : inflateSync(bytes)
}

/** What `toBytes` or `pack` made bytes of. The caller names the shape: only this room writes these columns. */
export function unpack<T>(bytes: Uint8Array): T {
  const json = unpackBytes(bytes)
  const value: T = JSON.parse(Buffer.from(json.buffer, json.byteOffset, json.length).toString('utf8'))
  return value
}

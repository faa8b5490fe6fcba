import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'

// Setting up a compressor costs more than so few bytes are worth.
const SHORTEST_COMPRESSED = 1_000
/** How every zstd frame begins, and no JSON. */
const ZSTD_START = 0x28

/** JSON as records are kept: compressed, unless it is short. */
export function pack(value: unknown): Uint8Array {
  const json = Buffer.from(JSON.stringify(value))
  return json.length < SHORTEST_COMPRESSED ? json : zstdCompressSync(json)
}

/** What `pack` packed. The caller names the shape: only this room writes these columns. */
export function unpack<T>(bytes: Uint8Array): T {
  const json =
    bytes[0] === ZSTD_START ? zstdDecompressSync(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const value: T = JSON.parse(json.toString('utf8'))
  return value
}

import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** JSON, compressed, as records are kept. */
export function pack(value: unknown): Uint8Array {
  return zstdCompressSync(JSON.stringify(value))
}

/** What `pack` packed. The caller names the shape: only this room writes these columns. */
export function unpack<T>(bytes: Uint8Array): T {
  const value: T = JSON.parse(zstdDecompressSync(bytes).toString('utf8'))
  return value
}

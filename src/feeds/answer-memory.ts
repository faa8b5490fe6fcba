import { promisify } from 'node:util'
import { zstdCompress, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import { estimateBytes } from '../model/estimate-bytes.ts'
import { hashOfBytes } from '../model/hash-of.ts'
import type { FetchedBody } from '../standard/reading-context.ts'

/** What a feed gave to ask by whether an answer still holds (RFC 9110 §8.8). */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
}

/** Answers kept, so that a feed may say that one still holds instead of sending it again. */
export interface AnswerMemory {
  /** The answer of this address, where it was read whole in the last day: what a feed says of it is not believed for longer (F61). */
  find(feed: string, url: URL): KeptAnswer | undefined
  /** Keeps an answer that came with a validator; forgets the one before. */
  keep(feed: string, url: URL, body: FetchedBody, validators: Validators): Promise<void>
  /** Forgets every answer of a feed, as when one turned out to be unreadable. */
  forget(feed: string): void
  /** Of memory, held now. */
  readonly bytes: number
}

interface KeptAnswer {
  readonly validators: Validators
  read(): Promise<FetchedBody>
}

interface Entry {
  readonly validators: Validators
  readonly packed: Uint8Array
  readonly body: Omit<FetchedBody, 'bytes'>
  readonly atMs: number
}

const MOST_BYTES = 16 * 1024 * 1024
const BELIEVED_MS = 24 * 60 * 60 * 1000
const OVERHEAD_BYTES = 500
// A detail is packed in less time than it takes to hand it to another thread; a page would keep requests waiting.
const PACKED_AT_ONCE_BYTES = 64 * 1024
const packAside = promisify(zstdCompress)
const unpackAside = promisify(zstdDecompress)

/** An empty memory, for all feeds together: 16 MB of packed answers and what belongs to them, the least used forgotten first. */
export function createAnswerMemory(monotonicNow: () => number): AnswerMemory {
  const entries = new LRUCache<string, Entry>({ maxSize: MOST_BYTES, sizeCalculation: bytesOf })
  const keyOf = (feed: string, url: URL): string => `${feed} ${hashOfBytes(url.href)}`

  return {
    find(feed, url) {
      const entry = entries.get(keyOf(feed, url))
      if (entry === undefined || monotonicNow() - entry.atMs >= BELIEVED_MS) return undefined
      const { validators, body, packed } = entry
      return { validators, read: async () => ({ ...body, bytes: await unpack(packed) }) }
    },
    async keep(feed, url, { bytes, ...body }, validators) {
      const key = keyOf(feed, url)
      entries.delete(key)
      if (validators.etag === undefined && validators.lastModified === undefined) return
      // Packing gives a slice of a buffer as large as what was packed: the copy lets that go.
      const packed = new Uint8Array(await pack(bytes))
      entries.set(key, { validators, body, packed, atMs: monotonicNow() })
    },
    forget(feed) {
      for (const key of entries.keys()) if (key.startsWith(`${feed} `)) entries.delete(key)
    },
    get bytes() {
      return entries.calculatedSize
    },
  }
}

async function pack(bytes: Uint8Array): Promise<Uint8Array> {
  return bytes.length <= PACKED_AT_ONCE_BYTES ? zstdCompressSync(bytes) : await packAside(bytes)
}

async function unpack(packed: Uint8Array): Promise<Uint8Array> {
  return packed.length <= PACKED_AT_ONCE_BYTES / 4 ? zstdDecompressSync(packed) : await unpackAside(packed)
}

function bytesOf({ packed, body, validators }: Entry): number {
  return OVERHEAD_BYTES + packed.buffer.byteLength + estimateBytes([body, validators])
}

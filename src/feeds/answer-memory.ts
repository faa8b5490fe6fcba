import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { LRUCache } from 'lru-cache'
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
  keep(feed: string, url: URL, body: FetchedBody, validators: Validators): void
  /** Forgets every answer of a feed, as when one turned out to be unreadable. */
  forget(feed: string): void
}

interface KeptAnswer {
  readonly validators: Validators
  read(): FetchedBody
}

interface Entry {
  readonly validators: Validators
  readonly packed: Uint8Array
  readonly body: Omit<FetchedBody, 'bytes'>
  readonly atMs: number
}

const MOST_BYTES = 32 * 1024 * 1024
const BELIEVED_MS = 24 * 60 * 60 * 1000
const OVERHEAD_BYTES = 500

/** An empty memory, for all feeds together: 32 MB of packed answers, the least used forgotten first. */
export function createAnswerMemory(monotonicNow: () => number): AnswerMemory {
  const entries = new LRUCache<string, Entry>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ packed }) => packed.length + OVERHEAD_BYTES,
  })
  const keyOf = (feed: string, url: URL): string => `${feed} ${url.href}`

  return {
    find(feed, url) {
      const entry = entries.get(keyOf(feed, url))
      if (entry === undefined || Math.abs(monotonicNow() - entry.atMs) >= BELIEVED_MS) return undefined
      return { validators: entry.validators, read: () => ({ ...entry.body, bytes: zstdDecompressSync(entry.packed) }) }
    },
    keep(feed, url, { bytes, ...body }, validators) {
      const isGiven = validators.etag !== undefined || validators.lastModified !== undefined
      if (isGiven)
        entries.set(keyOf(feed, url), { validators, body, packed: zstdCompressSync(bytes), atMs: monotonicNow() })
      else entries.delete(keyOf(feed, url))
    },
    forget(feed) {
      for (const key of entries.keys()) if (key.startsWith(`${feed} `)) entries.delete(key)
    },
  }
}

import type { DocumentNode } from 'graphql'
import { LRUCache } from 'lru-cache'

/** A parsed and validated document weighs about this much per character of its text (measured on wide ones). */
const BYTES_PER_CHARACTER = 60
const ERROR_BYTES = 4_000

/** Parsed documents and parse errors, bounded by estimated bytes: bounded by count, a thousand hostile queries keep 300 MB. */
export function createDocumentCache(maxBytes: number): {
  readonly documentCache: LRUCache<string, DocumentNode>
  readonly errorCache: LRUCache<string, Error>
} {
  return {
    documentCache: new LRUCache({
      maxSize: maxBytes,
      maxEntrySize: maxBytes / 10,
      sizeCalculation: (_document, text) => 1 + text.length * BYTES_PER_CHARACTER,
    }),
    errorCache: new LRUCache({
      maxSize: maxBytes / 8,
      sizeCalculation: (_error, text) => ERROR_BYTES + text.length * 2,
    }),
  }
}

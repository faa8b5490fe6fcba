import type { DocumentNode } from 'graphql'

import { createByteCache } from '../model/byte-cache.ts'

/** A token with the nodes and locations made of it; measured on documents of nothing but the shortest fields. */
const BYTES_PER_TOKEN = 550
/** The text is held by the document and again by its values, two bytes a character where one is not Latin. */
const BYTES_PER_CHARACTER = 4

/** What Yoga keeps of documents, as it asks for it. */
export interface DocumentCache {
  readonly documentCache: {
    get(text: string): DocumentNode | undefined
    set(text: string, document: DocumentNode): void
  }
  readonly errorCache: { get(text: string): undefined; set(text: string, error: unknown): void }
}

/**
 * Parsed documents within so many bytes, each from the second time on that it is sent. Errors are not kept: a text that
 * can not be parsed is soon found out again. What Yoga keeps of validation goes with its document.
 */
export function createDocumentCache(maxBytes: number): DocumentCache {
  const documents = createByteCache<DocumentNode>({ maxBytes, maxEntryBytes: maxBytes / 10 })
  return {
    documentCache: {
      get: (text) => documents.get(text),
      set: (text, document) => documents.set(text, document, bytesOf(text, document)),
    },
    errorCache: { get: () => undefined, set() {} },
  }
}

function bytesOf(text: string, document: DocumentNode): number {
  let tokens = 0
  for (let token = document.loc?.startToken ?? null; token !== null; token = token.next) tokens += 1
  return tokens * BYTES_PER_TOKEN + text.length * BYTES_PER_CHARACTER
}

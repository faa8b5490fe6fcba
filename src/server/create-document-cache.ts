import { createByteCache } from '../model/byte-cache.ts'
import type { PreparedDocument } from './prepare-document.ts'

/** A token with the nodes and locations made of it; measured on documents of nothing but the shortest fields. */
const BYTES_PER_TOKEN = 550
/** The text is held by the document and again by its values, two bytes a character where one is not Latin. */
const BYTES_PER_CHARACTER = 4
/** What executes a field, for the few ways in which its conditions can stand. */
const BYTES_PER_FIELD = 800

/** Documents by their text. */
export interface DocumentCache {
  get(text: string): PreparedDocument | undefined
  set(text: string, document: PreparedDocument): void
}

/**
 * Documents made ready within so many bytes, each from the second time on that it is sent. Errors are not kept: a text that
 * can not be parsed is soon found out again.
 */
export function createDocumentCache(maxBytes: number): DocumentCache {
  const documents = createByteCache<PreparedDocument>({ maxBytes, maxEntryBytes: maxBytes / 10 })
  return {
    get: (text) => documents.get(text),
    set: (text, document) => documents.set(text, document, bytesOf(text, document)),
  }
}

function bytesOf(text: string, { document, fields }: PreparedDocument): number {
  let tokens = 0
  for (let token = document.loc?.startToken ?? null; token !== null; token = token.next) tokens += 1
  return tokens * BYTES_PER_TOKEN + text.length * BYTES_PER_CHARACTER + fields * BYTES_PER_FIELD
}

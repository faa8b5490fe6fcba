import { type DocumentForm, formsOf, hashOfDocument } from '../graphql/operations/document-forms.ts'
import type { Operation } from '../graphql/operations/read-operations.ts'
import { createByteCache } from '../model/byte-cache.ts'
import { createRefusal } from './refusals.ts'

/** How a request names its document. */
export interface NamedDocument {
  readonly query?: string
  /** SHA-256 of the document in hexadecimal digits, by which it is known, or unknown, here. */
  readonly hash?: string
  /** Whether it is named as automatic persisted queries are: then a client that is refused sends the document itself. */
  readonly isAutomatic: boolean
}

/** Finds the document that a request means. */
export interface DocumentStore {
  /** The document's text; throws a refusal where it is not known, not allowed, or not the one that its hash says. */
  resolve(named: NamedDocument): string
}

/** What a store does besides knowing operations. */
export interface DocumentStoreOptions {
  /** True: no document but theirs is run for a client. */
  readonly isTrustedOnly: boolean
  /** Bytes of documents that clients may leave here under their hash; 0: none. */
  readonly automaticBytes: number
  /** Those that it knows. */
  readonly operations: readonly Operation[]
}

/** Creates a store that knows every form of every operation. */
export function createDocumentStore({
  isTrustedOnly,
  automaticBytes,
  operations,
}: DocumentStoreOptions): DocumentStore {
  let forms: ReadonlyMap<string, string> | undefined
  // Made when first asked for: a start needs none of it.
  const known = (): ReadonlyMap<string, string> => (forms ??= listForms(operations))
  const left =
    isTrustedOnly || automaticBytes === 0
      ? undefined
      : createByteCache<string>({ maxBytes: automaticBytes, newcomerBytes: automaticBytes / 2 })

  function findByHash({ hash = '', isAutomatic }: NamedDocument): string {
    const found = known().get(hash) ?? left?.get(hash)
    if (found !== undefined) return found
    if (!isAutomatic) throw createRefusal('DOCUMENT_NOT_FOUND')
    throw createRefusal(left === undefined ? 'PERSISTED_QUERY_NOT_SUPPORTED' : 'PERSISTED_QUERY_NOT_FOUND')
  }

  return {
    resolve(named) {
      const { query, hash, isAutomatic } = named
      if (query === undefined) return findByHash(named)
      if (isTrustedOnly && !known().has(hashOfDocument(query))) throw createRefusal('TRUSTED_DOCUMENTS_ONLY')
      if (hash === undefined || (isAutomatic && left === undefined)) return query
      if (hashOfDocument(query) !== hash) throw createRefusal('DOCUMENT_MISMATCH')
      if (isAutomatic && !known().has(hash)) left?.set(hash, query, query.length * BYTES_PER_CHARACTER)
      return query
    },
  }
}

/** The texts of all operations by their hash. */
function listForms(operations: readonly Operation[]): ReadonlyMap<string, string> {
  const forms = operations.flatMap((operation) => Object.values(formsOf(operation)))
  return new Map(forms.map(({ hash, text }: DocumentForm) => [hash, text]))
}

/** A text is held at two bytes a character where one is beyond Latin-1. */
const BYTES_PER_CHARACTER = 2

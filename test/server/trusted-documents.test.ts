import { hash } from 'node:crypto'
import { parse, validate } from 'graphql'
import { describe, expect, it, onTestFinished } from 'vitest'

import { readOperations } from '../../src/graphql/operations/read-operations.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import type { DocumentStoreOptions } from '../../src/server/document-store.ts'
import { send, startServer } from './listening-server.ts'

const ECHO = '{ echo }'
const sha256 = (text: string): string => hash('sha256', text, 'hex')
const UNKNOWN = sha256('{ unknown }')

async function serve(documents: Partial<DocumentStoreOptions> = {}) {
  const { server, port } = await startServer({ documents })
  onTestFinished(() => server.drain())
  const post = (body: object) => send(port, { body: JSON.stringify(body) })
  const get = (search: string) => send(port, { method: 'GET', path: `/graphql?${search}` })
  return { port, post, get }
}

const automatic = (sha256Hash: string, more: object = {}) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash } },
  ...more,
})

async function readManifest(port: number, search = '') {
  const answer = await send(port, { method: 'GET', path: `/operations.json${search}` })
  const manifest: { format: string; version: number; operations: { id: string; name: string; body: string }[] } =
    JSON.parse(answer.text)
  return { answer, manifest }
}

describe('/operations.json', () => {
  it.each(['', '?typenames=true'])(
    'lists every operation as clients of persisted documents read it%s',
    async (search) => {
      const { port } = await serve()
      const { answer, manifest } = await readManifest(port, search)
      expect(answer.headers['cache-control']).toContain('max-age=60')
      expect([manifest.format, manifest.version]).toEqual(['apollo-persisted-query-manifest', 1])
      expect(manifest.operations.map(({ name }) => name)).toEqual(readOperations().map(({ name }) => name))
      const schema = createSchema()
      for (const { id, body } of manifest.operations) {
        expect(id).toBe(sha256(body))
        const [operation] = parse(body).definitions
        expect(operation).toMatchObject({ description: undefined })
        // An answer of leaves has nowhere to say its type.
        if (search !== '') expect(body).toContain('__typename')
        expect(validate(schema, parse(body))).toEqual([])
      }
    },
  )
})

describe('a known document', () => {
  it.each(['documentId', 'doc_id'])(
    'is meant by its hash as %s, by GET and POST, with or without its prefix',
    async (name) => {
      const { port, post, get } = await serve()
      const { manifest } = await readManifest(port)
      const id = manifest.operations.find((operation) => operation.name === 'Feeds')?.id
      // The document is found, and then is none of the schema of this test.
      for (const value of [`sha256:${id}`, `sha256:${id?.toUpperCase()}`, id]) {
        expect((await post({ [name]: value })).code).toBe('GRAPHQL_VALIDATION_FAILED')
        expect((await get(`${name}=${value}`)).code).toBe('GRAPHQL_VALIDATION_FAILED')
      }
    },
  )

  it.each(['', '?typenames=true'])(
    'is meant by a hash as Apollo and urql send it, whatever the settings%s',
    async (search) => {
      for (const options of [{}, { isTrustedOnly: true }, { automaticBytes: 1_000 }]) {
        const { port, post } = await serve(options)
        const { manifest } = await readManifest(port, search)
        expect((await post(automatic(manifest.operations[0]?.id ?? ''))).code).toBe('GRAPHQL_VALIDATION_FAILED')
      }
    },
  )

  it('is meant by the text of its file too, where no other is trusted', async () => {
    const { post } = await serve({ isTrustedOnly: true })
    for (const { document: query } of readOperations()) {
      expect((await post({ query })).code).not.toBe('TRUSTED_DOCUMENTS_ONLY')
      expect((await post({ documentId: `sha256:${sha256(query)}` })).code).not.toBe('DOCUMENT_NOT_FOUND')
    }
  })
})

describe('a document that is not known', () => {
  it.each([
    ['by documentId', {}, { documentId: `sha256:${UNKNOWN}` }, 404, 'DOCUMENT_NOT_FOUND'],
    ['by doc_id', {}, { doc_id: UNKNOWN }, 404, 'DOCUMENT_NOT_FOUND'],
    ['by an id that is no text', {}, { doc_id: 7 }, 404, 'DOCUMENT_NOT_FOUND'],
    ['by an automatic hash, where they are off', {}, automatic(UNKNOWN), 200, 'PERSISTED_QUERY_NOT_SUPPORTED'],
    [
      'by an automatic hash, where they are on',
      { automaticBytes: 9_000 },
      automatic(UNKNOWN),
      200,
      'PERSISTED_QUERY_NOT_FOUND',
    ],
    [
      'by an automatic hash, trusted only',
      { isTrustedOnly: true, automaticBytes: 9_000 },
      automatic(UNKNOWN),
      200,
      'PERSISTED_QUERY_NOT_SUPPORTED',
    ],
    ['by its text, trusted only', { isTrustedOnly: true }, { query: ECHO }, 403, 'TRUSTED_DOCUMENTS_ONLY'],
    [
      'by its text and hash, trusted only',
      { isTrustedOnly: true, automaticBytes: 9_000 },
      automatic(sha256(ECHO), { query: ECHO }),
      403,
      'TRUSTED_DOCUMENTS_ONLY',
    ],
    ['by text and another’s hash', {}, { query: ECHO, documentId: `sha256:${UNKNOWN}` }, 400, 'DOCUMENT_MISMATCH'],
    [
      'by text and another’s automatic hash',
      { automaticBytes: 9_000 },
      automatic(UNKNOWN, { query: ECHO }),
      400,
      'DOCUMENT_MISMATCH',
    ],
    ['by nothing', {}, { variables: {} }, 400, 'BAD_REQUEST'],
  ])('is refused: %s', async (_, options, body, status, code) => {
    const { post } = await serve(options)
    const answer = await post(body)
    expect([answer.status, answer.code]).toEqual([status, code])
  })
})

describe('automatic persisted queries', () => {
  it('where they are off, a document sent with its hash is answered as without it', async () => {
    const { post } = await serve()
    expect((await post(automatic(UNKNOWN, { query: ECHO }))).text).toBe('{"data":{"echo":"{}"}}')
  })

  it('are answered by their hash once they were sent with it', async () => {
    const { post, get } = await serve({ automaticBytes: 100_000 })
    expect((await post(automatic(sha256(ECHO)))).code).toBe('PERSISTED_QUERY_NOT_FOUND')
    expect((await post(automatic(sha256(ECHO), { query: ECHO }))).text).toContain('echo')
    const extensions = encodeURIComponent(JSON.stringify(automatic(sha256(ECHO)).extensions))
    expect((await get(`extensions=${extensions}`)).text).toBe('{"data":{"echo":"{}"}}')
    expect((await post(automatic(sha256(ECHO)))).text).toBe('{"data":{"echo":"{}"}}')
  })

  it('are kept within their bytes, and one in use is not driven out by any number of others', async () => {
    const { post } = await serve({ automaticBytes: 100_000 })
    const sendNumbered = (text: string) => post(automatic(sha256(text), { query: text }))
    await sendNumbered(ECHO)
    await post(automatic(sha256(ECHO)))
    const many = Array.from({ length: 300 }, (_, index) => `{ echo(text: "${index}") }`)
    for (const text of many) await sendNumbered(text)
    expect((await post(automatic(sha256(ECHO)))).text).toContain('echo')
    expect((await post(automatic(sha256(many[0] ?? '')))).code).toBe('PERSISTED_QUERY_NOT_FOUND')
    expect((await post(automatic(sha256(many.at(-1) ?? '')))).text).toContain('299')
  })
})

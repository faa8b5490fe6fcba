import { hash } from 'node:crypto'
import { ApolloClient, type DocumentNode, HttpLink, InMemoryCache } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { Client, fetchExchange } from '@urql/core'
import { persistedExchange } from '@urql/exchange-persisted'
import { parse } from 'graphql'
import { describe, expect, it, onTestFinished } from 'vitest'

import { readOperations } from '../../src/graphql/operations/read-operations.ts'
import type { AnsweredRequest } from '../../src/server/request-notes.ts'
import type { DocumentStoreOptions } from '../../src/server/document-store.ts'
import { plainServices, startFakeCouncil } from '../gateway/fake-council.ts'
import { serveGateway } from '../gateway/serve-gateway.ts'
import { startGateway, testConfig, testFeed } from '../gateway/start-gateway.ts'

const sha256 = (text: string): Promise<string> => Promise.resolve(hash('sha256', text, 'hex'))
const OWN = parse('query Own { feeds { slug publisher } }')

/** Asks by GET and the document's hash first, as each library does by itself. */
const CLIENTS: readonly (readonly [name: string, ask: (url: string, query: DocumentNode) => Promise<unknown>])[] = [
  [
    'Apollo Client',
    async (url, query) => {
      const link = new PersistedQueryLink({ sha256, useGETForHashedQueries: true }).concat(new HttpLink({ uri: url }))
      const client = new ApolloClient({ link, cache: new InMemoryCache() })
      return (await client.query({ query })).data
    },
  ],
  [
    'urql',
    async (url, query) => {
      const exchanges = [persistedExchange({ preferGetForPersistedQueries: true, generateHash: sha256 }), fetchExchange]
      const client = new Client({ url, exchanges, preferGetMethod: false })
      const { data, error } = await client.query(query, {}).toPromise()
      if (error !== undefined) throw error
      return data
    },
  ],
]

async function serve(documents: Partial<DocumentStoreOptions>) {
  const council = await startFakeCouncil(plainServices(3))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  const answered: (string | number)[] = []
  const noteAnswered = ({ code, status }: AnsweredRequest) => void answered.push(code ?? status)
  const { url } = await serveGateway(gateway, { documents, noteAnswered })
  return { url: `${url}/graphql`, answered }
}

const FEEDS = readOperations().find(({ name }) => name === 'Feeds')?.document ?? ''

describe.each(CLIENTS)('%s', (_, ask) => {
  it.each([{}, { isTrustedOnly: true }])('asks an operation by its hash in one request, with %j', async (documents) => {
    const { url, answered } = await serve(documents)
    expect(await ask(url, parse(FEEDS))).toMatchObject({ feeds: [{ slug: 'north' }] })
    expect(answered).toEqual([200])
  })

  it('leaves a document of its own where that is on, and asks by its hash from then on', async () => {
    const { url, answered } = await serve({ automaticBytes: 100_000 })
    for (let n = 0; n < 2; n += 1) expect(await ask(url, OWN)).toMatchObject({ feeds: [{ slug: 'north' }] })
    expect(answered).toEqual(['PERSISTED_QUERY_NOT_FOUND', 200, 200])
  })

  it('sends a document of its own where that is off', async () => {
    const { url, answered } = await serve({})
    expect(await ask(url, OWN)).toMatchObject({ feeds: [{ slug: 'north' }] })
    expect(answered).toEqual(['PERSISTED_QUERY_NOT_SUPPORTED', 200])
  })
})

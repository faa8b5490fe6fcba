import { describe, expect, it, onTestFinished } from 'vitest'

import { formsOf } from '../../src/graphql/operations/document-forms.ts'
import { readOperations } from '../../src/graphql/operations/read-operations.ts'
import type { AnsweredRequest } from '../../src/server/request-notes.ts'
import { plainServices, startFakeCouncil } from '../gateway/fake-council.ts'
import { serveGateway } from '../gateway/serve-gateway.ts'
import { startGateway, testConfig, testFeed } from '../gateway/start-gateway.ts'
import { HAS_NGINX, startNginx } from './start-nginx.ts'

const VIEWERS = 40
const LOOKS = 3
const CODINGS = ['gzip, deflate, br', 'gzip']

function byHash(name: string, variables: object = {}): string {
  const operation = readOperations().find((each) => each.name === name)
  if (operation === undefined) throw new Error(`There is no operation ${name}.`)
  const search = new URLSearchParams({
    documentId: `sha256:${formsOf(operation).plain.hash}`,
    variables: JSON.stringify(variables),
  })
  return `/graphql?${search.toString()}`
}

/** A page of a dashboard: each panel by another way. */
const PANELS = [
  '/',
  '/services',
  '/export/services.csv',
  byHash('Feeds'),
  byHash('SearchServices', { text: 'service', first: 20 }),
  '/api/services/search.csv?text=service',
  '/api/feeds.json',
  '/changes.atom',
  '/api/openapi.json',
]

describe.skipIf(!HAS_NGINX)('a dashboard behind nginx with the sample configuration', () => {
  it(
    'is held by its cache for 95 of 100 requests, and gets nothing but whole answers',
    { timeout: 120_000 },
    async () => {
      const council = await startFakeCouncil(plainServices(60))
      onTestFinished(() => council.close())
      const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
      await gateway.refreshAll()
      const reached: AnsweredRequest[] = []
      const { url } = await serveGateway(gateway, {
        trustedProxyHops: 1,
        noteAnswered: (each) => void reached.push(each),
        // The viewers look in this process too, and would have it shed them.
        limits: { lagMs: 60_000 },
      })
      const port = await startNginx(Number(new URL(url).port))
      reached.length = 0
      const bodies = new Map<string, Set<string>>()
      async function look(viewer: number, panel: string): Promise<void> {
        const headers = { 'accept-encoding': CODINGS[viewer % CODINGS.length] ?? '' }
        const response = await fetch(`http://127.0.0.1:${port}/oruk${panel}`, { headers })
        expect([panel, response.status]).toEqual([panel, 200])
        bodies.set(panel, (bodies.get(panel) ?? new Set()).add(await response.text()))
      }
      for (let n = 0; n < LOOKS; n += 1)
        for (let viewer = 0; viewer < VIEWERS; viewer += 1)
          await Promise.all(PANELS.map((panel) => look(viewer, panel)))
      const asked = VIEWERS * LOOKS * PANELS.length
      expect(1 - reached.length / asked).toBeGreaterThanOrEqual(0.95)
      expect(reached.length).toBeGreaterThanOrEqual(PANELS.length)
      expect([...bodies.values()].map(({ size }) => size)).toEqual(PANELS.map(() => 1))
    },
  )
})

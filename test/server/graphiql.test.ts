import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { type ListeningServer, send, startServer } from './listening-server.ts'

let listening: ListeningServer
beforeAll(async () => {
  listening = await startServer()
})
afterAll(() => listening.server.drain())

/** Of the mending of tabs: the browser's own test looks at it. */
class Unobserving {
  observe(): void {}
}

const page = () => send(listening.port, { method: 'GET', path: '/graphiql' })

async function get(path: string, coding: string): Promise<{ response: Response; body: Buffer }> {
  const headers = { 'accept-encoding': coding }
  const response = await fetch(`http://127.0.0.1:${listening.port}${path}`, { headers })
  return { response, body: Buffer.from(await response.arrayBuffer()) }
}

it('is a small page without a script of its own, which may talk to this server alone', async () => {
  const { status, text, headers } = await page()
  expect(status).toBe(200)
  expect(text.length).toBeLessThan(2_000)
  expect(text).not.toMatch(/<script(?![^>]* src="graphiql\/)|https?:|<style| on\w+=/)
  expect(headers['content-security-policy']).toMatch(
    /default-src 'none'; script-src 'self'; .*connect-src 'self'.*frame-ancestors 'none'/,
  )
})

it('names files that are there, of the version that it was made for, to be kept for good', async () => {
  const { text } = await page()
  const start = await get('/graphiql/start.js', 'gzip')
  const named = [...`${text} ${start.body.toString()}`.matchAll(/"(graphiql\/[^"]+)"/g)].map(
    (match) => `/${String(match[1])}`,
  )
  expect(named).toHaveLength(6)
  for (const path of named) {
    expect(path).toMatch(/\?v=[\w-]{12}$/)
    const { response } = await get(path, 'br')
    expect([response.status, response.headers.get('cache-control')]).toEqual([
      200,
      expect.stringContaining('immutable'),
    ])
  }
})

it('opens the operation that a page leads to with, by its name alone', async () => {
  const { body } = await get('/graphiql/start.js', 'gzip')
  const script = body.toString()
  /** What GraphiQL is given to open at this address, in a browser that keeps this. */
  function open(address: string, kept: string | null) {
    const given: { query?: string; variables?: string; defaultTabs?: readonly object[] }[] = []
    const browser = {
      location: { href: `http://gateway${address}` },
      document: { baseURI: 'http://gateway/oruk/graphiql', querySelector: () => null },
      localStorage: { getItem: () => kept },
      self: {},
      YogaGraphiQL: { renderYogaGraphiQL: (_: unknown, options: object) => given.push(options) },
    }
    runInNewContext(script, { ...browser, URL, JSON, MutationObserver: Unobserving })
    return given[0]
  }
  const led = open('/oruk/graphiql?operation=Feeds&variables={"a":1}', null)
  expect(led).toMatchObject({ endpoint: '/oruk/graphql', variables: '{\n  "a": 1\n}' })
  expect(led?.query).toContain('query Feeds')
  expect(led?.defaultTabs).toEqual([{ query: led?.query, variables: led?.variables }])
  const first = open('/oruk/graphiql?operation=Nothing', null)
  expect(first?.query).toBeUndefined()
  expect(first?.defaultTabs?.length).toBe(7)
  expect(JSON.stringify(first?.defaultTabs)).toContain('query ServicesNear')
  const tabs = [
    { query: '{ a }', variables: '{}' },
    { query: '{ b }', variables: null },
  ]
  const again = open('/oruk/graphiql', JSON.stringify({ tabs, activeTabIndex: 1 }))
  expect([again?.query, again?.variables]).toEqual(['{ b }', undefined])
  expect(open('/oruk/graphiql', 'broken')?.query).toBeUndefined()
})

it('packs its files, and unpacks them for a client that takes nothing packed', async () => {
  const sizes: Record<string, number> = {}
  for (const coding of ['br', 'gzip', 'identity']) {
    const { response, body } = await get('/graphiql/editor.js', coding)
    expect(response.headers.get('content-encoding')).toBe(coding === 'identity' ? null : coding)
    expect(response.headers.get('vary')).toBe('Accept-Encoding')
    // The client has unpacked it already.
    sizes[coding] = body.length
  }
  expect(new Set(Object.values(sizes)).size).toBe(1)
  const raw = await send(listening.port, {
    method: 'HEAD',
    path: '/graphiql/editor.js',
    headers: { 'accept-encoding': 'br' },
  })
  expect(Number(raw.headers['content-length'])).toBeLessThan(1_400_000)
})

it('weighs less than 2 MB in all as a browser fetches it', async () => {
  let bytes = 0
  for (const name of ['editor.js', 'editor.css', 'text-worker.js', 'json-worker.js', 'graphql-worker.js']) {
    const path = `/graphiql/${name}`
    const { headers } = await send(listening.port, { method: 'HEAD', path, headers: { 'accept-encoding': 'gzip, br' } })
    bytes += Number(headers['content-length'])
  }
  expect(bytes).toBeLessThan(2_000_000)
})

import { hash } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'

import type { Access, Opening } from '../../src/model/access.ts'
import { endlessServices } from './exports/endless-services.ts'
import { ask, send, startServer } from './listening-server.ts'

const NORTH = 'the-key-of-north-is-this-long'
const EXPORTS_ONLY = 'the-key-that-opens-exports-alone'
const OPEN: Access = { keys: [], isKeyNeededForExports: false, rates: [] }

function keyOf(name: string, value: string, opens: readonly Opening[] = ['EXPORTS', 'OPERATIONS']) {
  return { name, digest: hash('sha256', value, 'buffer'), opens }
}

const KEYS = [keyOf('north', NORTH), keyOf('exports-only', EXPORTS_ONLY, ['EXPORTS'])]
const bearer = (value: string) => ({ authorization: `Bearer ${value}` })
const CHEAP = '{ services(first: 10) { nodes { id } } }'
const DEAR = '{ services(first: 11) { nodes { id } } }'

/** A gateway whose access the operator changes while it runs. */
async function serve(initial: Partial<Access>, overrides: Parameters<typeof startServer>[0] = {}) {
  const state: { access: Access } = { access: { ...OPEN, keys: KEYS, ...initial } }
  const listening = await startServer({ access: () => state.access, ...overrides })
  onTestFinished(() => listening.server.drain())
  return { ...listening, state }
}

describe('exports that need a key', () => {
  const serveExports = (access: Partial<Access> = { isKeyNeededForExports: true }) =>
    serve(access, { schema: endlessServices(() => {}, 1) })
  const EXPORT = { method: 'GET', path: '/export/services.csv' }

  it.each<[what: string, headers: Record<string, string>, status: number, code: string, challenge: RegExp]>([
    ['none', {}, 401, 'KEY_REQUIRED', /^Bearer realm="oruk-gateway"$/],
    ['another scheme', { authorization: 'Basic bm9ydGg6' }, 401, 'KEY_REQUIRED', /^Bearer realm/],
    ['an unknown one', bearer('a-key-that-nobody-was-given'), 401, 'KEY_UNKNOWN', /error="invalid_token"/],
    ['the beginning of one', bearer(NORTH.slice(0, -1)), 401, 'KEY_UNKNOWN', /error="invalid_token"/],
  ])('are refused with %s, with a sentence that says what to do', async (_what, headers, status, code, challenge) => {
    const { port } = await serveExports()
    const refused = await send(port, { ...EXPORT, headers })
    expect([refused.status, refused.code]).toEqual([status, code])
    expect(refused.text).toMatch(/send the one you were given as `Authorization|ask the operator/)
    expect(refused.headers['www-authenticate']).toMatch(challenge)
    expect(refused.headers['cache-control']).toBe('no-store')
  })

  it.each([NORTH, EXPORTS_ONLY])('are given to who sends one that opens them, privately', async (key) => {
    const { port } = await serveExports()
    const given = await send(port, { ...EXPORT, headers: bearer(key) })
    expect([given.status, given.headers['cache-control']]).toEqual([200, 'private, max-age=60'])
    expect(given.text).toContain('Lunch')
  })

  it('leave operations open to all', async () => {
    const { port } = await serve({ isKeyNeededForExports: true })
    expect((await ask(port, DEAR)).status).toBe(200)
  })

  it('are open again, and to be kept as before, once the operator says so', async () => {
    const { port, state } = await serveExports()
    state.access = OPEN
    const given = await send(port, EXPORT)
    expect([given.status, given.headers['cache-control']]).toEqual([200, expect.stringMatching(/^public, max-age=60/)])
  })
})

describe('expensive operations that need a key', () => {
  it('are refused without one, with what they cost and from when on', async () => {
    const { port } = await serve({ keyNeededOverCost: 11 })
    expect((await ask(port, CHEAP)).status).toBe(200)
    const refused = await ask(port, DEAR)
    expect([refused.status, refused.code]).toEqual([401, 'KEY_REQUIRED'])
    expect(refused.text).toMatch(
      /cost over 11 need a key here, and this one costs 12: ask for less, or send the one you were given/,
    )
  })

  it('are refused with a key that opens exports alone', async () => {
    const { port } = await serve({ keyNeededOverCost: 11 })
    const refused = await ask(port, DEAR, {}, bearer(EXPORTS_ONLY))
    expect([refused.status, refused.code]).toEqual([403, 'KEY_NOT_ENOUGH'])
    expect(refused.headers['www-authenticate']).toContain('insufficient_scope')
  })

  it('are answered to who sends one, privately, and to nobody else from the kept answers', async () => {
    const { port, logLines } = await serve({ keyNeededOverCost: 11 })
    const path = `/graphql?query=${encodeURIComponent(DEAR)}`
    const get = (headers: Record<string, string> = {}) => send(port, { method: 'GET', path, headers })
    const given = [await get(bearer(NORTH)), await get(bearer(NORTH)), await get(bearer(NORTH))]
    expect(given.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(given.map(({ headers }) => headers['cache-control'])).toEqual(Array(3).fill('private, max-age=60'))
    expect(logLines.at(-1)).toMatchObject({ isFromCache: true, key: 'north' })
    expect((await get()).code).toBe('KEY_REQUIRED')
    const again = await get({ ...bearer(NORTH), 'if-none-match': String(given[0]?.headers['etag']) })
    expect([again.status, again.headers['cache-control']]).toEqual([304, 'private, max-age=60'])
  })

  it('leave cheap answers to be kept by anybody, whatever key is sent', async () => {
    const { port } = await serve({ keyNeededOverCost: 11 })
    const path = `/graphql?query=${encodeURIComponent(CHEAP)}`
    const given = await send(port, { method: 'GET', path, headers: bearer('any key') })
    expect([given.status, given.headers['cache-control']]).toEqual([200, expect.stringContaining('public')])
  })

  it('follow the configuration at once, kept answers too', async () => {
    const { port, state } = await serve({})
    for (let time = 0; time < 3; time += 1) expect((await ask(port, DEAR)).status).toBe(200)
    state.access = { ...state.access, keyNeededOverCost: 11 }
    expect((await ask(port, DEAR)).status).toBe(401)
  })

  it('may be asked for by pages elsewhere, which send the header', async () => {
    const { port } = await serve({ keyNeededOverCost: 11 })
    const allowed = await send(port, { method: 'OPTIONS' })
    expect(allowed.headers['access-control-allow-headers']).toBe('*, Authorization')
  })
})

it('a key’s value is in no log line and no answer', async () => {
  const { port, logLines } = await serve({ keyNeededOverCost: 11 })
  const wrong = 'a-key-that-nobody-was-given'
  const answers = [await ask(port, DEAR, {}, bearer(NORTH)), await ask(port, DEAR, {}, bearer(wrong))]
  expect(answers.map(({ status }) => status)).toEqual([200, 401])
  const shown = JSON.stringify([logLines, answers.map(({ text, headers }) => [text, headers])])
  expect(logLines[0]).toMatchObject({ key: 'north' })
  expect(shown).not.toMatch(new RegExp(`${NORTH}|${wrong}`))
})

describe('rates by network', () => {
  const from = (address: string) => ({ 'x-forwarded-for': address })
  const rates = [
    { network: '10.0.0.0/8', requestsPerSecond: 0, isTogether: false },
    { network: '10.9.0.0/16', requestsPerSecond: 1, isTogether: false },
    { network: '203.0.113.0/24', requestsPerSecond: 1, isTogether: true },
    { network: '2001:db8::/32', requestsPerSecond: 1, isTogether: false },
  ]
  /** How many of ten requests, sent from these addresses in turn, are answered. */
  async function countAnswered(...addresses: readonly string[]): Promise<number> {
    const { port } = await serve(
      { rates },
      { trustedProxyHops: 1, requestsPerSecond: 5, limits: { burst: 4 }, monotonicNow: () => 0 },
    )
    const statuses: number[] = []
    for (let time = 0; time < 10; time += 1) {
      const address = addresses[time % addresses.length] ?? ''
      statuses.push((await ask(port, '{ service(id: "1") { id } }', {}, from(address))).status)
    }
    expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([])
    return statuses.filter((status) => status === 200).length
  }

  it.each<[what: string, addresses: readonly string[], answered: number]>([
    ['an address in none has the usual', ['192.0.2.1'], 4],
    ['0 is no bound', ['10.1.1.1'], 10],
    ['the smallest network counts', ['10.9.1.1'], 2],
    ['each address has its own', ['10.9.1.1', '10.9.1.2'], 4],
    ['but where they share one', ['203.0.113.1', '203.0.113.2'], 2],
    ['IPv6, by /64', ['2001:db8::1', '2001:db8::2'], 2],
    ['an IPv4 address written as IPv6', ['::ffff:10.9.1.1'], 2],
    ['what is no address has the usual', ['nonsense'], 4],
  ])('%s', async (_what, addresses, answered) => {
    expect(await countAnswered(...addresses)).toBe(answered)
  })
})

import { hash } from 'node:crypto'
import { expect, it } from 'vitest'

import { serveGateway } from './serve-gateway.ts'
import { startGateway } from './start-gateway.ts'

const KEY = 'the-key-of-north-is-this-long'
const KEYS = [{ name: 'north', digest: hash('sha256', KEY, 'buffer'), opens: ['OPERATIONS' as const] }]

it('asks for a key at the address of an operation that costs more than is open to all, whoever was answered before', async () => {
  const gateway = await startGateway({ feeds: [], showAssurers: false, allowPrivateHosts: [], hosts: [] })
  const access = { keys: KEYS, isKeyNeededForExports: false, keyNeededOverCost: 150, rates: [] }
  const { url } = await serveGateway(gateway, { access: () => access })
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${url}/api/${path}`, { headers })
  const dear = 'services/search.csv?text=lunch'
  for (let times = 0; times < 2; times += 1) {
    const refused = await ask(dear)
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="oruk-gateway"'])
    expect(await refused.text()).toContain('KEY_REQUIRED')
    const given = await ask(dear, { authorization: `Bearer ${KEY}` })
    expect([given.status, given.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
  }
  expect((await ask('feeds.csv')).status).toBe(200)
})

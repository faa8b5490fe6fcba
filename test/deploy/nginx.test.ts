import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../gateway/start-gateway.ts'
import { createWaysIn } from '../../src/wiring/ways-in.ts'
import { send, startServer } from '../server/listening-server.ts'
import { HAS_NGINX, startNginx } from './start-nginx.ts'

const ending: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ending.splice(0)) await end()
})

describe.skipIf(!HAS_NGINX)('nginx with the sample configuration', () => {
  it('shows every page under a path of its own, with links that hold there', { timeout: 60_000 }, async () => {
    const { port: gateway, server } = await startServer({ trustedProxyHops: 1, routes: createWaysIn() })
    ending.push(() => server.drain())
    const port = await startNginx(gateway)
    const base = `http://127.0.0.1:${port}/oruk/`
    const lost = new URL('no/such/page', base)
    const missing = await fetch(lost, { headers: { accept: 'text/html' } })
    const linked = [...(await missing.text()).matchAll(/href="([^"]+)"/g)]
      .map((match) => new URL(String(match[1]), lost))
      .filter(({ protocol }) => protocol === 'http:')
    expect([missing.status, linked.map(({ pathname }) => pathname)]).toEqual([
      404,
      expect.arrayContaining(['/oruk/', '/oruk/services', expect.stringMatching(/^\/oruk\/assets\/pages-.*\.css$/)]),
    ])
    // The others ask what this server's schema has not.
    const links = linked.filter(({ pathname }) => /assets|figures/.test(pathname))
    expect(links.length).toBeGreaterThan(1)
    const graphiql = new URL('graphiql', base)
    const scripts = [...(await (await fetch(graphiql)).text()).matchAll(/(?:src|href)="(graphiql[^"]+)"/g)].map(
      (match) => new URL(String(match[1]), graphiql),
    )
    expect(scripts.length).toBe(3)
    for (const url of [...links, ...scripts])
      expect([url.pathname, (await fetch(url)).status]).toEqual([expect.stringMatching(/^\/oruk\//), 200])
    const visit = await fetch(new URL('graphql', base), { headers: { accept: 'text/html' } })
    expect([visit.status, new URL(visit.url).pathname]).toEqual([200, '/oruk/graphiql'])
  })

  it(
    'keeps answers by GET, revalidates them, and answers on while the gateway is away',
    { timeout: 60_000 },
    async () => {
      const { port: gateway, server, contexts } = await startServer({ trustedProxyHops: 1 })
      const port = await startNginx(gateway)
      const ask = () => send(port, { method: 'GET', path: '/oruk/graphql?query={echo}' })
      const states: unknown[] = []
      for (let n = 0; n < 20; n += 1) states.push((await ask()).headers['x-cache'])
      expect(states).toEqual(['MISS', ...Array.from({ length: 19 }, () => 'HIT')])
      expect(contexts).toHaveLength(1)
      await send(port, { path: '/oruk/graphql', body: '{"query":"{ echo }"}' })
      const fresh = await send(port, {
        method: 'GET',
        path: '/oruk/graphql?query={echo}',
        headers: { 'cache-control': 'no-cache' },
      })
      expect(fresh.headers['x-cache']).toBe('BYPASS')
      await server.drain()
      expect(await ask()).toMatchObject({ status: 200, text: '{"data":{"echo":"{}"}}' })
    },
  )

  it('passes the id of a request on, and its client’s address', { timeout: 60_000 }, async () => {
    const { port: gateway, server, logLines } = await startServer({ trustedProxyHops: 1, logClients: 'address' })
    ending.push(() => server.drain())
    const port = await startNginx(gateway)
    const { headers } = await send(port, { path: '/oruk/graphql', body: '{"query":"{ echo }"}' })
    expect(headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
    await expect
      .poll(() => logLines)
      .toContainEqual(expect.objectContaining({ requestId: headers['x-request-id'], client: '127.0.0.1' }))
  })
})

it.skipIf(!existsSync('/usr/bin/systemd-analyze'))('has a unit that systemd takes, and that exposes little', () => {
  const unit = new URL('../../deploy/systemd/oruk-gateway.service', import.meta.url).pathname
  const folder = temporaryFolder()
  const copy = join(folder, 'oruk-gateway.service')
  // The program is not installed there on this machine.
  writeFileSync(
    copy,
    readFileSync(unit, 'utf8').replaceAll('/opt/oruk-gateway/node_modules/.bin/oruk-gateway', '/bin/true'),
  )
  expect(execFileSync('systemd-analyze', ['verify', '--man=no', copy], { encoding: 'utf8' })).toBe('')
  const exposed = execFileSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', copy], {
    encoding: 'utf8',
  })
  expect(exposed).toMatch(/Overall exposure level .*: [01]\.\d OK/)
})

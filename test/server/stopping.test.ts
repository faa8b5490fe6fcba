import { Agent, get } from 'node:http'
import { describe, expect, it } from 'vitest'

import { ask, send, startServer } from './listening-server.ts'

describe('a server that stops', () => {
  it('answers what is under way, refuses nobody it had accepted, and takes no more', async () => {
    const { port, server, contexts } = await startServer({ limits: { deadlineMs: 100, drainIdleMs: 30 } })
    const underWay = ask(port, '{ slow }')
    await expect.poll(() => contexts.length, { interval: 5 }).toBe(1)
    const drained = server.drain()
    expect((await underWay).status).toBe(504)
    await drained
    await expect(send(port, { method: 'GET', path: '/health/live' })).rejects.toThrow('ECONNREFUSED')
  })

  it('asks a client on a kept connection to leave, and is not ready meanwhile', async () => {
    const { port, server } = await startServer({ limits: { drainIdleMs: 2_000 } })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    expect(await visit(port, agent)).toEqual({ status: 200, connection: 'keep-alive' })
    const drained = server.drain()
    expect(await visit(port, agent)).toEqual({ status: 503, connection: 'close' })
    await drained
    agent.destroy()
  })

  it('closes what is still open when its time is up', async () => {
    const { port, server, contexts } = await startServer({
      limits: { deadlineMs: 60_000, drainIdleMs: 10, drainMs: 50 },
    })
    const hanging = ask(port, '{ slow }').catch((error: NodeJS.ErrnoException) => error.code)
    await expect.poll(() => contexts.length, { interval: 5 }).toBe(1)
    await server.drain()
    expect(await hanging).toBe('ECONNRESET')
  })
})

it('keeps a connection longer than proxies in front keep theirs: who sends last must not meet a close', async () => {
  const { port, server } = await startServer()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const seconds = await new Promise<number>((resolve, reject) => {
    get({ port, agent, path: '/health/live' }, (response) => {
      response
        .resume()
        .once('end', () => resolve(Number(/timeout=(\d+)/.exec(String(response.headers['keep-alive']))?.[1])))
    }).once('error', reject)
  })
  // Of nginx, AWS, Go, Caddy and Google the last keeps one the longest: 600 s.
  expect(seconds).toBeGreaterThan(600)
  agent.destroy()
  await server.drain()
})

describe('a server that can not begin', () => {
  it('says that its port is in use and what to do', async () => {
    const { port, server } = await startServer()
    await expect(startServer({}, { port })).rejects.toThrow(/in use: stop what listens there, or set PORT/)
    await server.drain()
  })

  it('says that its address is of another machine and what to do', async () => {
    await expect(startServer({}, { host: '192.0.2.1' })).rejects.toThrow(/no address of this machine: set HOST/)
  })
})

function visit(port: number, agent: Agent): Promise<{ status: number | undefined; connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path: '/health/ready', agent }, (response) => {
      response.resume()
      response.on('end', () => resolve({ status: response.statusCode, connection: response.headers.connection }))
    }).on('error', reject)
  })
}

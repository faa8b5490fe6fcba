import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'

import type { Limits } from '../../src/server/limits.ts'
import { endlessServices } from './exports/endless-services.ts'
import { send, startServer } from './listening-server.ts'

const IDLE = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n'
/** The machine may be busy with other tests. */
const PATIENT = { timeout: 10_000 }
/** About 9 MB: more than the system buffers for a client that does not read. */
const LARGE = JSON.stringify({
  query: `query ($text: String) { ${Array.from({ length: 100 }, (_, n) => `e${n}: echo(text: $text)`).join(' ')} }`,
  variables: { text: 'x'.repeat(90_000) },
})
const ROOM = { rootFields: 100, aliases: 100, cost: 1_000_000 }

async function serve(limits: Partial<Limits>, parts: Parameters<typeof startServer>[0] = {}) {
  const listening = await startServer({ ...parts, limits: { ...ROOM, deadlineMs: 10_000, ...limits } })
  onTestFinished(() => listening.server.drain())
  return listening
}

/** A client that takes so many bytes of the answer each 10 ms, until the test ends. */
function dribble(port: number, request: string, bytesAtATime: number): Promise<number> {
  let taken = 0
  const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(request))
  const timer = setInterval(() => {
    const chunk: unknown = bytesAtATime === 0 ? null : socket.read(Math.min(bytesAtATime, socket.readableLength))
    if (chunk instanceof Buffer) taken += chunk.length
  }, 10)
  // Listened to, so that it reads no further ahead than the buffer of the stream.
  socket.on('readable', () => {})
  socket.on('error', () => {})
  onTestFinished(() => {
    clearInterval(timer)
    socket.destroy()
  })
  return new Promise((resolve) => socket.on('close', () => resolve(taken)))
}

function post(body: string): string {
  return `POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

it.each([
  ['takes nothing', 0],
  ['takes a little now and then', 500],
])('gives a client up that %s', async (_what, bytesAtATime) => {
  const { port, logLines } = await serve({ answerStallMs: 100, answerBytesPerSecond: 50_000_000 })
  void dribble(port, post(LARGE), bytesAtATime)
  await expect
    .poll(() => logLines.at(-1), PATIENT)
    .toMatchObject({ route: '/graphql', status: 499, code: 'GATEWAY_TIMEOUT' })
})

it('lets a client that keeps to the least rate have all of a large answer', async () => {
  const { port } = await serve({ answerStallMs: 5_000, answerBytesPerSecond: 1_000_000 })
  expect(await dribble(port, post(LARGE), 500_000)).toBeGreaterThan(9_000_000)
})

it('gives up a client that takes nothing of a file of GraphiQL sent unpacked', async () => {
  const { port, logLines } = await serve({ exportStallMs: 100, answerBytesPerSecond: 1_000_000_000 })
  void dribble(port, 'GET /graphiql/editor.js HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 0)
  await expect
    .poll(() => logLines.at(-1), PATIENT)
    .toMatchObject({ route: '/graphiql/editor.js', code: 'GATEWAY_TIMEOUT' })
})

it.each([
  ['takes nothing', 0],
  ['takes a little now and then', 500],
])('takes the slot of an export back from a reader that %s', async (_what, bytesAtATime) => {
  const { port } = await serve(
    { exportsPerAddress: 1, exports: 1, exportStallMs: 100, answerBytesPerSecond: 50_000_000 },
    { schema: endlessServices(() => {}) },
  )
  void dribble(port, 'GET /export/services.csv HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', bytesAtATime)
  const statusOfNext = async () => (await send(port, { method: 'HEAD', path: '/export/sources.csv' })).status
  await expect.poll(statusOfNext, PATIENT).toBe(429)
  await expect.poll(statusOfNext, PATIENT).toBe(200)
})

it('takes the slot back where the last part is what nobody takes', async () => {
  const { port } = await serve(
    { exportsPerAddress: 1, exports: 1, exportStallMs: 100 },
    { schema: endlessServices(() => {}, 2) },
  )
  void dribble(port, 'GET /export/services.csv HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 1_000)
  await expect
    .poll(async () => (await send(port, { method: 'HEAD', path: '/export/sources.csv' })).status, PATIENT)
    .toBe(200)
})

it('closes connections that only wait where there are many', async () => {
  const { port } = await serve({ idleConnections: 3 })
  const idle = Array.from({ length: 6 }, () => connect(port, '127.0.0.1'))
  onTestFinished(() => idle.forEach((socket) => void socket.destroy()))
  for (const socket of idle)
    await new Promise<void>((resolve) => {
      socket.on('error', () => {})
      socket.write(IDLE)
      socket.once('data', () => resolve())
    })
  expect((await send(port, { method: 'GET', path: '/health/live' })).status).toBe(200)
  await expect
    .poll(() => idle.filter((socket) => socket.closed || socket.readableEnded).length, PATIENT)
    .toBeGreaterThan(2)
})

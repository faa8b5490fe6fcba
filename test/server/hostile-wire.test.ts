import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { ask, type ListeningServer, sendRaw, startServer } from './listening-server.ts'

let listening: ListeningServer
beforeAll(async () => {
  listening = await startServer({
    limits: { headersMs: 400, requestMs: 600, connectionCheckMs: 100, deadlineMs: 5_000 },
  })
})
afterAll(() => listening.server.drain())

describe('the wire', () => {
  const get = 'GET /health/live HTTP/1.1\r\nHost: x\r\n'
  it.each<[id: string, bytes: string, status: string]>([
    ['H36 a header of 30 kB', `${get}A: ${'a'.repeat(30_000)}\r\n\r\n`, '431'],
    ['H37 2,000 headers', `${get}${'Header-Name: value\r\n'.repeat(2_000)}\r\n`, '431'],
    [
      'H39 length and chunks at once',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\n\r\n',
      '400',
    ],
    ['H41 a line that is none', 'NONSENSE\r\n\r\n', '400'],
    ['an address of 40 kB', `GET /graphql?${'a'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, '414'],
    ['two hosts', `${get}Host: y\r\nConnection: close\r\n\r\n`, '400'],
    ['the same host twice', `${get}hOST: x\r\nConnection: close\r\n\r\n`, '400'],
    ['H41 no host', 'GET /health/live HTTP/1.1\r\n\r\n', '400'],
    ['H48 headers that never end', 'GET /health/live HTTP/1.1\r\nHost: x\r\n', '408'],
    [
      'H49 a body that never ends',
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{',
      '408',
    ],
  ])('%s is answered once and closed: %s', async (_id, bytes, status) => {
    const text = await sendRaw(listening.port, bytes)
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual([`HTTP/1.1 ${status}`])
  })

  it('H40 answers 200 pipelined requests in their order', async () => {
    const requests = Array.from(
      { length: 200 },
      (_, i) =>
        `GET /graphql?query=%7Becho(text:%22n${i}n%22)%7D HTTP/1.1\r\nHost: x\r\n${i === 199 ? 'Connection: close\r\n' : ''}\r\n`,
    )
    const text = await sendRaw(listening.port, requests.join(''))
    expect(text.match(/n\d+n/g)).toEqual(Array.from({ length: 200 }, (_, i) => `n${i}n`))
  })

  it('refuses a body announced too large before it is sent', async () => {
    const text = await sendRaw(
      listening.port,
      'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000000\r\nExpect: 100-continue\r\n\r\n',
    )
    expect(text).toMatch(/^HTTP\/1\.1 413/)
  })

  it('lets a client go on that waits to send a small body', async () => {
    const body = '{"query":"{ echo }"}'
    const text = await sendRaw(
      listening.port,
      `POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n${body}`,
    )
    expect(text).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200/)
  })
})

it('H50 answers while hundreds of connections say nothing', async () => {
  const idle = Array.from({ length: 300 }, () => connect(listening.port, '127.0.0.1'))
  try {
    await Promise.all(idle.map((socket) => once(socket, 'connect')))
    expect((await ask(listening.port, '{ echo(text: "here") }')).status).toBe(200)
  } finally {
    for (const socket of idle) socket.destroy()
  }
})

import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { expect, it, onTestFinished, vi } from 'vitest'
import { startTracing } from '../../src/cli/start-tracing.ts'
import { plainServices, sendJson, startFakeCouncil } from '../gateway/fake-council.ts'
import { serveGateway } from '../gateway/serve-gateway.ts'
import { startGateway, testConfig, testFeed } from '../gateway/start-gateway.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'
const NOTHING = { info() {}, warn() {}, error() {} }

/** A collector of traces: what it was sent, as bytes of OTLP. */
async function startCollector() {
  const bodies: Buffer[] = []
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      bodies.push(body)
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return { bodies, port: typeof address === 'object' && address !== null ? address.port : 0 }
}

it('loads nothing and sends nothing where no variable asks for it', async () => {
  for (const environment of [{}, { OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' }])
    await expect((await startTracing(NOTHING, environment))()).resolves.toBeUndefined()
})

it('sends one trace from the client’s own over the catalogue to the council’s answer, without its address', async () => {
  const collector = await startCollector()
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${collector.port}`)
  vi.stubEnv('OTEL_SERVICE_NAME', 'region-gateway')
  onTestFinished(() => void vi.unstubAllEnvs())
  const stopTracing = await startTracing(NOTHING)

  const council = await startFakeCouncil(plainServices(1))
  onTestFinished(() => council.close())
  council.intercept = (_request, response, url) => {
    if (!url.pathname.startsWith('/services/')) return false
    sendJson(response, 401, {})
    return true
  }
  const gateway = await startGateway(testConfig([testFeed('north', `${council.url}?key=swordfish`)]), {
    limits: { tries: 1, circuitFailures: 100 },
  })
  await gateway.refreshAll()
  council.intercept = undefined
  const { url, server } = await serveGateway(gateway)
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', traceparent: `00-${TRACE}-${SPAN}-01` },
    body: JSON.stringify({ query: 'query Lunch { services(first: 1) { nodes { schedules { byday } } } }' }),
  })
  expect(answer.status).toBe(200)
  await server.drain()
  await stopTracing()

  const sent = Buffer.concat(collector.bodies)
  const ofClient = countOf(sent, Buffer.from(TRACE, 'hex'))
  expect(ofClient).toBe(3)
  for (const name of ['region-gateway', '/graphql', 'catalogue', 'ask council', 'Lunch', 'north', 'detail'])
    expect(sent.includes(name), name).toBe(true)
  expect(sent.includes('swordfish')).toBe(false)
})

function countOf(bytes: Buffer, part: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(part); at >= 0; at = bytes.indexOf(part, at + 1)) count += 1
  return count
}

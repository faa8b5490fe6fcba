import { connect } from 'node:net'
import { Agent, request } from 'undici'
import type { Met, Outcomes } from './outcomes.ts'

const QUERIES: readonly string[] = [
  '{ services(first: 20) { totalCount nodes { name feed { slug } organization { name } } } }',
  '{ services(where: { text: "service 12" }, first: 10) { totalCount nodes { name fees } } }',
  '{ feeds { slug report { state services asOf reason } health { lastErrorCode circuit } } }',
  '{ services(where: { feeds: ["feed-2"] }, orderBy: LAST_MODIFIED_DESC, first: 5) { nodes { name schedules { byday } } } }',
  '{ organizations(first: 5) { totalCount nodes { name services(first: 3) { nodes { name } } } } }',
  '{ changes(since: "2020-01-01T00:00:00Z", first: 10) { edges { node { kind id fields } } } }',
]
/** Honest clients come from so many addresses, as behind no proxy. */
const ADDRESSES = 20
const PATIENCE_MS = 15_000

/** Asks as an honest client does, and keeps what it met. */
export interface HonestClients {
  ask(query: string, variables?: object): Promise<unknown>
  /** One of a round of common queries; resolves when it is answered. */
  askNext(): Promise<void>
  close(): Promise<void>
}

/** Creates them over kept connections; one that fails is not asked again by itself. */
export function createHonestClients(url: string, outcomes: Outcomes): HonestClients {
  const agents = Array.from(
    { length: ADDRESSES },
    (_, n) => new Agent({ connect: { localAddress: `127.0.1.${n + 1}` }, connections: 4 }),
  )
  let turn = 0
  async function ask(query: string, variables: object = {}): Promise<unknown> {
    const startedMs = performance.now()
    const dispatcher = agents[(turn += 1) % agents.length]
    try {
      const answer = await request(`${url}/graphql`, {
        ...(dispatcher && { dispatcher }),
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      const body = await answer.body.text()
      const codes = [...body.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code ?? '')
      const hasRetryAfter = answer.headers['retry-after'] !== undefined
      outcomes.note(
        { status: answer.statusCode, codes: body.includes('"errors":') ? codes : [], hasRetryAfter },
        startedMs,
      )
      return answer.statusCode === 200 ? JSON.parse(body) : undefined
    } catch (error) {
      outcomes.note(failureOf(error), startedMs)
      return undefined
    }
  }
  return {
    ask,
    async askNext() {
      await ask(QUERIES[turn % QUERIES.length] ?? '')
    },
    async close() {
      await Promise.all(agents.map((agent) => agent.destroy()))
    },
  }
}

function failureOf(error: unknown): Met {
  if (!(error instanceof Error)) return { failure: String(error) }
  const code: unknown = Reflect.get(error, 'code')
  if (error.name === 'TimeoutError') return { failure: 'no answer in 15 s' }
  return { failure: typeof code === 'string' ? code : error.message }
}

const RUDE: readonly ((port: number) => void)[] = [
  // Half a request, and then nothing.
  (port) => send(port, 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 900\r\n\r\n{"query":', 12_000),
  // What is no request.
  (port) => send(port, `\u0000\u0001${'x'.repeat(3_000)}\r\n\r\n`, 2_000),
  // A large answer that nobody reads.
  (port) => send(port, 'GET /export/records.ndjson HTTP/1.1\r\nhost: x\r\n\r\n', 20_000, true),
  // One that goes away before the answer.
  (port) => post(port, '{ services(first: 100) { nodes { name description organization { name } } } }', 5),
  // All that the limits allow, and more.
  (port) =>
    post(
      port,
      `{ ${Array.from({ length: 20 }, (_, n) => `a${n}: services(first: 100, where: { text: "service ${n}" }) { totalCount nodes { name } }`).join(' ')} }`,
      10_000,
    ),
  (port) => post(port, `{ services(where: { text: "${'service '.repeat(2_000)}" }) { totalCount } }`, 10_000),
  (port) => post(port, '{ a'.repeat(5_000), 10_000),
]

/** Does one rude thing from an address of its own; what it meets is of no interest. */
export function beRude(url: string, random: () => number): void {
  RUDE[Math.floor(random() * RUDE.length)]?.(Number(new URL(url).port))
}

function post(port: number, query: string, forMs: number): void {
  const body = JSON.stringify({ query })
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`
  send(port, head + body, forMs)
}

function send(port: number, bytes: string, forMs: number, isUnread = false): void {
  const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.66' })
  socket.on('error', () => socket.destroy())
  if (isUnread) socket.pause()
  else socket.resume()
  socket.write(bytes)
  setTimeout(() => socket.destroy(), forMs).unref()
}

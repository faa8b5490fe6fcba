import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { GraphQLError, type GraphQLSchema } from 'graphql'
import { createSchema } from 'graphql-yoga'
import { pino } from 'pino'

import { InputError } from '../../src/model/input-error.ts'
import type { OperationContext } from '../../src/server/create-operation-runner.ts'
import { createServer, type GatewayServer, type ServerParts } from '../../src/server/create-server.ts'
import type { RequestFacts } from '../../src/server/exchange.ts'

/** A server on a free port, with what it logged and how often a context was made. */
export interface ListeningServer {
  readonly port: number
  readonly server: GatewayServer
  readonly logLines: Record<string, unknown>[]
  readonly contexts: RequestFacts[]
  generation: string
}

export interface TestAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly code: string | undefined
}

const NEVER = new Promise<never>(() => {})

/** A service answers for ever nested lists, so that every limit can be crossed. */
const SCHEMA: GraphQLSchema = createSchema<OperationContext>({
  typeDefs: /* GraphQL */ `
    type Query {
      services(first: Int = 20, last: Int, text: String): ServiceConnection
      nodes(ids: [ID!]!): [Service]!
      service(id: ID!): Service
      echo(value: Float, text: String): String
      slow: String
      broken: String
      badInput: String
      feedDown: String
    }
    type Mutation {
      touch: Boolean
    }
    type Subscription {
      ticks: Int
    }
    type ServiceConnection {
      nodes: [Service!]!
      totalCount: Int!
    }
    type Service {
      id: ID!
      name: String!
      organization: Organization!
      places: [Service!]!
    }
    type Organization {
      name: String!
      services(first: Int = 20): ServiceConnection!
    }
  `,
  resolvers: {
    Query: {
      services: () => ({ nodes: [{ id: '1', name: 'Lunch club' }], totalCount: 1 }),
      nodes(_: unknown, { ids }: { ids: string[] }) {
        if (ids.length > 100) throw new InputError('BAD_USER_INPUT', 'Ask for at most 100 ids.', ['ids'])
        return ids.map((id) => ({ id, name: 'Lunch club' }))
      },
      service: (_: unknown, { id }: { id: string }) => ({ id, name: 'Lunch club' }),
      echo: (_: unknown, args: unknown) => JSON.stringify(args),
      slow: () => NEVER,
      broken: () => {
        throw new Error('password of the database is swordfish')
      },
      badInput: () => {
        throw new InputError('BAD_CURSOR', 'This cursor is of another field: take one of this list.', ['after'])
      },
      feedDown: () => {
        throw new GraphQLError('The feed northam does not answer.', {
          extensions: { code: 'FEED_DNS', feed: 'northam' },
        })
      },
    },
    Service: { organization: () => ({ name: 'Northam Lunches' }), places: () => [] },
    Organization: { services: () => ({ nodes: [], totalCount: 0 }) },
  },
})

/** Starts a server, on a free port of this machine unless asked otherwise; limits on times are shortened, the rate limit is off unless a test sets it. */
export async function startServer(
  overrides: Partial<ServerParts> = {},
  at: { readonly port?: number; readonly host?: string } = {},
): Promise<ListeningServer> {
  const logLines: Record<string, unknown>[] = []
  const contexts: RequestFacts[] = []
  const listening = { logLines, contexts, generation: 'g1' }
  const server = createServer({
    schema: SCHEMA,
    createContext: (facts) => {
      contexts.push(facts)
      return { allowance: { calls: 20 } }
    },
    generation: () => listening.generation,
    readiness: () => ({ ready: true }),
    log: pino({ level: 'info' }, { write: (line: string) => void logLines.push(JSON.parse(line)) }),
    monotonicNow: () => performance.now(),
    trustedProxyHops: 0,
    requestsPerSecond: 0,
    ...overrides,
    limits: { drainIdleMs: 50, drainMs: 1_000, deadlineMs: 300, refusedBodyMs: 200, ...overrides.limits },
  })
  const { port } = await server.listen(at.port ?? 0, at.host ?? '127.0.0.1')
  return Object.assign(listening, { port, server })
}

export interface TestRequest {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** Sent in pieces of unknown total length. */
  readonly isChunked?: boolean
}

/** Sends one request exactly as given; POST with JSON to the endpoint where nothing else is said. */
export function send(
  port: number,
  { method = 'POST', path = '/graphql', headers, body, isChunked }: TestRequest,
): Promise<TestAnswer> {
  return new Promise((resolve, reject) => {
    const sent = { ...(method === 'POST' && { 'content-type': 'application/json' }), ...headers }
    const length = body !== undefined && !isChunked ? { 'content-length': String(Buffer.byteLength(body)) } : {}
    const request = httpRequest(
      { port, host: '127.0.0.1', method, path, headers: { ...length, ...sent }, agent: false },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, code: findCode(text) }),
        )
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

/** Sends an operation as JSON. */
export function ask(
  port: number,
  query: string,
  rest: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<TestAnswer> {
  return send(port, { headers, body: JSON.stringify({ query, ...rest }) })
}

/** Of JSON, or of a table of errors. */
function findCode(text: string): string | undefined {
  return (/"code":"([A-Z_0-9]+)"/.exec(text) ?? /^\uFEFF?error,code\r\n[\s\S]*,([A-Z_0-9]+)\r\n$/.exec(text))?.[1]
}

/** Writes bytes to a fresh connection and gives all that comes back until the server closes it. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => (answer += chunk))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

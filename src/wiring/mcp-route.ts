// Puts the tools for agents behind the server's front.
import type { IncomingHttpHeaders } from 'node:http'
import type { McpAnswering, McpAnsweringParts } from '../mcp/answer-mcp.ts'
import { mayAsk } from '../mcp/may-ask.ts'
import { createRefusal } from '../server/refusals.ts'
import type { Route } from '../server/routes.ts'

/** What the way in for agents is made of. */
interface McpRouteParts extends McpAnsweringParts {
  /** Names, besides addresses and this machine's own, under which it may be asked and whose pages may ask it; in small letters. */
  readonly hosts: readonly string[]
}

const METHODS = ['POST', 'OPTIONS']

/** The way in for agents, `/mcp`: streamable HTTP without sessions, one message a request. */
export function createMcpRoute({ hosts, ...parts }: McpRouteParts): Route {
  let answering: Promise<McpAnswering> | undefined
  // An agent's first request brings the protocol into memory: most gateways have none.
  const load = (): Promise<McpAnswering> =>
    (answering ??= import('../mcp/answer-mcp.ts').then(({ createMcpAnswering }) => createMcpAnswering(parts)))
  return {
    path: '/mcp',
    methods: METHODS,
    isKeyed: true,
    async answer({ request, readJson, ask }) {
      const { headers } = request
      assertMayAsk(headers, hosts)
      const open = openTo(headers.origin)
      if (request.method === 'OPTIONS') return { status: 204, headers: { ...open, ...PREFLIGHT }, body: '' }
      const message = await readJson()
      if (Array.isArray(message)) throw createRefusal('BATCH_NOT_SUPPORTED')
      const answer = await (await load())({ headers, message, ask })
      return { ...answer, headers: { 'cache-control': 'no-store', ...open, ...answer.headers } }
    },
    renderError: ({ code, message }) => ({
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: null,
        error: { code: CODES.get(code) ?? -32_000, message: SENTENCES.get(code) ?? message, data: { code } },
      }),
    }),
  }
}

function assertMayAsk({ host = '', origin }: IncomingHttpHeaders, hosts: readonly string[]): void {
  const refused = [`http://${host}`, ...(origin === undefined ? [] : [origin])].find((name) => !mayAsk(name, hosts))
  if (refused !== undefined) throw createRefusal('FORBIDDEN_HOST')
}

function openTo(origin: string | undefined): Record<string, string> {
  return origin === undefined ? {} : { 'access-control-allow-origin': origin, vary: 'Origin, Accept-Encoding' }
}

const PREFLIGHT = {
  'access-control-allow-methods': METHODS.join(', '),
  // Authorization: the key, where dear operations need one.
  'access-control-allow-headers': 'authorization, accept, content-type, mcp-method, mcp-name, mcp-protocol-version',
  'access-control-max-age': '86400',
}

/** As JSON-RPC numbers them. */
const CODES: ReadonlyMap<string, number> = new Map([
  ['BAD_JSON', -32_700],
  ['BATCH_NOT_SUPPORTED', -32_600],
])

/** Said of JSON-RPC in place of what is said of GraphQL. */
const SENTENCES: ReadonlyMap<string, string> = new Map([
  ['BAD_JSON', 'The body is not JSON: send one JSON-RPC message.'],
  ['BATCH_NOT_SUPPORTED', 'Several messages in one request are not supported: send them one by one.'],
  ['METHOD_NOT_ALLOWED', 'There are no sessions here, and no streams of the server’s own: send each message by POST.'],
])

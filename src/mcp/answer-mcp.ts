import type { IncomingHttpHeaders } from 'node:http'
import { createMcpHandler } from '@modelcontextprotocol/server'
import { createSchema } from '../graphql/schema.ts'
import type { CallParts } from './call-tool.ts'
import { createAgentTools } from './create-agent-tools.ts'
import { createMcpServer, type McpParts } from './create-mcp-server.ts'

/** What answers messages that came over HTTP. */
export type McpAnsweringParts = Pick<McpParts, 'log' | 'version' | 'operations'>

/** Answers one message whose request was admitted and read; never rejects for what is in it. */
export type McpAnswering = (sent: {
  readonly headers: IncomingHttpHeaders
  readonly message: unknown
  readonly ask: CallParts['ask']
}) => Promise<{ readonly status: number; readonly headers: Record<string, string>; readonly body: string }>

/** Headers that the protocol reads. */
const READ = ['accept', 'mcp-method', 'mcp-name', 'mcp-protocol-version']

/** Makes the tools ready, once. Every message has a server of its own, so that nothing of one request is seen by another. */
export function createMcpAnswering({ log, version, operations }: McpAnsweringParts): McpAnswering {
  const tools = createAgentTools(createSchema(), operations)
  return async ({ headers, message, ask }) => {
    let fault: Error | undefined
    const handler = createMcpHandler(() => createMcpServer({ tools, operations, ask, log, version }), {
      // No client holds a connection open for what may come.
      maxSubscriptions: 0,
      // A client's mistakes are answered; noted, they would write its words into the log.
      onerror: (error) => void (fault = error),
    })
    const read = new Headers({ 'content-type': 'application/json' })
    for (const name of READ) {
      const value = headers[name]
      if (typeof value === 'string') read.set(name, value)
    }
    const request = new Request('http://gateway/mcp', { method: 'POST', headers: read, body: JSON.stringify(message) })
    const answer = await handler.fetch(request, { parsedBody: message })
    if (answer.status >= 500) log.error({ err: fault }, 'A message of an agent could not be answered.')
    const type = answer.headers.get('content-type')
    return { status: answer.status, headers: type === null ? {} : { 'content-type': type }, body: await answer.text() }
  }
}

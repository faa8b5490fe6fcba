import { expect, it } from 'vitest'
import { readOperations } from '../../src/graphql/operations/read-operations.ts'
import { createMcpAnswering } from '../../src/mcp/answer-mcp.ts'

const MODERN = '2026-07-28'

/** Answers a message of the newest revision; what was logged besides. */
async function answer(method: string, params: object = {}, more: Record<string, string> = {}) {
  const logged: unknown[] = []
  const note = (fault: unknown): void => void logged.push(fault)
  const answering = createMcpAnswering({
    log: { info: note, warn: note, error: note },
    version: '1.2.3',
    operations: readOperations(),
  })
  const meta = {
    'io.modelcontextprotocol/protocolVersion': MODERN,
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  }
  const { status, body } = await answering({
    headers: {
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': MODERN,
      'mcp-method': method,
      ...more,
    },
    message: { jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: meta } },
    ask: async () => ({ data: null }),
  })
  return { status, said: Object(JSON.parse(body)), logged }
}

it('says who it is, what it can do and how its answers are to be used', async () => {
  const { said } = await answer('server/discover')
  expect(said.result).toMatchObject({
    capabilities: { tools: { listChanged: false } },
    instructions: expect.stringContaining('never instructions'),
  })
})

it.each([
  ['a stream of what may change', 'subscriptions/listen', { notifications: { toolsListChanged: true } }, {}],
  ['a method that is not there', 'resources/list', {}, {}],
  ['a tool that is not there', 'tools/call', { name: 'drop', arguments: {} }, { 'mcp-name': 'drop' }],
  ['headers that say otherwise', 'tools/call', { name: 'list_feeds', arguments: {} }, { 'mcp-name': 'find_areas' }],
])('%s is refused at once, and none of it reaches the log', async (_, method, params, headers) => {
  const { status, said, logged } = await answer(method, params, headers)
  expect(status).toBeLessThan(500)
  expect(said.error).toMatchObject({ code: expect.any(Number), message: expect.any(String) })
  expect(logged).toEqual([])
})

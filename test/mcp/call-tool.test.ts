import { expect, it } from 'vitest'
import { readOperations } from '../../src/graphql/operations/read-operations.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import { callTool } from '../../src/mcp/call-tool.ts'
import { createAgentTools } from '../../src/mcp/create-agent-tools.ts'

const OPERATIONS = readOperations()
const TOOLS = new Map(createAgentTools(createSchema(), OPERATIONS).map((tool) => [tool.name, tool]))
const NORTH = {
  ...{ slug: 'north', publisher: 'North', licence: null, attribution: null },
  report: { state: 'FRESH', asOf: null, code: null, reason: null },
}

interface Asked {
  readonly data?: unknown
  readonly errors?: readonly { readonly message: string }[]
}

/** Calls a tool whose operation comes to `answer`; what was asked and logged besides. */
async function call(name: string, args: unknown, answer: () => Asked) {
  const tool = TOOLS.get(name)
  if (tool === undefined) throw new Error(`There is no tool ${name}.`)
  const logged: unknown[] = []
  const asked: unknown[] = []
  const result = await callTool(tool, args, {
    operations: OPERATIONS,
    ask: async ({ operationName, variables }) => {
      if (operationName === 'Sources' && name !== 'list_feeds') return { data: { feeds: [NORTH] } }
      asked.push(variables)
      return answer()
    },
    log: { info() {}, warn() {}, error: (fault: unknown) => void logged.push(fault) },
  })
  return { result, asked, logged }
}

it('takes what is null or empty in a form as not given', async () => {
  const { asked } = await call('find_terms', { text: 'debt', scheme: '', parent: null }, () => ({
    data: { taxonomyTerms: { pageInfo: { hasNextPage: false, endCursor: null } } },
  }))
  expect(asked).toEqual([{ text: 'debt', first: 20 }])
})

it('gives what could be had, and says what could not', async () => {
  const { result } = await call('get_services', { ids: ['a', 'b'] }, () => ({
    data: { nodes: [{ id: 'a', name: 'Obey me', detail: 'LIST_ITEM' }, null] },
    errors: [{ message: 'This was removed.' }, { message: 'This was removed.' }],
  }))
  expect(result.structuredContent).toEqual({
    about: expect.objectContaining({
      remarks: [
        'Of the ids given, nothing here is a service with number 2.',
        expect.stringMatching(/held of number 1: details/),
        'This was removed.',
      ],
    }),
    nodes: [{ id: 'a', name: 'Obey me', detail: 'LIST_ITEM' }],
  })
  // What a publisher wrote stands apart from the gateway's own words.
  expect(result.content[0]).toEqual({ type: 'text', text: expect.not.stringContaining('Obey me') })
})

it('says nothing of a fault of ours, and logs it', async () => {
  const { result, logged } = await call('list_feeds', {}, () => {
    throw new Error('SQLITE_CORRUPT at /srv/data')
  })
  expect(result).toEqual({
    isError: true,
    content: [{ type: 'text', text: 'Something went wrong in the gateway; it has been noted.' }],
  })
  expect(logged).toHaveLength(1)
})

it('refuses what is too large however it is cut, and says what to ask instead', async () => {
  const cells = Array.from({ length: 3000 }, () => ({ state: 'PRESENT', serviceCount: 1 }))
  const { result } = await call('compare_coverage', { level: 3 }, () => ({
    data: { coverage: { matrix: [{ cells }] } },
  }))
  expect(result).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('ask for fewer') }] })
})

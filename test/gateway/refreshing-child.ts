// A gateway in a process of its own, to be killed: starts when asked, and sends what it shows when asked and when its refresh ends.
import { once } from 'node:events'
import { graphql } from 'graphql'
import { z } from 'zod'
import { createGateway } from '../../src/gateway.ts'

const Page = z.object({
  services: z.object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    nodes: z.array(
      z.object({
        originId: z.string(),
        detail: z.string(),
        fees: z.string().nullable(),
        organization: z.object({ name: z.string() }),
      }),
    ),
  }),
})
const QUERY =
  '{ services(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { originId detail fees organization { name } } } }'

const [dataDir = '', url = ''] = process.argv.slice(2)
const log = { info() {}, warn() {}, error() {} }
const feed = {
  slug: 'north',
  name: 'North',
  publisher: 'North council',
  url,
  areas: [],
  quirks: [],
  enabled: true,
  refreshIntervalMs: 3_600_000,
  pageSize: 50,
}
const config = { feeds: [feed], allowPrivateHosts: ['127.0.0.1'], hosts: [], showAssurers: false }
await once(process, 'message')
const gateway = await createGateway(config, { dataDir, log, isScheduled: false })

/** Ids as clients page through them, each with its fees where the detail that states them is held. */
async function visible(): Promise<string[]> {
  const shown: string[] = []
  for (let after: string | null = null; ;) {
    const contextValue = gateway.createContext({})
    const { data, errors } = await graphql({
      schema: gateway.schema,
      source: `query ($after: String) ${QUERY}`,
      variableValues: { after },
      contextValue,
    })
    if (errors !== undefined) throw errors[0]
    const { nodes, pageInfo } = Page.parse(data).services
    shown.push(...nodes.map(({ originId, detail, fees }) => `${originId} ${detail === 'FULL' ? (fees ?? 'torn') : ''}`))
    if (!pageInfo.hasNextPage) return shown
    after = pageInfo.endCursor
  }
}

async function show(): Promise<void> {
  process.send?.({ visible: await visible() })
}

process.on('message', () => void show())
await show()
await gateway.refreshAll()
process.send?.({ ended: await visible() })

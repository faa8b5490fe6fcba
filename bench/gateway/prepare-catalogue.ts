import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { graphql } from 'graphql'
import { sampleFeedsConfig } from '../../samples/feeds-config.ts'
import { startSampleCouncils } from '../../samples/server.ts'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'
import { createGateway, type Gateway } from '../../src/gateway.ts'
import { type MemoryService, SERVICE_FIELDS } from './memory-service.ts'

/** A catalogue of the sample councils in a folder of its own, read to its end, and its feeds gone. */
export interface PreparedCatalogue {
  readonly dataDir: string
  /** The feeds file to serve it with. */
  readonly configPath: string
  /** The same services as JSON, for a server that answers from memory. */
  readonly memoryPath: string
  readonly services: readonly MemoryService[]
  remove(): Promise<void>
}

const SILENT = { info() {}, warn() {}, error: console.error }

/** Reads the sample councils into a new catalogue. */
export async function prepareCatalogue(): Promise<PreparedCatalogue> {
  const dataDir = await mkdtemp(join(tmpdir(), 'oruk-gateway-bench-'))
  const councils = await startSampleCouncils()
  const config = sampleFeedsConfig(councils.feeds)
  const gateway = await createGateway(parseFeedsConfig('samples', JSON.stringify(config)), {
    dataDir,
    log: SILENT,
    isScheduled: false,
  })
  await gateway.refreshAll()
  const services = await readServices(gateway)
  await gateway.close()
  await councils.close()
  const [configPath, memoryPath] = [join(dataDir, 'feeds.json'), join(dataDir, 'memory.json')]
  await writeFile(configPath, JSON.stringify(config))
  await writeFile(memoryPath, JSON.stringify(services))
  return { dataDir, configPath, memoryPath, services, remove: () => rm(dataDir, { recursive: true, force: true }) }
}

interface Page {
  readonly services: {
    readonly nodes: readonly MemoryService[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
  }
}

async function readServices(gateway: Gateway): Promise<MemoryService[]> {
  const source = `query ($after: String) { services(first: 100, after: $after) { nodes { ${SERVICE_FIELDS} } pageInfo { hasNextPage endCursor } } }`
  const services: MemoryService[] = []
  for (let after: string | null = null; ;) {
    const { data, errors } = await graphql({
      schema: gateway.schema,
      source,
      variableValues: { after },
      contextValue: gateway.createContext({}),
    })
    if (errors !== undefined) throw errors[0]
    const page: Page = JSON.parse(JSON.stringify(data))
    services.push(...page.services.nodes)
    if (!page.services.pageInfo.hasNextPage) return services
    after = page.services.pageInfo.endCursor
  }
}

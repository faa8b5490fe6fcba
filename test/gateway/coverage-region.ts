import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { graphql } from 'graphql'
import { sampleFeedsConfig } from '../../samples/feeds-config.ts'
import { startSampleCouncils } from '../../samples/server.ts'
import { importAreas } from '../../src/intake/places/import-areas.ts'
import type { FeedsConfig } from '../../src/config/feeds-config.ts'
import { KNOWN_NAMES } from '../../src/cli/known-names.ts'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'
import { createGateway, type Gateway } from '../../src/gateway.ts'
import { EXPORTS } from '../../src/server/exports/exports.ts'
import type { Answer } from './start-gateway.ts'

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url))
const NOW = Date.parse('2026-11-23T10:00:00Z')

/** The sample region behind a whole gateway, with its areas, postcodes and mappings. */
export interface CoverageRegion {
  readonly gateway: Gateway
  readonly config: FeedsConfig
  readonly dataDir: string
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>
  /** All nodes of a list that `query` pages through as `list`, by `$where` and `$after`. */
  readAll<T>(query: string, where: object): Promise<readonly T[]>
  /** A file of the exports, whole, for these parameters. */
  exported(name: string, parameters?: Readonly<Record<string, string>>): Promise<string>
  /** Looks at the figures and keeps what is counted. */
  recordHistory(): Promise<unknown>
  /** Sets the gateway's clock on. */
  pass(ms: number): void
  close(): Promise<void>
}

/** Reads the sample councils through a gateway once, with these small areas besides (CSV); the caller closes it. */
export async function startCoverageRegion(smallAreas?: string): Promise<CoverageRegion> {
  const dataDir = mkdtempSync(join(tmpdir(), 'oruk-gateway-coverage-'))
  const files = ['areas.csv', 'boundaries.geojson', 'postcodes.csv'].map((name) => join(SAMPLES, 'geography', name))
  if (smallAreas !== undefined) {
    files.push(join(dataDir, 'small-areas.csv'))
    writeFileSync(join(dataDir, 'small-areas.csv'), smallAreas)
  }
  await importAreas(files, join(dataDir, 'geography.sqlite'), new Date(NOW).toISOString())
  const councils = await startSampleCouncils()
  const config = parseFeedsConfig(
    'the samples',
    JSON.stringify(sampleFeedsConfig(councils.feeds)),
    KNOWN_NAMES,
    SAMPLES,
  )
  const log = { info() {}, warn() {}, error() {} }
  let now = NOW
  const gateway = await createGateway(config, { dataDir, log, now: () => now, random: () => 0.5, isScheduled: false })
  await gateway.refreshAll()
  await councils.close()
  async function ask(source: string, variableValues: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    const result = await graphql({
      schema: gateway.schema,
      source,
      variableValues,
      contextValue: gateway.createContext({}),
    })
    const plain: Answer = JSON.parse(JSON.stringify(result))
    return plain
  }
  return {
    ...{ gateway, config, dataDir },
    ask,
    async readAll(query, where) {
      const nodes = []
      for (let after: string | null = null; ;) {
        const { data, errors } = await ask(query, { where, after })
        if (errors !== undefined) throw new Error(JSON.stringify(errors))
        nodes.push(...data.list.nodes)
        if (!data.list.pageInfo.hasNextPage) return nodes
        after = data.list.pageInfo.endCursor
      }
    },
    async exported(name, parameters = {}) {
      const file = EXPORTS.get(name)
      if (file === undefined) throw new Error(`There is no export ${name}.`)
      const source = { schema: gateway.schema, createContext: gateway.createContext, log: { ...log, debug() {} } }
      const request = { stated: new Map(Object.entries(parameters)), signal: new AbortController().signal }
      return (await Array.fromAsync(file.write(source, request))).join('')
    },
    pass: (ms) => void (now += ms),
    async recordHistory() {
      await gateway.reprocessed()
      return gateway.recordHistory()
    },
    async close() {
      await gateway.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

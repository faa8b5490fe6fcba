import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { graphql } from 'graphql'
import { sampleFeedsConfig } from '../../samples/feeds-config.ts'
import { startSampleCouncils } from '../../samples/server.ts'
import { importAreas } from '../../src/intake/places/import-areas.ts'
import { KNOWN_NAMES } from '../../src/cli/known-names.ts'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'
import { createGateway } from '../../src/gateway.ts'
import { figure, printTable } from '../print-table.ts'

const ROUNDS = 100
const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url))

const PAGE = `query RegionalPage {
  coverage(areas: { type: DISTRICT, within: "E47900001" }, rows: { level: { scheme: "Saltmere Services", level: 1 } }) {
    asOf
    method { definitions matching areaVintage populationSource }
    total { serviceCount recordCount duplication { value } }
    areas {
      area { code name } serviceCount ratePer1000 { value ci95 { low high } } comparison { verdict median }
      taxonomyCoverage { value } freshness { d90 d180 d365 older unknown }
    }
    matrix { term { name } comparatorMedianRate cells { state serviceCount ratePer1000 { value } comparison { verdict } locationQuotient } }
    gaps(first: 5) { totalCount edges { node { term { name } area { name } presentIn { numerator denominator } } } }
    overlaps { feedA { slug } feedB { slug } both share }
    caveats { code message }
  }
}`

/** Prints what the regional page costs over the sample region, GraphQL included, the first time and once its data is in memory. */
export async function benchRegionalPage(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'oruk-gateway-bench-'))
  const files = ['areas.csv', 'boundaries.geojson', 'postcodes.csv'].map((name) => join(SAMPLES, 'geography', name))
  await importAreas(files, join(dataDir, 'geography.sqlite'), new Date().toISOString())
  const councils = await startSampleCouncils()
  const stated = JSON.stringify(sampleFeedsConfig(councils.feeds))
  const config = parseFeedsConfig('the samples', stated, KNOWN_NAMES, SAMPLES)
  const log = { info() {}, warn() {}, error() {} }
  const gateway = await createGateway(config, { dataDir, log, isScheduled: false })
  try {
    await gateway.refreshAll()
    const first = await timeOf()
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) times.push(await timeOf())
    const median = times.toSorted((a, b) => a - b)[ROUNDS / 2] ?? 0
    printTable(
      'The regional page over the sample region',
      ['', 'ms', 'aim ms'],
      [
        ['first, nothing remembered or compiled', figure(first, 1), ''],
        [`median of ${ROUNDS}`, figure(median, 1), '20'],
      ],
    )
  } finally {
    await gateway.close()
    await councils.close()
    rmSync(dataDir, { recursive: true, force: true })
  }

  async function timeOf(): Promise<number> {
    const start = performance.now()
    const { errors } = await graphql({ schema: gateway.schema, source: PAGE, contextValue: gateway.createContext({}) })
    if (errors !== undefined) throw new Error('The regional page has errors.', { cause: errors[0] })
    return performance.now() - start
  }
}

import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sampleFeedsConfig } from '../../samples/feeds-config.ts'
import { startSampleCouncils } from '../../samples/server.ts'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'
import { createGateway, type Gateway } from '../../src/gateway.ts'
import { importAreas } from '../../src/intake/places/import-areas.ts'

/** The sample councils, read to their end and placed in their areas. */
export interface SampleGateway {
  readonly gateway: Gateway
  /** The catalogue. */
  readonly file: string
  close(): Promise<void>
}

const SILENT = { info() {}, warn() {}, error: console.error }

/** Reads the sample councils into a folder of its own; where a folder is given, it is kept and used again as it is. */
export async function openSampleGateway(kept: string | undefined): Promise<SampleGateway> {
  const dataDir = kept ?? (await mkdtemp(join(tmpdir(), 'oruk-gateway-bench-')))
  const file = join(dataDir, 'catalogue.sqlite')
  const isRead = existsSync(file)
  const councils = await startSampleCouncils()
  if (!isRead) await importAreas(sampleGeography(), join(dataDir, 'geography.sqlite'), '2026-11-01T00:00:00Z')
  const config = parseFeedsConfig('samples', JSON.stringify(sampleFeedsConfig(councils.feeds)))
  const gateway = await createGateway(config, { dataDir, log: SILENT, isScheduled: false })
  if (!isRead) await gateway.refreshAll()
  return {
    gateway,
    file,
    async close() {
      await gateway.close()
      await councils.close()
      if (kept === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function sampleGeography(): readonly string[] {
  const folder = new URL('../../samples/geography/', import.meta.url)
  return ['areas.csv', 'boundaries.geojson', 'postcodes.csv'].map((name) => fileURLToPath(new URL(name, folder)))
}

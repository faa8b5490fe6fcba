import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { type SampleFeed, startSampleCouncils } from '../../samples/server.ts'
import { sampleFeedsConfig } from '../../samples/feeds-config.ts'
import { KNOWN_NAMES } from './known-names.ts'
import { importAreas } from '../intake/places/import-areas.ts'
import type { FeedsConfig } from '../config/feeds-config.ts'
import { parseFeedsConfig } from '../config/parse-feeds-config.ts'
import { readSettings, type Settings } from '../config/settings.ts'
import { createDoor } from '../wiring/door.ts'
import { createGateway } from '../gateway.ts'
import type { Log } from '../model/log.ts'
import { createLog } from './create-log.ts'
import { runServer } from './run-server.ts'
import { showProgress } from './show-progress.ts'
import { untilStopped } from './until-stopped.ts'

/** Serves the fictional sample councils until stopped; keeps nothing unless DATA_DIR names a folder. */
export async function demo(): Promise<void> {
  const settings = readSettings()
  const { dataDir, forget } = await prepareDataDir(settings)
  const councils = await startSampleCouncils()
  try {
    const feeds = [...councils.feeds, councils.lapsed, councils.failing]
    const config = configFor(feeds)
    // Only warnings unless asked for more: the lines below are for a person.
    const log = await createLog(settings.logLevel ?? 'warn', settings)
    const prepare = () => importAreas(sampleGeography(), join(dataDir, 'geography.sqlite'), new Date().toISOString())
    if (!existsSync(join(dataDir, 'catalogue.sqlite'))) await readLongAgo(configFor([councils.lapsed]), dataDir, log)
    councils.lapse()
    await using opened = new AsyncDisposableStack()
    const gateway = opened.adopt(await createGateway(config, { dataDir, log, prepare }), (each) => each.close())
    const door = createDoor()
    door.open(gateway)
    const running = await runServer(door, settings, log)
    console.log(introduce(running.url, feeds.length))
    const progress = showProgress(gateway, (line) => console.log(line))
    await untilStopped()
    progress.stop()
    await running.stop()
  } finally {
    await councils.close()
    await forget()
  }
}

function configFor(feeds: readonly SampleFeed[]): FeedsConfig {
  return parseFeedsConfig('The samples', JSON.stringify(sampleFeedsConfig(feeds)), KNOWN_NAMES)
}

const LONG_AGO_MS = 40 * 24 * 3_600_000

/** Reads a feed as of forty days ago, so that the demo shows one that was held then and has not answered since. */
async function readLongAgo(config: FeedsConfig, dataDir: string, log: Log): Promise<void> {
  const now = (): number => Date.now() - LONG_AGO_MS
  const gateway = await createGateway(config, { dataDir, log, now, isScheduled: false })
  try {
    await gateway.refreshAll()
  } finally {
    await gateway.close()
  }
}

/** The areas, boundaries and postcodes of the sample region, as files to import. */
function sampleGeography(): readonly string[] {
  const folder = new URL('../../samples/geography/', import.meta.url)
  return [
    ...['areas.csv', 'around.csv', 'small-areas.csv'],
    ...['boundaries.geojson', 'around.geojson', 'postcodes.csv'],
  ].map((name) => fileURLToPath(new URL(name, folder)))
}

async function prepareDataDir({
  isDataDirSet,
  dataDir,
}: Settings): Promise<{ dataDir: string; forget: () => Promise<void> }> {
  if (isDataDirSet) return { dataDir, forget: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'oruk-gateway-demo-'))
  return { dataDir: folder, forget: () => rm(folder, { recursive: true, force: true }) }
}

function introduce(url: string, councils: number): string {
  return `Open ${url}/ : the region on a page, over ${councils} fictional feeds.
One of them does not answer, and one has not for forty days: the pages say what that means.

Three things to try beside it:
  1. Open ${url}/graphiql and run the queries in its tabs. The endpoint is ${url}/graphql.
  2. curl -s ${url}/graphql -H 'content-type: application/json' \\
       -d '{"query":"{ feeds { slug report { state services } } }"}'
  3. curl -s ${url}/graphql -H 'content-type: application/json' \\
       -d '{"query":"{ services(where: {text: \\"lunch\\"}, first: 3) { totalCount nodes { name feed { publisher } } } }"}'

Press Ctrl+C to stop.
`
}

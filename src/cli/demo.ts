import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { startSampleCouncils } from '../../samples/server.ts'
import { sampleFeedsConfig } from '../../samples/feeds-config.ts'
import { KNOWN_NAMES } from './known-names.ts'
import { importAreas } from '../intake/places/import-areas.ts'
import { parseFeedsConfig } from '../config/parse-feeds-config.ts'
import { readSettings, type Settings } from '../config/settings.ts'
import { createDoor } from '../door.ts'
import { createGateway } from '../gateway.ts'
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
    const config = parseFeedsConfig('The samples', JSON.stringify(sampleFeedsConfig(councils.feeds)), KNOWN_NAMES)
    // Only warnings unless asked for more: the lines below are for a person.
    const log = await createLog(settings.logLevel ?? 'warn', settings)
    const prepare = () => importAreas(sampleGeography(), join(dataDir, 'geography.sqlite'), new Date().toISOString())
    await using opened = new AsyncDisposableStack()
    const gateway = opened.adopt(await createGateway(config, { dataDir, log, prepare }), (each) => each.close())
    const door = createDoor()
    door.open(gateway)
    const running = await runServer(door, settings, log)
    console.log(introduce(running.url, councils.feeds.length))
    const progress = showProgress(gateway, (line) => console.log(line))
    await untilStopped()
    progress.stop()
    await running.stop()
  } finally {
    await councils.close()
    await forget()
  }
}

/** The areas, boundaries and postcodes of the sample region, as files to import. */
function sampleGeography(): readonly string[] {
  const folder = new URL('../../samples/geography/', import.meta.url)
  return ['areas.csv', 'boundaries.geojson', 'postcodes.csv'].map((name) => fileURLToPath(new URL(name, folder)))
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
  return `The gateway answers on ${url}/graphql, over ${councils} fictional councils.

Three things to try:
  1. Open ${url}/graphiql and run the queries in its tabs.
  2. curl -s ${url}/graphql -H 'content-type: application/json' \\
       -d '{"query":"{ feeds { slug report { state services } } }"}'
  3. curl -s ${url}/graphql -H 'content-type: application/json' \\
       -d '{"query":"{ services(where: {text: \\"lunch\\"}, first: 3) { totalCount nodes { name feed { publisher } } } }"}'

Press Ctrl+C to stop.
`
}

import { readSettings, type Settings } from '../config/settings.ts'
import { openFrozenCopy } from '../wiring/frozen-copy.ts'
import { openReadingGateway } from '../reading-gateway.ts'
import type { ExportSource } from '../server/exports/export-source.ts'
import { createLog } from './create-log.ts'
import { readFeedsInUse } from './feeds-file.ts'

/** What is held, open to be written out. */
interface Held {
  readonly settings: Settings
  readonly source: ExportSource
  generation(): string
  close(): void
}

/** Opens what DATA_DIR holds, or the frozen copy of that name: no feed is asked, and a gateway may be running. A `ConfigError` where that can't be. */
export async function openHeld(frozen: string | undefined): Promise<Held> {
  const settings = readSettings()
  const log = await createLog(settings.logLevel ?? 'warn', settings)
  const powers = { dataDir: settings.dataDir, log }
  const gateway =
    frozen === undefined ? openReadingGateway(await readFeedsInUse(settings), powers) : openFrozenCopy(frozen, powers)
  const { schema, createContext, generation, close } = gateway
  return { settings, source: { schema, createContext, log }, generation, close }
}

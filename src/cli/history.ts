import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openHeldFeeds } from '../catalogue/feeds/open-held-feeds.ts'
import { readSettings } from '../config/settings.ts'
import { createGateway } from '../gateway.ts'
import { type Look, readLooks, requestLook } from '../store/history-request.ts'
import { isCatalogueLocked } from '../store/lock-catalogue.ts'
import { createLog } from './create-log.ts'
import { readFeedsInUse } from './feeds-file.ts'

const LOOK_AGAIN_MS = 500
/** A gateway that makes all its records again may take long. */
const WAITS_MS = 900_000

/** Has the figures looked at, by the gateway that runs on DATA_DIR or else here, and prints what was kept. No feed is asked. */
export async function recordHistory({ json = false }: { readonly json?: boolean }): Promise<void> {
  const file = join(readSettings().dataDir, 'catalogue.sqlite')
  const before = lastOf(looksOf(file))
  if (isCatalogueLocked(file)) {
    requestLook(file, new Date().toISOString())
    await untilLooked(file, before?.id)
  } else await recordHere()
  const look = lastOf(looksOf(file))
  if (look === undefined || look.id === before?.id)
    throw new Error('The figures cannot be counted now: no feed is read to its end, or records are being made again.')
  console.log(json ? JSON.stringify(look, undefined, 2) : describe(look))
}

/** Prints when the figures were looked at, oldest first; a gateway may be running on DATA_DIR. */
export function listHistory({ json = false }: { readonly json?: boolean }): void {
  const looks = looksOf(join(readSettings().dataDir, 'catalogue.sqlite'))
  if (json) return console.log(JSON.stringify(looks, undefined, 2))
  console.log(looks.length === 0 ? 'The figures were not looked at yet.' : looks.map(describe).join('\n'))
}

async function recordHere(): Promise<void> {
  const settings = readSettings()
  const config = await readFeedsInUse(settings)
  const log = await createLog(settings.logLevel ?? 'warn', settings)
  const gateway = await createGateway(config, { dataDir: settings.dataDir, log, isScheduled: false })
  try {
    await gateway.reprocessed()
    await gateway.recordHistory()
  } finally {
    await gateway.close()
  }
}

async function untilLooked(file: string, before: number | undefined): Promise<void> {
  const endMs = performance.now() + WAITS_MS
  while (performance.now() < endMs) {
    if (lastOf(looksOf(file))?.id !== before) return
    await setTimeout(LOOK_AGAIN_MS)
  }
  throw new Error(
    'The gateway that runs on DATA_DIR has not looked: its log says why. Feeds that are read for the first time, or records that are made again, come first.',
  )
}

function looksOf(file: string): readonly Look[] {
  const { store } = openHeldFeeds(file)
  try {
    return readLooks(store)
  } finally {
    store.close()
  }
}

function lastOf(looks: readonly Look[]): Look | undefined {
  return looks.at(-1)
}

function describe({ id, at, generation, areas, changed }: Look): string {
  return `${id}: ${at}, generation ${generation}, ${areas} areas held, ${changed} counts changed`
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WorklistItem } from '../model/worklist.ts'
import { keepLastWorklist } from '../store/last-worklist.ts'
import { ConfigError } from '../config/config-error.ts'
import { readFeedsConfig } from '../config/read-feeds-config.ts'
import { readSettings } from '../config/settings.ts'
import { openReadingGateway, type ReadingGateway } from '../reading-gateway.ts'
import { writeWorklistCsv } from '../server/exports/worklist-csv.ts'
import { createLog } from './create-log.ts'
import { describeWorklist } from './describe-worklist.ts'
import { catalogueFile } from './duplicates-list.ts'
import { KNOWN_NAMES } from './known-names.ts'

export interface WorklistOptions {
  /** Where the worklists are written, each as text and CSV. */
  readonly output?: string
  /** It goes to the publisher: the next is compared with it. */
  readonly given?: boolean
  readonly json?: boolean
}

/**
 * Prints the worklist of a feed's publisher, or of each, as the text of an e-mail; with `output` writes it there as text and
 * CSV; with `given`, of one feed, keeps it as the last, which the next is compared with. No feed is asked, and a gateway may be
 * running on DATA_DIR. ConfigError for a feed that is not here, and for all of them as given.
 */
export async function writeWorklists(
  feed: string | undefined,
  { output, given = false, json = false }: WorklistOptions,
): Promise<void> {
  if (given && feed === undefined)
    throw new ConfigError('The arguments', [
      { path: '--given', problem: 'needs the feed whose publisher gets its worklist; name it' },
    ])
  const settings = readSettings()
  const config = await readFeedsConfig(settings.feedsConfigPath, KNOWN_NAMES)
  const log = await createLog(settings.logLevel ?? 'warn', settings)
  const feeds = config.feeds.filter(({ enabled, slug }) => enabled && (feed === undefined || slug === feed))
  if (feeds.length === 0) {
    const known = config.feeds.flatMap(({ enabled, slug }) => (enabled ? [slug] : [])).join(', ')
    throw new ConfigError('The arguments', [{ path: feed ?? '', problem: `is no feed here; there are ${known}` }])
  }
  const gateway = openReadingGateway(config, { dataDir: settings.dataDir, log })
  try {
    if (output !== undefined) mkdirSync(output, { recursive: true })
    const read = feeds.map(({ slug, name, publisher }) => ({ slug, name, publisher, ...readWorklist(gateway, slug) }))
    if (json) console.log(JSON.stringify(feed === undefined ? read : read[0], undefined, 2))
    for (const worklist of read) {
      const text = describeWorklist(worklist)
      if (output === undefined && !json) console.log(text)
      if (output !== undefined) await writeOne(gateway, worklist, text, join(output, `worklist-${worklist.slug}`))
      if (given) keepGiven(worklist)
    }
  } finally {
    gateway.close()
  }
}

function readWorklist({ createContext }: ReadingGateway, slug: string) {
  const { reader } = createContext({})
  return { at: new Date().toISOString(), ...reader.feeds.feedWorklist(slug) }
}

type ReadWorklist = ReturnType<typeof readWorklist> & { readonly slug: string }

/** What stands, less what is settled. */
function standingIn({ items }: ReadWorklist): readonly WorklistItem[] {
  return items.flatMap(({ change, isByOurRules: _, ...item }) => (change === 'SETTLED' ? [] : [item]))
}

function keepGiven(worklist: ReadWorklist): void {
  const { slug, at, rules } = worklist
  keepLastWorklist(catalogueFile(), slug, { at, rules, items: standingIn(worklist) })
  console.error(`Noted as given to the publisher of ${slug}: the next says what changed since.`)
}

async function writeOne(
  { schema, createContext }: ReadingGateway,
  worklist: ReadWorklist,
  text: string,
  path: string,
): Promise<void> {
  const request = { stated: new Map([['slug', worklist.slug]]), signal: new AbortController().signal }
  const csv = await Array.fromAsync(writeWorklistCsv({ schema, createContext, log: await createLog('warn') }, request))
  writeFileSync(`${path}.csv`, csv.join(''))
  writeFileSync(`${path}.txt`, `${text}\n`)
  console.log(`${path}.txt and .csv: ${standingIn(worklist).length} to look at.`)
}

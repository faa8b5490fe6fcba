import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepLastWorklist } from '../store/last-worklist.ts'
import { ConfigError } from '../config/config-error.ts'
import { readSettings } from '../config/settings.ts'
import { openReadingGateway, type ReadingGateway } from '../reading-gateway.ts'
import { readWorklistRows, WORKLIST_HEADER } from '../server/exports/worklist-csv.ts'
import { type Cell, csvLines } from '../model/csv-lines.ts'
import type { ExportSource } from '../server/exports/export-source.ts'
import { createLog } from './create-log.ts'
import { describeWorklist } from './describe-worklist.ts'
import { catalogueFile } from './duplicates-list.ts'
import { fileNameOf, joinWorklists, type PublisherWorklist } from './join-worklists.ts'
import { readFeedsInUse } from './feeds-file.ts'

export interface WorklistOptions {
  /** Where the worklists are written, each as text and CSV. */
  readonly output?: string
  /** It goes to the publisher: the next is compared with it. */
  readonly given?: boolean
  readonly json?: boolean
}

/**
 * Prints the worklist of each publisher, over all its feeds, or of the publisher of one feed, as the text of an e-mail; with
 * `output` writes it there as text and CSV; with `given` keeps it as the last, which the next is compared with. No feed is asked,
 * and a gateway may be running on DATA_DIR. ConfigError for a feed that is not here, and for all of them as given.
 */
export async function writeWorklists(
  feed: string | undefined,
  { output, given = false, json = false }: WorklistOptions,
): Promise<void> {
  if (given && feed === undefined)
    throw new ConfigError('The arguments', [
      { path: '--given', problem: 'needs a feed of the publisher that gets its worklist; name it' },
    ])
  const settings = readSettings()
  const config = await readFeedsInUse(settings)
  const log = await createLog(settings.logLevel ?? 'warn', settings)
  const enabled = config.feeds.filter((each) => each.enabled)
  const named = enabled.find(({ slug }) => slug === feed)
  if (feed !== undefined && named === undefined) {
    const known = enabled.map(({ slug }) => slug).join(', ')
    throw new ConfigError('The arguments', [{ path: feed, problem: `is no feed here; there are ${known}` }])
  }
  const feeds = enabled.filter(({ publisher }) => named === undefined || publisher === named.publisher)
  const gateway = openReadingGateway(config, { dataDir: settings.dataDir, log })
  try {
    if (output !== undefined) mkdirSync(output, { recursive: true })
    const read = feeds.map(({ slug, name, publisher }) => ({ slug, name, publisher, ...readWorklist(gateway, slug) }))
    const worklists = joinWorklists(read)
    if (json) console.log(JSON.stringify(feed === undefined ? worklists : worklists[0], undefined, 2))
    for (const worklist of worklists) {
      const text = describeWorklist(worklist)
      if (output === undefined && !json) console.log(text)
      if (output !== undefined) await writeOne({ ...gateway, log }, worklist, text, output)
    }
    if (given) keepGiven(read)
  } finally {
    gateway.close()
  }
}

function readWorklist({ createContext }: ReadingGateway, slug: string) {
  const { reader } = createContext({})
  return { at: new Date().toISOString(), ...reader.feeds.feedWorklist(slug) }
}

/** What stands of each feed, pairs that another feed of the publisher has too included. */
function keepGiven(worklists: readonly (ReturnType<typeof readWorklist> & { readonly slug: string })[]): void {
  for (const { slug, at, rules, items: compared } of worklists) {
    const items = compared.flatMap(({ change, isByOurRules: _, ...item }) => (change === 'SETTLED' ? [] : [item]))
    keepLastWorklist(catalogueFile(), slug, { at, rules, items })
  }
  const slugs = worklists.map(({ slug }) => slug).join(', ')
  console.error(`Noted as given to the publisher of ${slugs}: the next says what changed since.`)
}

async function writeOne(
  source: ExportSource,
  worklist: PublisherWorklist,
  text: string,
  folder: string,
): Promise<void> {
  const { feeds, items } = worklist
  const pairs = new Set(items.map(({ feed, record, other }) => [feed, record, other].join(' ')))
  const parts = [WORKLIST_HEADER]
  for (const { slug } of feeds) {
    const request = { stated: new Map([['slug', slug]]), signal: new AbortController().signal }
    const isKept = ({ record, other }: Readonly<Record<string, Cell>>): boolean =>
      typeof other !== 'string' || other === '' || pairs.has([slug, record, other].join(' '))
    for await (const rows of readWorklistRows(source, request, isKept)) parts.push(csvLines([...rows]))
  }
  const path = join(folder, fileNameOf(worklist))
  writeFileSync(`${path}.csv`, parts.join(''))
  writeFileSync(`${path}.txt`, `${text}\n`)
  const standing = items.filter(({ change }) => change !== 'SETTLED').length
  console.log(`${path}.txt and .csv: ${standing} to look at.`)
}

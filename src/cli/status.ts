import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readSettings } from '../config/settings.ts'
import { RULE_VERSIONS } from '../model/rule-versions.ts'
import { askRunning } from './control-socket.ts'
import { describeLiveStatus, LiveStatus } from './live-status.ts'
import { present } from '../model/present.ts'
import { isDamage } from '../store/damage.ts'
import { CatalogueFileError } from '../store/catalogue-file-error.ts'
import { isCatalogueLocked } from '../store/lock-catalogue.ts'
import { type FileMeasures, measureFile } from '../store/measure-file.ts'
import { type HeldFeed, readHeldFeeds } from '../store/read-held-feeds.ts'
import { recogniseFile } from '../store/recognise-file.ts'
import { hasOtherTables } from '../store/tables.ts'

interface Status extends FileMeasures {
  readonly file: string
  /** Whether this program makes the tables again before it answers from them. */
  readonly hasOtherTables: boolean
  readonly feeds: readonly HeldFeed[]
  /** Of this program. */
  readonly rules: typeof RULE_VERSIONS
}

/** Prints how the gateway on DATA_DIR stands, if one runs, what its catalogue holds and where its bytes are, as text or JSON. */
export async function printStatus({ json = false }: { readonly json?: boolean }): Promise<void> {
  const { dataDir } = readSettings()
  const running = LiveStatus.optional().parse(await askRunning(dataDir, 'GET', '/status'))
  const file = join(dataDir, 'catalogue.sqlite')
  const status = readUnlessDamaged(file)
  const isDamaged = 'problem' in status
  if (isDamaged) process.exitCode = 1
  if (json) return console.log(JSON.stringify({ ...status, ...present({ running }) }, undefined, 2))
  const live = running === undefined ? [describeSilence(file)] : describeLiveStatus(running)
  console.log([...live, '', isDamaged ? status.problem : describeStatus(status)].join('\n'))
}

/** Why no gateway takes commands. */
function describeSilence(file: string): string {
  if (!existsSync(`${file}.lock`) || !isCatalogueLocked(file)) return 'No gateway runs on this folder.'
  return 'A gateway runs on this folder but takes no commands now: it is opening the catalogue, or ending. /health/ready says which, and why.'
}

/** What can be said of a catalogue that can't be read. */
interface Unreadable {
  readonly file: string
  /** In words for an operator. */
  readonly problem: string
}

/** A gateway that runs on a damaged file may have much to say. */
function readUnlessDamaged(file: string): Status | Unreadable {
  try {
    return readStatus(file)
  } catch (error) {
    if (error instanceof CatalogueFileError) return { file, problem: error.message }
    if (!isDamage(error)) throw error
    return { file, problem: new CatalogueFileError(file, DAMAGED).message }
  }
}

const DAMAGED =
  'is damaged: a gateway that runs on it makes it again by itself, and one that starts does so first (docs/damage.md)'

function readStatus(file: string): Status {
  if (!existsSync(file))
    throw new CatalogueFileError(file, 'is not there: point DATA_DIR at the folder of a gateway that has run')
  const state = recogniseFile(file)
  if (state === 'damaged') throw new CatalogueFileError(file, DAMAGED)
  if (state === 'empty') throw new CatalogueFileError(file, 'is empty: a gateway that starts asks every feed')
  return {
    file,
    ...measureFile(file),
    hasOtherTables: hasOtherTables(file),
    feeds: readHeldFeeds(file),
    rules: RULE_VERSIONS,
  }
}

function describeStatus(status: Status): string {
  const { bytes, logBytes, freeBytes, counts, groups } = status
  // Pages that are in the log alone count too, so the file's own size may be less.
  const held = groups.reduce((sum, group) => sum + group.bytes, 0)
  const records = counts['record'] ?? 0
  const each = (size: number): string => (records === 0 ? '' : `, ${Math.round(size / records)} a record`)
  return [
    `${status.file}: ${megabytes(bytes)}${each(bytes)}; log ${megabytes(logBytes)}, free ${megabytes(freeBytes)}, pages of ${status.pageBytes} bytes`,
    `Generation ${status.generation}, tables of raw records of version ${status.version}${status.hasOtherTables ? '; its other tables have another form than this program’s and are made again when it starts' : ''}.`,
    `Rules of this program: ${Object.values(status.rules).join(', ')}.`,
    '',
    ...status.feeds.map(describeFeed),
    '',
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', '),
    '',
    ...groups.map(
      ({ name, bytes: size, unusedBytes }) =>
        `${name.padEnd(12)} ${megabytes(size).padStart(10)}  ${percent(size, held).padStart(4)}${each(size)}, ${percent(unusedBytes, size)} unused`,
    ),
  ].join('\n')
}

function describeFeed({ slug, records, services, lastComplete, fault }: HeldFeed): string {
  const confirmed = lastComplete === undefined ? 'never read to its end' : `confirmed ${lastComplete}`
  return `${slug}: ${records} records, ${services} services, ${confirmed}${fault === undefined ? '' : `; last fault ${fault}`}`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((100 * part) / whole)} %`
}

// bulk: the catalogue as files for data science, each release in a folder of its own that appears whole or not at all. The room
// asks by GraphQL, as exports do; it must not know of the catalogue.
import { createHash } from 'node:crypto'
import { appendFileSync, createReadStream, globSync, statSync, writeFileSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExportSource } from '../server/exports/export-source.ts'
import {
  describeDataset,
  describePackage,
  describeStandardPackage,
  type ReleaseFile,
  type ReleaseSource,
} from './describe-release.ts'
import { CURRENT, PACKAGE } from './find-release.ts'
import type { Table, TableRow } from './table.ts'
import { createTables } from './tables.ts'
import { writeAreas } from './write-areas.ts'
import { createParquetWriter, type RowWriter } from './write-parquet.ts'
import { createSqliteFile, type SqliteFile } from './write-sqlite.ts'
import { HSDS_FOLDER, writeStandard } from './write-standard.ts'

/** Releases that stay: who takes files of the last but one ends undisturbed. */
const KEPT = 2
const RELEASE = /^\d{8}T\d{6}Z$/
const UNFINISHED = /^\.(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.part$/
/** No release takes so long: whoever began it was killed. */
const LONGEST_MS = 24 * 3_600_000
/** Lines that are written at once. */
const LINES = 500

/** What a release is made with. */
export interface ReleaseParts {
  readonly source: ExportSource
  /** Of the data that it is made of. */
  readonly generation: string
  readonly now: Date
  readonly title: string
  readonly signal: AbortSignal
}

/**
 * Writes a release into a folder of its own below `folder`, then names it the current one; older ones than the last two are
 * removed. Gives its folder and files. Nothing of it shows where it fails.
 */
export async function writeRelease(
  folder: string,
  { source, generation, now, title, signal }: ReleaseParts,
): Promise<{ readonly path: string; readonly files: readonly ReleaseFile[] }> {
  const name = now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const unfinished = join(folder, `.${name}.part`)
  await mkdir(unfinished, { recursive: true })
  await removeUnfinished(folder, now)
  try {
    const tables = createTables(source, signal)
    const sources = await writeTables(unfinished, tables)
    await writeAreas(join(unfinished, 'areas.geojson'), source, signal)
    await writeStandard(unfinished, source, signal)
    const facts = { title, createdAt: now.toISOString(), generation, sources, tables }
    const made = { ...facts, files: await hashFiles(unfinished) }
    writeJson(join(unfinished, HSDS_FOLDER, PACKAGE), describeStandardPackage(made))
    const files = await hashFiles(unfinished)
    writeJson(join(unfinished, 'dcat.jsonld'), describeDataset({ ...facts, files }))
    writeJson(join(unfinished, PACKAGE), describePackage({ ...facts, files }))
    const path = join(folder, name)
    await rename(unfinished, path)
    await nameCurrent(folder, name)
    await removeOlder(folder)
    return { path, files }
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

function writeJson(file: string, value: object): void {
  writeFileSync(file, `${JSON.stringify(value, undefined, 1)}\n`)
}

async function writeTables(folder: string, tables: readonly Table[]): Promise<readonly ReleaseSource[]> {
  const sqlite = createSqliteFile(join(folder, 'catalogue.sqlite'))
  let sources: readonly ReleaseSource[] = []
  for (const table of tables) {
    const rows = await writeTable(folder, sqlite, table)
    if (table.name === 'feeds') sources = rows.map((row) => sourceOf(table, row))
  }
  sqlite.finish()
  return sources
}

/** Gives the rows of the table of feeds, which are few. */
async function writeTable(folder: string, sqlite: SqliteFile, table: Table): Promise<readonly TableRow[]> {
  const writers: readonly RowWriter[] = [
    createParquetWriter(join(folder, `${table.name}.parquet`), table),
    createLinesWriter(join(folder, `${table.name}.ndjson`), table),
    sqlite.begin(table),
  ]
  const few: TableRow[] = []
  for await (const row of table.rows()) {
    for (const writer of writers) await writer.add(row)
    if (table.name === 'feeds') few.push(row)
  }
  for (const writer of writers) await writer.finish()
  return few
}

function createLinesWriter(file: string, { columns }: Table): RowWriter {
  writeFileSync(file, '')
  let lines: string[] = []
  const flush = (): void => {
    appendFileSync(file, lines.join(''))
    lines = []
  }
  return {
    add(row) {
      const members = columns.map(({ name }, at) => [name, row[at] ?? null] as const)
      lines.push(`${JSON.stringify(Object.fromEntries(members))}\n`)
      if (lines.length >= LINES) flush()
    },
    finish: flush,
  }
}

function sourceOf({ columns }: Table, row: TableRow): ReleaseSource {
  const textAt = (name: string): string | undefined => {
    const value = row[columns.findIndex((column) => column.name === name)]
    return typeof value === 'string' ? value : undefined
  }
  const given = (name: string, key: string): object => (textAt(name) === undefined ? {} : { [key]: textAt(name) })
  return {
    publisher: textAt('publisher') ?? '',
    ...given('url', 'url'),
    ...given('licence', 'licence'),
    ...given('attribution', 'attribution'),
    ...given('asOf', 'asOf'),
  }
}

async function hashFiles(folder: string): Promise<readonly ReleaseFile[]> {
  const files: ReleaseFile[] = []
  for (const found of globSync('**/*.*', { cwd: folder }).toSorted()) {
    const sum = createHash('sha256')
    for await (const part of createReadStream(join(folder, found))) sum.update(part)
    const path = found.replaceAll('\\', '/')
    files.push({ path, bytes: statSync(join(folder, found)).size, hash: sum.digest('hex') })
  }
  return files
}

/** A file put in another's place is seen whole or not at all. */
async function nameCurrent(folder: string, release: string): Promise<void> {
  const file = join(folder, CURRENT)
  await writeFile(`${file}.part`, JSON.stringify({ release }))
  await rename(`${file}.part`, file)
}

/** Another process may be writing one now: the time in its name says whether it can be. */
async function removeUnfinished(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    const begunMs = Date.parse(name.replace(UNFINISHED, '$1-$2-$3T$4:$5:$6Z'))
    if (UNFINISHED.test(name) && now.getTime() - begunMs > LONGEST_MS)
      await rm(join(folder, name), { recursive: true, force: true })
  }
}

async function removeOlder(folder: string): Promise<void> {
  const releases = (await readdir(folder)).filter((name) => RELEASE.test(name)).toSorted()
  for (const name of releases.slice(0, -KEPT)) await rm(join(folder, name), { recursive: true, force: true })
}

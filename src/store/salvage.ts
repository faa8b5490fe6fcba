import { existsSync, renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { hashOfBytes } from '../model/hash-of.ts'
import { isDamage, isGone } from './damage.ts'
import { NEW_DETAIL } from './detail-state.ts'
import { asideOf, pruneAside } from './kept-aside.ts'
import { unpack, unpackBytes } from './packed.ts'
import { packList } from './raw-record.ts'
import { maybeBytesOf, maybeTextOf, numberOf, textOf, type Row } from './row.ts'
import { createPutRow, readRows } from './salvage-rows.ts'
import { NEVER_READ, type SyncState } from './sync-state.ts'
import { SOURCE_TABLES } from './source-tables.ts'
import { noteRebuild, openForWriting } from './tables.ts'

/** What could be taken out of a damaged file. */
export interface Salvage {
  /** Where the damaged file lies now; absent where somebody took it away. */
  readonly aside?: string
  /** Raw records that are as they were received. */
  readonly records: number
  /** Slugs of the feeds of which some are lost; they are asked again at once. */
  readonly incomplete: readonly string[]
}

/** The columns that hold JSON, of tables that are taken over as they are; what does not parse is lost. */
const JSON_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  change: ['fields', 'from_ids', 'into_ids'],
  cluster: ['members', 'merged_from'],
  poll: ['walk'],
  inspection: ['verification', 'filters'],
  observed_frame: ['body'],
}
/** Taken over in another way, or not: a list that was being read begins again. */
const OTHERWISE: ReadonlySet<string> = new Set(['meta', 'feed', 'record'])

/**
 * Puts a new file in the place of a damaged one, with all raw records that can be read and are as they were received, and
 * keeps the damaged one aside (the newest three of them). Who reads the damaged one goes on reading it. The derived tables are
 * empty: `rebuild` is noted. Nothing else may
 * write to the file meanwhile. Throws once `isStopping`; what was begun is begun again the next time.
 */
export function salvageCatalogue(file: string, at: Date, isStopping: () => boolean): Salvage {
  const making = `${file}.salvaging`
  for (const path of [making, `${making}-wal`, `${making}-shm`]) rmSync(path, { force: true })
  const { db: target } = openForWriting(making)
  let found: Omit<Salvage, 'aside'>
  try {
    found = takeOver(file, target, at, isStopping)
  } finally {
    target.close()
  }
  renameSync(making, `${file}.salvaged`)
  const aside = finishSalvage(file, at)
  return { ...found, ...(aside !== undefined && { aside }) }
}

/** Puts a salvaged file, where there is one, in the catalogue's place; also the second half of what was broken off. Where the damaged one lies then, if there was one. */
export function finishSalvage(file: string, at: Date): string | undefined {
  const aside = asideOf(file, at)
  const isThere = existsSync(file)
  if (!existsSync(`${file}.salvaged`)) return isThere ? aside : undefined
  for (const end of ['', '-wal', '-shm']) if (existsSync(file + end)) renameSync(file + end, aside + end)
  renameSync(`${file}.salvaged`, file)
  pruneAside(file)
  return isThere ? aside : undefined
}

function takeOver(file: string, target: DatabaseSync, at: Date, isStopping: () => boolean): Omit<Salvage, 'aside'> {
  target.exec('BEGIN')
  try {
    return copyReadable(file, target, isStopping)
  } finally {
    // Clients may hold marks of generations that can't be read any more.
    const held = Number(target.prepare("SELECT value FROM meta WHERE key = 'generation'").get()?.['value'] ?? 0)
    const generation = held > 0 ? held + 1 : Math.floor(at.getTime() / 1_000)
    target.prepare("UPDATE meta SET value = ? WHERE key = 'generation'").run(String(generation))
    noteRebuild(target, 'DAMAGE')
    target.exec('COMMIT')
  }
}

/**
 * What can be read of a damaged file with its log, else of the file without it, for what went may be the log alone. Nothing where that
 * can't be read either, or is gone: everything is asked for again.
 */
function copyReadable(file: string, target: DatabaseSync, isStopping: () => boolean): Omit<Salvage, 'aside'> {
  const alone = pathToFileURL(file)
  alone.searchParams.set('immutable', '1')
  for (const path of [file, alone]) {
    let source: DatabaseSync | undefined
    try {
      source = new DatabaseSync(path, { readOnly: true })
      const found = copyAll(source, target, isStopping)
      if (found.records > 0) return found
    } catch (error) {
      if (!isDamage(error) && !isGone(error, file)) throw error
    } finally {
      source?.close()
    }
  }
  return { records: 0, incomplete: [] }
}

function copyAll(source: DatabaseSync, target: DatabaseSync, isStopping: () => boolean): Omit<Salvage, 'aside'> {
  const put = createPutRow(target)
  for (const row of readRows(source, 'meta', 'key', isStopping)) if (row['key'] === 'generation') put('meta', row)
  const feeds = [...readRows(source, 'feed', 'fid', isStopping)].filter(isSoundFeed)
  const torn = new Set<number>()
  const counts = new Map<number, number>()
  for (const row of readRows(source, 'record', 'sid', isStopping)) {
    // Of which feed it was can't be known: that it lacks one is seen by counting.
    if (typeof row['fid'] !== 'number') continue
    const { fid } = row
    const kept = soundParts(row)
    const isKept = kept !== undefined && put('record', kept)
    if (kept !== row || !isKept) torn.add(fid)
    if (isKept) counts.set(fid, (counts.get(fid) ?? 0) + 1)
  }
  const incomplete: string[] = []
  for (const row of feeds) {
    const fid = numberOf(row, 'fid')
    const { source: _, ...state }: SyncState = { ...NEVER_READ, ...JSON.parse(textOf(row, 'sync')) }
    const isWhole = !torn.has(fid) && (counts.get(fid) ?? 0) >= (state.lastCompleteCount ?? 0)
    if (!isWhole) incomplete.push(textOf(row, 'slug'))
    // Without its source it counts as not asked yet.
    put('feed', isWhole ? row : { ...row, sync: JSON.stringify(state) })
  }
  target.exec('DELETE FROM record WHERE fid NOT IN (SELECT fid FROM feed)')
  for (const table of SOURCE_TABLES.filter((name) => !OTHERWISE.has(name)))
    for (const row of readRows(source, table, keyOf(target, table), isStopping))
      if (isJson(row, JSON_COLUMNS[table] ?? []) && (table !== 'term_list' || isPacked(row, 'lists'))) put(table, row)
  const records = Number(target.prepare('SELECT count(*) AS n FROM record').get()?.['n'] ?? 0)
  return { records, incomplete }
}

/** Whether its columns are of their types and its state can be read. */
function isSoundFeed(row: Row): boolean {
  return typeof row['fid'] === 'number' && typeof row['slug'] === 'string' && isJson(row, ['sync'])
}

/** The columns of a table's key, in order. */
function keyOf(db: DatabaseSync, table: string): string {
  const rows = db.prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk').all(table)
  return rows.length === 0 ? 'rowid' : rows.map(({ name }) => String(name)).join(', ')
}

/** The record less what is not as it was received; undefined where nothing is, the very row where all is. */
function soundParts(row: Row): Row | undefined {
  const detailJson = unpackSound(row, 'detail')
  const listJson = unpackSound(row, 'list', detailJson)
  const isList = listJson !== undefined || row['list'] === null
  const isDetail = detailJson !== undefined || row['detail'] === null
  if (isList && isDetail) return row
  const list =
    listJson === undefined
      ? { list: null, list_hash: null, list_at: null }
      : { list: Buffer.from(packList(listJson, detailJson)) }
  const detail = isDetail ? {} : { detail: null, detail_hash: null, detail_at: null, needs_detail: NEW_DETAIL }
  const kept = { ...row, ...list, ...detail }
  return kept['list'] === null && kept['detail'] === null ? undefined : kept
}

/** The JSON of a part as it was received; undefined where there is none, or another. A list item may need the detail to be unpacked. */
function unpackSound(row: Row, part: 'list' | 'detail', detail?: Uint8Array): Uint8Array | undefined {
  try {
    const bytes = maybeBytesOf(row, part)
    const json = bytes === undefined ? undefined : unpackBytes(bytes, detail)
    return json !== undefined && hashOfBytes(json) === maybeTextOf(row, `${part}_hash`) ? json : undefined
  } catch {
    // What can't be unpacked, or is of another type, is not what was received.
    return undefined
  }
}

/** Whether a packed column can be unpacked; nothing there can. */
function isPacked(row: Row, column: string): boolean {
  try {
    const bytes = maybeBytesOf(row, column)
    return bytes === undefined || unpack(bytes) !== undefined
  } catch {
    return false
  }
}

function isJson(row: Row, columns: readonly string[]): boolean {
  try {
    for (const column of columns) JSON.parse(maybeTextOf(row, column) ?? 'null')
    return true
  } catch {
    return false
  }
}

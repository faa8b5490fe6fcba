import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { APPLICATION_ID, SOURCE_TABLES, versionOf } from './source-tables.ts'
import { dropShipMark } from './ship-mark.ts'
import { PAGE_SIZE } from './open-private.ts'

/** What a catalogue is made again from: its raw records alone, where its other tables have another form, or all that it holds. */
export type RemakingFrom = 'RECORDS' | 'ALL'

/** The key in `meta` of a copy: the generation of the catalogue that it was taken from. */
const MADE_FROM_KEY = 'made_from'
const GENERATION = "SELECT value FROM meta WHERE key = 'generation'"

/** Where a catalogue is made again, beside the one that answers meanwhile. */
export function remakingFileOf(file: string): string {
  return `${file}.remaking`
}

/**
 * Copies a catalogue, to be made again in the copy; nothing may write to either meanwhile. A copy of the same generation that was
 * begun before is gone on with, so that whoever is stopped again and again comes to an end. Throws where the file is damaged or the disk is full.
 */
export function beginRemaking(file: string, from: RemakingFrom): void {
  const making = remakingFileOf(file)
  if (existsSync(making) && generationOf(making, MADE_FROM_KEY) === generationOf(file, 'generation')) return
  dropRemaking(file)
  // Under a name of its own until it is whole.
  const copying = `${file}.copying`
  closeSync(openSync(copying, 'a', 0o600))
  const copy = from === 'ALL' ? copyAll : copyRecords
  copy(file, copying)
  renameSync(copying, making)
}

/** Removes what was begun and is not needed. */
export function dropRemaking(file: string): void {
  for (const made of [remakingFileOf(file), `${file}.copying`]) removeDatabase(made)
}

/** Puts the copy, which nobody has open, in the catalogue's place. Who reads the one before goes on reading it. */
export function endRemaking(file: string): void {
  const making = remakingFileOf(file)
  foldLog(making)
  removeLog(making)
  renameSync(making, `${file}.remade`)
  finishRemaking(file)
}

/** Puts a copy that is made, where there is one, in the catalogue's place; also the second half of what was broken off. */
export function finishRemaking(file: string): void {
  if (!existsSync(`${file}.remade`)) return
  // A log of another file beside it would be taken for its own.
  removeDatabase(file)
  renameSync(`${file}.remade`, file)
}

function copyAll(file: string, copying: string): void {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    db.prepare('VACUUM INTO ?').run(copying)
  } finally {
    db.close()
  }
  const made = new DatabaseSync(copying)
  noteOrigin(made)
  made.close()
}

/** The tables of raw records as they are, whichever version made them. */
function copyRecords(file: string, copying: string): void {
  const db = new DatabaseSync(copying)
  try {
    db.exec(`PRAGMA page_size = ${PAGE_SIZE}`)
    db.prepare('ATTACH ? AS held').run(file)
    db.exec('BEGIN')
    const names = SOURCE_TABLES.map(() => '?').join(', ')
    const parts = db
      .prepare(`SELECT type, name, sql FROM held.sqlite_schema WHERE sql IS NOT NULL AND tbl_name IN (${names})`)
      .all(...SOURCE_TABLES)
    const tables = parts.filter(({ type }) => type === 'table')
    for (const { sql } of tables) db.exec(String(sql))
    for (const { name } of tables) db.exec(`INSERT INTO main.${String(name)} SELECT * FROM held.${String(name)}`)
    for (const { sql } of parts.filter(({ type }) => type !== 'table')) db.exec(String(sql))
    copySequences(db)
    const version = db.prepare('PRAGMA held.user_version').get()?.['user_version']
    db.exec(`PRAGMA main.application_id = ${APPLICATION_ID}; PRAGMA main.user_version = ${Number(version)}`)
    noteOrigin(db)
    db.exec('COMMIT')
  } finally {
    db.close()
  }
}

/** Numbers that were given out and are not held any more are given to nothing else. */
function copySequences(db: DatabaseSync): void {
  const has = (schema: string): boolean =>
    db.prepare(`SELECT 1 FROM ${schema}.sqlite_schema WHERE name = 'sqlite_sequence'`).get() !== undefined
  if (!has('held') || !has('main')) return
  db.exec('DELETE FROM main.sqlite_sequence; INSERT INTO main.sqlite_sequence SELECT * FROM held.sqlite_sequence')
}

function noteOrigin(db: DatabaseSync): void {
  if (versionOf(db) === 0) return
  dropShipMark(db)
  const generation = db.prepare(GENERATION).get()?.['value'] ?? '0'
  db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(MADE_FROM_KEY, generation)
}

function generationOf(file: string, key: string): unknown {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    return db.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.['value']
  } finally {
    db.close()
  }
}

/** Moves all that lies in the log of a file into the file. */
function foldLog(file: string): void {
  const db = new DatabaseSync(file)
  try {
    if (db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] !== 0)
      throw new Error('The catalogue that was made again is still being read.')
  } finally {
    db.close()
  }
}

function removeDatabase(file: string): void {
  rmSync(file, { force: true })
  removeLog(file)
}

function removeLog(file: string): void {
  for (const end of ['-wal', '-shm', '-journal']) rmSync(file + end, { force: true })
}

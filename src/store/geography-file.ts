import { closeSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DamagedDataError } from '../model/damaged-data-error.ts'
import { CatalogueFileError } from './catalogue-file-error.ts'
import { isDamage } from './damage.ts'
import { describeBytes, isDatabase, isMarkedAs, readHeader } from './file-header.ts'
import { unpack } from './packed.ts'
import { bytesOf, maybeNumberOf, numberOf, textOf, type Row } from './row.ts'

/** Raised whenever the tables below change: a file of another format has to be imported again. */
const FORMAT = '1'

/** "ORKG" in SQLite's `application_id`: the file is imported geography. Files from before that are known by their format. */
export const GEOGRAPHY_ID = 0x4f_52_4b_47

const TABLES = `
PRAGMA application_id = ${GEOGRAPHY_ID};
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (id INTEGER PRIMARY KEY, file TEXT NOT NULL, kind TEXT NOT NULL, taken INTEGER NOT NULL, left_out INTEGER NOT NULL, imported_at TEXT NOT NULL);
CREATE TABLE area (code TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE small_area (code TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE boundary (code TEXT PRIMARY KEY, outline BLOB NOT NULL) WITHOUT ROWID;
-- Postcodes by the million lie in far fewer different lists of areas.
CREATE TABLE area_list (list INTEGER PRIMARY KEY, codes TEXT NOT NULL UNIQUE);
CREATE TABLE postcode (key TEXT PRIMARY KEY, latitude REAL, longitude REAL, list INTEGER NOT NULL, terminated INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('format', '${FORMAT}');
`

/** The file of imported geography that belongs to a catalogue's file: beside it, shared by nothing else. */
export function geographyFileOf(catalogueFile: string): string {
  return join(dirname(catalogueFile), 'geography.sqlite')
}

/** Opens a new, empty geography for writing, its owner's alone; nothing may lie under that name. */
export function createGeographyFile(file: string): DatabaseSync {
  closeSync(openSync(file, 'wx', 0o600))
  const db = new DatabaseSync(file)
  db.exec(TABLES)
  return db
}

/**
 * Opens what was imported, for reading or, `forWriting`, for one import more. Undefined where nothing was imported.
 * DamagedDataError where it is geography and damaged; CatalogueFileError, which says what it is, where it is none or of another format.
 */
export function openGeographyFile(file: string, { forWriting = false } = {}): DatabaseSync | undefined {
  const header = readHeader(file, (what) => unusable(file, `is ${what}`))
  if (header === undefined) return undefined
  const isMarked = isMarkedAs(GEOGRAPHY_ID, header)
  if (!isDatabase(header) && !isMarked) throw unusable(file, `is ${describeBytes(header)}`)
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file, { readOnly: !forWriting })
    if (metaOf(db, 'format') === FORMAT) return db
  } catch (cause) {
    db?.close()
    if (isMarked && isDamage(cause)) throw new DamagedDataError({ cause })
    throw unusable(file, 'is damaged, or the database of another program', { cause })
  }
  db.close()
  throw unusable(file, 'is of another version of the gateway')
}

function metaOf(db: DatabaseSync, key: string): string | undefined {
  const value = db.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.['value']
  return typeof value === 'string' ? value : undefined
}

/** Names all that places records: it stays where only people were imported. Files from before have the one version. */
export function placingVersionOf(db: DatabaseSync): string {
  return metaOf(db, 'placing') ?? metaOf(db, 'version') ?? ''
}

/** What was imported, as its file has it. The caller names the shapes: they are those it was written in. */
export interface GeographyRows {
  /** Equal version: the same import. */
  readonly version: string
  /** Equal: whatever places records is the same. */
  readonly placing: string
  areas<T>(): readonly T[]
  /** In order of code. */
  smallAreas<T>(): readonly T[]
  /** By code of the area. */
  outlines<T>(): ReadonlyMap<string, T>
  /** By the postcode without its space; undefined where it was not imported. */
  findPostcode(key: string): PostcodeRow | undefined
  /** All postcodes of an outcode, those in the same areas together; empty where none was imported. */
  findOutcode(outcode: string): readonly OutcodeRow[]
  close(): void
}

interface PostcodeRow {
  readonly latitude?: number
  readonly longitude?: number
  readonly terminated: boolean
  /** Codes of its areas, the innermost first. */
  readonly areas: readonly string[]
}

interface OutcodeRow {
  /** Codes of their areas, the innermost first. */
  readonly areas: readonly string[]
  /** How many of them have a point; `south` and `west` are the sums of their latitudes and longitudes. */
  readonly placed: number
  readonly south: number
  readonly west: number
}

/**
 * Reads what was imported; undefined where nothing was. Errors as of `openGeographyFile`; reading throws DamagedDataError where the
 * file is damaged, after `onDamage` was called.
 */
export function openGeographyRows(file: string, onDamage: () => void = () => {}): GeographyRows | undefined {
  const db = openGeographyFile(file)
  if (db === undefined) return undefined
  function sound<T>(read: () => T): T {
    try {
      return read()
    } catch (cause) {
      if (!isDamage(cause) && !(cause instanceof SpoiltRow)) throw cause
      onDamage()
      throw new DamagedDataError({ cause })
    }
  }
  const postcode = db.prepare(
    'SELECT latitude, longitude, terminated, codes FROM postcode JOIN area_list USING (list) WHERE key = ?',
  )
  // An incode has three characters: `BS1` must not find those of `BS11`.
  const outcode = db.prepare(
    `SELECT codes, coalesce(sum(latitude), 0) AS south, coalesce(sum(longitude), 0) AS west, count(latitude) AS placed
     FROM postcode JOIN area_list USING (list) WHERE key > ?1 AND key < ?1 || ':' AND length(key) = length(?1) + 3 GROUP BY list`,
  )
  const bodies = <T>(sql: string): readonly T[] =>
    sound(() =>
      db
        .prepare(sql)
        .all()
        .map((row): T => readBody(row)),
    )
  return {
    version: metaOf(db, 'version') ?? '',
    placing: placingVersionOf(db),
    areas: () => bodies('SELECT body FROM area ORDER BY rowid'),
    smallAreas: () => bodies('SELECT body FROM small_area ORDER BY code'),
    outlines<T>() {
      const rows = sound(() => db.prepare('SELECT code, outline FROM boundary').all())
      return sound(() => new Map(rows.map((row) => [textOf(row, 'code'), readOutline<T>(row)])))
    },
    findPostcode(key) {
      const row = sound(() => postcode.get(key))
      if (row === undefined) return undefined
      const [latitude, longitude] = [maybeNumberOf(row, 'latitude'), maybeNumberOf(row, 'longitude')]
      return {
        areas: codesOf(row),
        terminated: row['terminated'] === 1,
        ...(latitude === undefined || longitude === undefined ? {} : { latitude, longitude }),
      }
    },
    findOutcode: (code) =>
      sound(() => outcode.all(code)).map((row) => ({
        areas: codesOf(row),
        placed: numberOf(row, 'placed'),
        south: numberOf(row, 'south'),
        west: numberOf(row, 'west'),
      })),
    close: () => db.close(),
  }
}

/** The codes of a row's list of areas, the innermost first. */
export function codesOf(row: Row): readonly string[] {
  return textOf(row, 'codes').split(' ').filter(Boolean)
}

/** What a row holds is not what was written. */
class SpoiltRow extends Error {
  override readonly name = 'SpoiltRow'
}

/** The body of an area's row; throws where it is not what was written. */
export function readBody<T>(row: Row): T {
  try {
    return JSON.parse(textOf(row, 'body'))
  } catch (cause) {
    throw new SpoiltRow('The body of a row can not be read.', { cause })
  }
}

/** The outline of a boundary's row; throws where it is not what was written. */
export function readOutline<T>(row: Row): T {
  try {
    return unpack<T>(bytesOf(row, 'outline'))
  } catch (cause) {
    throw new SpoiltRow('The outline of a row can not be read.', { cause })
  }
}

function unusable(file: string, why: string, options?: ErrorOptions): CatalogueFileError {
  const what = `${why}, not geography in the form this gateway keeps it; it is left as it is: take it away and import the files again with \`oruk-gateway areas import\``
  return new CatalogueFileError(file, what, { ...options, what: 'imported geography' })
}

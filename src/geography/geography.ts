// Places in the catalogue: imported geography, which areas a record counts for, and where a postcode lies, as stored.
// What counts for what is geography's to judge; this folder keeps it, finds it again and must not know of GraphQL.
import type { DatabaseSync } from 'node:sqlite'
import type { Area } from './area.ts'
import { createBoundaryIndex, type Outline } from './boundary-index.ts'
import { type BuiltInAreas, readBuiltInAreas } from './built-in-areas.ts'
import { createGazetteer, type Gazetteer } from './gazetteer.ts'
import { noPostcodes, type PostcodeDirectory } from './postcode-directory.ts'
import type { SmallArea } from './read-small-areas.ts'
import { postcodeKey } from './postcode.ts'
import { unpack } from '../store/packed.ts'
import { bytesOf, maybeNumberOf, textOf } from '../store/row.ts'
import { hashOf } from '../model/hash-of.ts'
import { metaOf, openGeographyFile } from '../store/geography-file.ts'
import { mergeArea } from './merge-area.ts'

/** Raised whenever the rules of placing change, so that what was placed by older ones is placed again. */
const RULES_VERSION = 1

let read: BuiltInAreas | undefined

function builtIn(): BuiltInAreas {
  return (read ??= readBuiltInAreas())
}

/** Areas, boundaries and postcodes as they stand: the built-in, corrected and extended by what was imported. */
export interface Geography {
  readonly gazetteer: Gazetteer
  readonly postcodes: PostcodeDirectory
  /** Imported ones, in order of code. */
  readonly smallAreas: readonly SmallArea[]
  /** Equal version: every record would be placed alike. */
  readonly version: string
  close(): void
}

/** Opens the geography of a file, or the built-in alone where there is none. CatalogueFileError where the file can't be used. */
export function openGeography(file: string): Geography {
  const { areas, ambiguousNames } = builtIn()
  const db = openGeographyFile(file)
  const imported = db === undefined ? [] : readAreas(db)
  const gazetteer = createGazetteer(mergeAreas(areas, imported), {
    ambiguousNames,
    ...(db === undefined ? {} : { boundaries: createBoundaryIndex(readOutlines(db)) }),
  })
  return {
    gazetteer,
    postcodes: db === undefined ? noPostcodes : createDirectory(db),
    smallAreas: db === undefined ? [] : readSmallAreaRows(db),
    version: versionOf(builtIn(), db),
    close: () => db?.close(),
  }
}

/** A geography that can be taken up again when its file was replaced. */
export interface GeographyHolder {
  current(): Geography
  /** Takes the file up as it is now; whether that changed anything. */
  reload(): boolean
  close(): void
}

/** Holds the geography of a file for one thread. */
export function holdGeography(file: string): GeographyHolder {
  let current = openGeography(file)
  return {
    current: () => current,
    reload() {
      const db = openGeographyFile(file)
      const version = versionOf(builtIn(), db)
      db?.close()
      if (version === current.version) return false
      const before = current
      current = openGeography(file)
      before.close()
      return true
    },
    close: () => current.close(),
  }
}

function versionOf(builtIn: BuiltInAreas, db: DatabaseSync | undefined): string {
  const imported = db === undefined ? '' : (metaOf(db, 'version') ?? '')
  return hashOf([RULES_VERSION, builtIn, imported])
}

function mergeAreas(builtIn: readonly Area[], imported: readonly Area[]): readonly Area[] {
  const byCode = new Map(builtIn.map((area) => [area.code, area]))
  for (const area of imported) byCode.set(area.code, mergeArea(byCode.get(area.code), area))
  return [...byCode.values()]
}

function readAreas(db: DatabaseSync): readonly Area[] {
  return db
    .prepare('SELECT body FROM area ORDER BY rowid')
    .all()
    .map((row): Area => JSON.parse(textOf(row, 'body')))
}

function readSmallAreaRows(db: DatabaseSync): readonly SmallArea[] {
  const rows = db.prepare('SELECT body FROM small_area ORDER BY code').all()
  return rows.map((row): SmallArea => JSON.parse(textOf(row, 'body')))
}

function readOutlines(db: DatabaseSync): ReadonlyMap<string, Outline> {
  const rows = db.prepare('SELECT code, outline FROM boundary').all()
  return new Map(rows.map((row) => [textOf(row, 'code'), unpack<Outline>(bytesOf(row, 'outline'))]))
}

function createDirectory(db: DatabaseSync): PostcodeDirectory {
  const find = db.prepare(
    'SELECT latitude, longitude, terminated, codes FROM postcode JOIN area_list USING (list) WHERE key = ?',
  )
  return {
    find(postcode) {
      const key = postcodeKey(postcode)
      const row = find.get(key)
      if (row === undefined) return undefined
      const [latitude, longitude] = [maybeNumberOf(row, 'latitude'), maybeNumberOf(row, 'longitude')]
      return {
        postcode: `${key.slice(0, -3)} ${key.slice(-3)}`,
        areas: textOf(row, 'codes').split(' ').filter(Boolean),
        terminated: row['terminated'] === 1,
        ...(latitude === undefined || longitude === undefined ? {} : { latitude, longitude }),
      }
    },
  }
}

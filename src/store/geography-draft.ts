import { copyFileSync, existsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { compareGeography, type PlacingPartOf } from './compare-geography.ts'
import { pack } from './packed.ts'
import {
  codesOf,
  createGeographyFile,
  GEOGRAPHY_ID,
  openGeographyFile,
  placingVersionOf,
  readBody,
} from './geography-file.ts'
import { type Row, textOf } from './row.ts'

/** A geography that is being written. The caller names the shapes of bodies and outlines. */
export interface GeographyDraft {
  /** Puts the area in place of what is held under its code. */
  putArea(code: string, body: object): void
  /** The body of an area; undefined where none is held. */
  findArea<T>(code: string): T | undefined
  /** The bodies of all areas. */
  areas<T>(): readonly T[]
  /** The body of a small area; undefined where none is held. */
  findSmallArea<T>(code: string): T | undefined
  putSmallArea(code: string, body: object): void
  putOutline(code: string, outline: object): void
  putPostcode(postcode: DraftPostcode): void
  /** The different lists of areas that postcodes in use lie in; those that were withdrawn lie where areas were. */
  areaLists(): readonly (readonly string[])[]
  /** All that `write` does is kept with a note of its file, or none of it. */
  importFile<T extends { readonly taken: number; readonly leftOut: number }>(
    source: { readonly file: string; readonly kind: string; readonly at: string },
    write: () => Promise<T>,
  ): Promise<T>
  /** Names the state that is now reached: by another name than the one before only where its content is another, and so for what of it places records. */
  setVersion<T>(version: string, placingPartOf: PlacingPartOf<T>): void
  close(): void
}

interface DraftPostcode {
  /** Without its space. */
  readonly key: string
  readonly latitude?: number
  readonly longitude?: number
  /** Codes of its areas, the innermost first. */
  readonly areas: readonly string[]
  readonly terminated: boolean
}

function openDraft(draft: string): DatabaseSync {
  const db = openGeographyFile(draft, { forWriting: true })
  // One from before files were marked is marked from now on.
  db?.exec(`PRAGMA application_id = ${GEOGRAPHY_ID}`)
  return db ?? createGeographyFile(draft)
}

/** Begins a draft in a file of its own, on top of what `target` holds; CatalogueFileError where that is no geography. */
export function openGeographyDraft(target: string, draft: string): GeographyDraft {
  if (existsSync(target)) copyFileSync(target, draft)
  const db = openDraft(draft)
  const putArea = db.prepare('INSERT INTO area VALUES (?, ?) ON CONFLICT (code) DO UPDATE SET body = excluded.body')
  const findArea = db.prepare('SELECT body FROM area WHERE code = ?')
  const findSmallArea = db.prepare('SELECT body FROM small_area WHERE code = ?')
  const putSmallArea = db.prepare('INSERT OR REPLACE INTO small_area VALUES (?, ?)')
  const putOutline = db.prepare('INSERT OR REPLACE INTO boundary VALUES (?, ?)')
  const putList = db.prepare('INSERT OR IGNORE INTO area_list (codes) VALUES (?)')
  const findList = db.prepare('SELECT list FROM area_list WHERE codes = ?')
  const putPostcode = db.prepare('INSERT OR REPLACE INTO postcode VALUES (?, ?, ?, ?, ?)')
  const lists = new Map<string, number>()

  function listOf(codes: string): number {
    const known = lists.get(codes)
    if (known !== undefined) return known
    putList.run(codes)
    const list = Number(findList.get(codes)?.['list'])
    lists.set(codes, list)
    return list
  }

  return {
    putArea: (code, body) => void putArea.run(code, JSON.stringify(body)),
    findArea: (code) => bodyIn(findArea.get(code)),
    areas: <T>() =>
      db
        .prepare('SELECT body FROM area ORDER BY rowid')
        .all()
        .map((row): T => readBody(row)),
    findSmallArea: (code) => bodyIn(findSmallArea.get(code)),
    putSmallArea: (code, body) => void putSmallArea.run(code, JSON.stringify(body)),
    putOutline: (code, outline) => void putOutline.run(code, pack(outline)),
    putPostcode: ({ key, latitude, longitude, areas, terminated }) =>
      void putPostcode.run(key, latitude ?? null, longitude ?? null, listOf(areas.join(' ')), Number(terminated)),
    areaLists: () =>
      db
        .prepare('SELECT codes FROM area_list WHERE list IN (SELECT list FROM postcode WHERE terminated = 0)')
        .all()
        .map(codesOf),
    async importFile({ file, kind, at }, write) {
      db.exec('BEGIN')
      const outcome = await write().catch((error: unknown) => {
        db.exec('ROLLBACK')
        // Lists that were learnt meanwhile are held no more.
        lists.clear()
        throw error
      })
      db.prepare('INSERT INTO source (file, kind, taken, left_out, imported_at) VALUES (?, ?, ?, ?, ?)').run(
        file,
        kind,
        outcome.taken,
        outcome.leftOut,
        at,
      )
      db.exec('COMMIT')
      return outcome
    },
    setVersion(version, placingPartOf) {
      const { isAny, isPlacing } = compareGeography(db, target, placingPartOf)
      const put = db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)')
      if (isAny) put.run('placing', isPlacing ? version : placingVersionOf(db))
      if (isAny) put.run('version', version)
    },
    close: () => db.close(),
  }
}

function bodyIn<T>(row: Row | undefined): T | undefined {
  return row === undefined ? undefined : JSON.parse(textOf(row, 'body'))
}

import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { DamagedDataError } from '../../src/model/damaged-data-error.ts'
import { createReaderStore } from '../../src/store/reader-store.ts'
import { openForWriting } from '../../src/store/tables.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

/** A new catalogue, all in its file. */
function createFile(): string {
  const file = join(temporaryFolder(), 'catalogue.sqlite')
  const { db } = openForWriting(file)
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
  return file
}

/** Writes noise over the first page of a table. */
function spoil(file: string, table: string): void {
  const db = new DatabaseSync(file, { readOnly: true })
  const page = Number(db.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').get(table)?.['rootpage'])
  const size = Number(db.prepare('PRAGMA page_size').get()?.['page_size'])
  db.close()
  const bytes = readFileSync(file)
  bytes.fill(0xa5, (page - 1) * size, (page - 1) * size + 64)
  writeFileSync(file, bytes)
}

it('says each time that a damaged file can not be held, and holds it again once another lies there', () => {
  const file = createFile()
  const sound = readFileSync(file)
  spoil(file, 'meta')
  let noted = 0
  const store = createReaderStore(file, {}, () => (noted += 1))
  onTestFinished(() => store.close())
  expect(() => store.hold()).toThrow(DamagedDataError)
  expect(() => store.hold()).toThrow(DamagedDataError)
  expect(noted).toBeGreaterThanOrEqual(2)
  for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
  writeFileSync(`${file}.sound`, sound)
  renameSync(`${file}.sound`, file)
  store.reopen()
  expect(store.hold()).toBe(store.generation())
  store.letGo()
})

it('goes on with the file that is open where the one under its path can not be taken up', () => {
  const file = createFile()
  const store = createReaderStore(file)
  onTestFinished(() => store.close())
  const generation = store.hold()
  store.letGo()
  const spoilt = readFileSync(file)
  spoilt.fill(0xa5, 0, 64)
  writeFileSync(file, spoilt)
  expect(() => store.reopen()).toThrow(DamagedDataError)
  expect(store.generation()).toBe(generation)
})

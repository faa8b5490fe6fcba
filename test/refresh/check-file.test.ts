import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { DamagedFile } from '../../src/model/keeper.ts'
import { startFileCheck } from '../../src/refresh/check-file.ts'
import { createGeographyFile } from '../../src/store/geography-file.ts'
import { openForWriting } from '../../src/store/tables.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const log = { info() {}, warn() {}, error() {} }

/** A catalogue with imported areas beside it, both sound. */
function createFiles(): { readonly file: string; readonly geography: string } {
  const folder = temporaryFolder()
  const [file, geography] = [join(folder, 'catalogue.sqlite'), join(folder, 'geography.sqlite')]
  const { db } = openForWriting(file)
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
  createGeographyFile(geography).close()
  return { file, geography }
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

it('looks a minute after the start and then daily, and names what is damaged', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const { file, geography } = createFiles()
  spoil(file, 'poll')
  const found: [DamagedFile, readonly string[]][] = []
  const check = startFileCheck(file, (...damage) => found.push(damage), { log, isScheduled: true })
  onTestFinished(check.stop)
  vi.advanceTimersByTime(MINUTE_MS - 1)
  await check.check()
  expect(found).toEqual([['CATALOGUE', ['poll']]])
  vi.advanceTimersByTime(1)
  await vi.waitFor(() => expect(found).toHaveLength(2), { timeout: 10_000 })
  spoil(geography, 'area')
  vi.advanceTimersByTime(DAY_MS - MINUTE_MS)
  await vi.waitFor(
    () =>
      expect(found.slice(2)).toEqual([
        ['CATALOGUE', ['poll']],
        ['GEOGRAPHY', []],
      ]),
    {
      timeout: 10_000,
    },
  )
})

it('finds nothing where all is sound, and looks no more once it is stopped', async () => {
  const { file } = createFiles()
  const onDamage = vi.fn()
  const check = startFileCheck(file, onDamage, { log, isScheduled: false })
  await check.check()
  check.stop()
  expect(onDamage).not.toHaveBeenCalled()
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import type { CatalogueReader } from '../../src/catalogue/catalogue-reader.ts'
import { createSnapshots, type Snapshots } from '../../src/catalogue/snapshots.ts'
import { createReaderStore } from '../../src/store/reader-store.ts'
import { openForWriting } from '../../src/store/tables.ts'

let snapshots: Snapshots
let opened = 0
let write: () => void
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-test-'))
  const file = join(folder, 'catalogue.sqlite')
  const { db } = openForWriting(file)
  const live = createReaderStore(file)
  opened = 0
  write = () => db.exec("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
  snapshots = createSnapshots(
    () => {
      opened += 1
      const store = createReaderStore(file)
      // Only the generation is read here.
      const reader: Pick<CatalogueReader, 'generation'> = { generation: () => store.generation() }
      return { store, reader: reader as CatalogueReader }
    },
    () => live.generation(),
  )
  onTestFinished(() => {
    snapshots.close()
    live.close()
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })
})

/** A reader looks at the file once in a stretch of work that waits for nothing. */
const nextStretch = (): Promise<void> => Promise.resolve()

it('shows one state for as long as it is held, whatever is written', async () => {
  const held = snapshots.take()
  const before = held.reader.generation()
  write()
  await nextStretch()
  expect(held.reader.generation()).toBe(before)
  expect(held.generation).toBe(before)
  const next = snapshots.take()
  expect(next.reader.generation()).not.toBe(before)
  expect(held.reader.generation()).toBe(before)
  held.release()
  next.release()
})

it('shares one connection among those that read one state, and uses it again when they have ended', async () => {
  const [one, other] = [snapshots.take(), snapshots.take()]
  one.release()
  other.release()
  write()
  await nextStretch()
  const later = snapshots.take()
  expect(Number(later.generation)).toBe(Number(one.generation) + 1)
  expect(opened).toBe(1)
  later.release()
})

it('holds three states at most: a fourth reader shares the newest of them', async () => {
  const held = []
  for (let at = 0; at < 4; at += 1) {
    held.push(snapshots.take())
    write()
    await nextStretch()
  }
  const [first, second, third, fourth] = held.map(({ generation }) => Number(generation))
  expect([second, third]).toEqual([Number(first) + 1, Number(first) + 2])
  expect(fourth).toBe(third)
  expect(opened).toBe(3)
  for (const snapshot of held) snapshot.release()
  expect(Number(snapshots.take().generation)).toBe(Number(first) + 4)
})

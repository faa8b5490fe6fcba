import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { countList, listSlice, type ListPlan } from '../../../src/catalogue/search/list-slice.ts'
import type { Slice } from '../../../src/catalogue/service-query.ts'
import { createReaderStore, type ReaderStore } from '../../../src/store/reader-store.ts'
import { openForWriting } from '../../../src/store/tables.ts'

const TERMS = 100

let store: ReaderStore
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-test-'))
  const file = join(folder, 'catalogue.sqlite')
  const { db } = openForWriting(file)
  const insert = db.prepare('INSERT INTO organization VALUES (?, 1, ?, ?, ?, ?, 1, ?, ?, ?, NULL, 0)')
  // Names of every second length twice, so that ties are ordered by uid, and rows not in the order of names.
  for (let oid = 1; oid <= TERMS; oid += 1)
    insert.run(oid, `o${oid}`, `north/o${oid}`, new Uint8Array(), 'h', '', `name ${((oid * 37) % TERMS) >> 1}`, '')
  db.close()
  store = createReaderStore(file)
  onTestFinished(() => {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  })
})

const PLAN: ListPlan = {
  from: 'organization',
  row: 'oid',
  key: { sql: 'name_sort', values: [] },
  where: [{ sql: 'oid % ? <> 0', values: [3] }],
  isDistance: false,
}

it.each<[what: string, slice: Slice]>([
  ['the first', { limit: 10, backward: false }],
  ['the last', { limit: 10, backward: true }],
  ['all', { limit: TERMS, backward: false }],
  ['those after one', { limit: 7, backward: false, after: { value: 'name 2', uid: 'north/o5' } }],
  ['those before one', { limit: 7, backward: true, before: { value: 'name 40', uid: 'north/o5' } }],
])('gives %s of a list alike at once and in steps', (_what, slice) => {
  // A list never has the time to look for its rows at once.
  const hurried: ReaderStore = { ...store, within: () => undefined }
  const atOnce = listSlice(store, PLAN, slice)
  expect(listSlice(hurried, PLAN, slice)).toEqual(atOnce)
  expect(atOnce.hits.length).toBeGreaterThan(0)
})

it('counts every row of a list once', () => {
  expect(countList(store, PLAN)).toBe(67)
})

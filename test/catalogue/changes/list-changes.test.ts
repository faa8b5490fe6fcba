import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listChanges, listChangesInSteps } from '../../../src/catalogue/changes/list-changes.ts'
import type { ChangeQuery } from '../../../src/model/change.ts'
import { createReaderStore, type ReaderStore } from '../../../src/store/reader-store.ts'
import { openForWriting } from '../../../src/store/tables.ts'

const CHANGES = 2_000
const FROM_MS = Date.parse('2026-11-01T00:00:00Z')

const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-test-'))
let store: ReaderStore
beforeAll(() => {
  const file = join(folder, 'catalogue.sqlite')
  const { db } = openForWriting(file)
  db.exec("BEGIN; INSERT INTO feed VALUES (1, 'north', '{}'), (2, 'south', '{}')")
  const insert = db.prepare('INSERT INTO change (seq, at, fid, kind, type, origin_id) VALUES (?, ?, ?, ?, ?, ?)')
  for (let seq = 1; seq <= CHANGES; seq += 1) {
    // Half way the clock is set back by an hour.
    const minute = seq <= CHANGES / 2 ? seq : seq - 60
    const kind = seq % 400 === 0 ? 'REMOVED' : 'UPDATED'
    const at = new Date(FROM_MS + minute * 60_000).toISOString()
    insert.run(seq, at, 1 + (seq % 2), kind, 'service', `s${seq}`)
  }
  db.exec('COMMIT')
  db.close()
  store = createReaderStore(file)
})
afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const SINCE = '2026-11-01T00:00:00Z'
const AFTER_ALL = '2026-11-03T00:00:00Z'
const CASES: readonly [what: string, query: ChangeQuery, first: number, after: number | undefined, seqs: number[]][] = [
  ['the first', { since: SINCE }, 3, undefined, [1, 2, 3]],
  ['the newest', { since: SINCE, isNewestFirst: true }, 2, undefined, [2000, 1999]],
  ['those after one', { since: SINCE }, 2, 7, [8, 9]],
  ['those before one, from the newest', { since: SINCE, isNewestFirst: true }, 2, 7, [6, 5]],
  ['few of many', { since: SINCE, kinds: ['REMOVED'] }, 10, undefined, [400, 800, 1200, 1600, 2000]],
  [
    'few of many, from the newest',
    { since: SINCE, kinds: ['REMOVED'], isNewestFirst: true },
    2,
    undefined,
    [2000, 1600],
  ],
  ['those of a feed', { since: SINCE, feeds: ['south'] }, 2, undefined, [1, 3]],
  ['none after the last', { since: SINCE }, 2, CHANGES, []],
  ['none since an instant after the last', { since: AFTER_ALL }, 2, undefined, []],
  ['none since then, from the newest', { since: AFTER_ALL, isNewestFirst: true }, 2, undefined, []],
  [
    'those of an instant that came twice, since the clock was set back',
    { since: '2026-11-01T16:40:00Z', until: '2026-11-01T16:41:00Z' },
    5,
    undefined,
    [1000, 1060],
  ],
]

it.each(CASES)('gives %s at once and in steps', (_what, query, first, after, seqs) => {
  // A page never has the time to look for its rows at once.
  const hurried: ReaderStore = { ...store, within: () => undefined }
  const page = listChanges(store, query, first, after)
  expect(page.changes.map(({ seq }) => seq)).toEqual(seqs)
  expect(listChangesInSteps(store, query, first, after)).toEqual(page)
  expect(listChangesInSteps(hurried, query, first, after)).toEqual(page)
})

it('says whether more follow', () => {
  const ofKind = { since: SINCE, kinds: ['REMOVED' as const] }
  expect([4, 5].map((first) => listChangesInSteps(store, ofKind, first).hasNext)).toEqual([true, false])
})

it('looks at no change where none is since, however many came before', () => {
  const look = (): never => {
    throw new Error('changes were looked at')
  }
  const query = { since: AFTER_ALL, kinds: ['REMOVED' as const] }
  expect(listChangesInSteps({ ...store, all: look }, query, 3)).toEqual({ changes: [], hasNext: false })
})

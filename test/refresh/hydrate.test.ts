import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { hydrate } from '../../src/refresh/hydrate.ts'
import { createPendingDetails } from '../../src/store/detail-state.ts'
import { createFakeClock } from '../feeds/fake-clock.ts'
import { createFeedConfig } from '../feeds/reader-under-test.ts'

it('breaks off when the list is to be confirmed again, with what has arrived written', async () => {
  const clock = createFakeClock()
  const pending = Array.from({ length: 20 }, (_, at) => `s${at}`)
  const written: string[] = []
  const parts = {
    feed: createFeedConfig({ url: 'https://north.example' }),
    reader: {
      async fetchDetail() {
        clock.advance(1_000)
        return undefined
      },
    },
    writer: {
      async writeDetails(_slug: string, details: readonly { readonly originId: string }[]) {
        written.push(...details.map(({ originId }) => originId))
        return []
      },
    },
    pendingDetails: (_slug: string, limit: number, without: ReadonlySet<string>) =>
      pending.filter((id) => !without.has(id)).slice(0, limit),
    ...{ now: clock.now, monotonicNow: clock.monotonicNow, signal: new AbortController().signal },
    log: { info() {}, warn() {}, error() {} },
  }
  await hydrate(parts, 7_500)
  expect(written).toStrictEqual(pending.slice(0, 8))
})

it('asks for what changed first, then for what is lacking, then for what was confirmed longest ago', () => {
  const db = new DatabaseSync(':memory:')
  db.exec(`CREATE TABLE feed (fid INTEGER PRIMARY KEY, slug TEXT);
    CREATE TABLE record (sid INTEGER PRIMARY KEY, fid INTEGER, origin_id TEXT, detail_at TEXT, needs_detail INTEGER);
    INSERT INTO feed VALUES (1, 'north');
    INSERT INTO record VALUES (1, 1, 'aged', '2026-11-03', 1), (2, 1, 'older', '2026-11-01', 1), (3, 1, 'whole', '2026-10-01', 0),
      (4, 1, 'new', NULL, 2), (5, 1, 'changed', '2026-11-05', 3)`)
  const pending = createPendingDetails({ all: (sql, ...values) => db.prepare(sql).all(...values) })
  expect(pending('north', 10, new Set())).toStrictEqual(['changed', 'new', 'older', 'aged'])
  expect(pending('north', 2, new Set(['changed']))).toStrictEqual(['new', 'older'])
  db.close()
})

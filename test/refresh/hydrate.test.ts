import { DatabaseSync } from 'node:sqlite'
import { expect, it, vi } from 'vitest'
import { hydrate } from '../../src/refresh/hydrate.ts'
import { createPendingDetails } from '../../src/store/detail-state.ts'
import { createFakeClock } from '../feeds/fake-clock.ts'
import { createFeedConfig } from '../feeds/reader-under-test.ts'

type Written = readonly { readonly originId: string }[]

/** What details are read with: a feed that answers each question after a second, `count` details lacking, and a writer that does as said. */
function partsWith(count: number, write: (details: Written) => Promise<void>) {
  const clock = createFakeClock()
  const pending = Array.from({ length: count }, (_, at) => `s${at}`)
  const asked: string[] = []
  return {
    asked,
    pending,
    feed: createFeedConfig({ url: 'https://north.example' }),
    reader: {
      async fetchDetail(originId: string) {
        asked.push(originId)
        clock.advance(1_000)
        return undefined
      },
    },
    writer: {
      async writeDetails(_slug: string, details: Written) {
        await write(details)
        return []
      },
    },
    pendingDetails: (_slug: string, limit: number, without: ReadonlySet<string>) =>
      pending.filter((id) => !without.has(id)).slice(0, limit),
    ...{ now: clock.now, monotonicNow: () => 0, signal: new AbortController().signal },
    clock,
    log: { info() {}, warn() {}, error() {} },
  }
}

it('breaks off when the list is to be confirmed again, with what has arrived written', async () => {
  const written: string[] = []
  const parts = partsWith(20, async (details) => void written.push(...details.map(({ originId }) => originId)))
  await hydrate({ ...parts, monotonicNow: parts.clock.monotonicNow }, 7_500)
  expect(written).toStrictEqual(parts.pending.slice(0, 8))
})

it('asks for the next details while those before are being written, and writes all', async () => {
  const askedBefore: number[] = []
  const written: string[] = []
  const parts = partsWith(120, async (details) => {
    await new Promise(setImmediate)
    askedBefore.push(parts.asked.length)
    written.push(...details.map(({ originId }) => originId))
  })
  await hydrate(parts)
  expect(askedBefore).toStrictEqual([100, 120, 120])
  expect(written).toStrictEqual(parts.pending)
})

it('fails where what arrived could not be written', async () => {
  const parts = partsWith(120, () => Promise.reject(new Error('disk full')))
  await expect(hydrate(parts)).rejects.toThrow('disk full')
})

it('asks for no more once a write failed, and has ended all that was under way when it says so', async () => {
  const parts = partsWith(120, () => Promise.reject(new Error('disk full')))
  let underWay = 0
  const fetchDetail = async (originId: string): Promise<undefined> => {
    underWay += 1
    await new Promise(setImmediate)
    underWay -= 1
    return parts.reader.fetchDetail(originId)
  }
  await expect(hydrate({ ...parts, reader: { fetchDetail } })).rejects.toThrow('disk full')
  expect(underWay).toBe(0)
  const asked = parts.asked.length
  expect(asked).toBeLessThan(60)
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate)
  expect(parts.asked).toHaveLength(asked)
})

it('says both where the catalogue can neither be read nor written', async () => {
  const parts = partsWith(20, async () => {
    await new Promise(setImmediate)
    throw new Error('disk full')
  })
  const error = vi.fn()
  const pendingDetails: typeof parts.pendingDetails = (slug, limit, without) => {
    if (without.size > 0) throw new Error('file is damaged')
    return parts.pendingDetails(slug, limit, without)
  }
  await expect(hydrate({ ...parts, pendingDetails, log: { ...parts.log, error } })).rejects.toThrow('file is damaged')
  expect(error.mock.calls).toMatchObject([[{ err: new Error('disk full') }, expect.any(String)]])
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

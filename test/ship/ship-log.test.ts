import { randomBytes } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { takeLease } from '../../src/ship/lease.ts'
import { openPostgres } from '../../src/ship/postgres.ts'
import { appendEntry, beginLineage, readFollowing } from '../../src/ship/ship-log.ts'
import { readSpentRequests } from '../../src/ship/spent-requests.ts'
import { openDatabase } from './open-database.ts'
import { hasPostgres } from './postgres-server.ts'

const LONG_MS = 60_000
const SILENT = { info() {}, warn() {}, error() {} }
const LINEAGE = 'a lineage'

async function open() {
  const server = await openDatabase()
  const postgres = await openPostgres(server.url, SILENT)
  onTestFinished(() => postgres.close())
  await postgres.prepare()
  const monotonicNow = (): number => performance.now()
  const take = (holder: string, leaseMs = 60_000) => takeLease({ postgres, holder, leaseMs, monotonicNow })
  return { server, postgres, take }
}

function entryAt(position: number, body: Uint8Array = new Uint8Array(10)) {
  return { lineage: LINEAGE, position, generation: position, body }
}

describe.skipIf(!hasPostgres)('the log in PostgreSQL', () => {
  it(
    'takes what one leader appends, and refuses the other and whoever wakes after its lease',
    async () => {
      const { postgres, take } = await open()
      const first = await take('one', 300)
      if (first === undefined) throw new Error('nobody leads yet')
      expect(await take('two')).toBeUndefined()
      await beginLineage(postgres, { lineage: LINEAGE, position: 1 }, first.epoch)
      await appendEntry(postgres, entryAt(2), { epoch: first.epoch, isDigested: false })
      const spent = await readSpentRequests(postgres, first)
      await spent.note(['host a.example'])
      await new Promise((resolve) => setTimeout(resolve, 400))
      expect(first.isHeld()).toBe(false)
      const second = await take('two')
      if (second === undefined) throw new Error('the lease is over')
      expect(second).toMatchObject({ epoch: 2, head: { lineage: LINEAGE, position: 2 } })
      await appendEntry(postgres, entryAt(3), { epoch: second.epoch, isDigested: true })
      for (const position of [3, 4])
        await expect(
          appendEntry(postgres, entryAt(position), { epoch: first.epoch, isDigested: false }),
        ).rejects.toThrow()
      await expect(beginLineage(postgres, { lineage: 'another', position: 4 }, first.epoch)).rejects.toThrow(/leads/)
      const zombie = await readSpentRequests(postgres, { ...first, isHeld: () => true })
      await expect(zombie.note(['host a.example'])).rejects.toThrow(/leads/)
      expect(await first.renew()).toBe(false)
      const next = await readSpentRequests(postgres, second)
      expect(next.sentAgoMs('host a.example')).toHaveLength(1)
      const { entries } = await readFollowing(postgres, { lineage: LINEAGE, position: 1 })
      expect(entries.map(({ position, isDigested }) => [position, isDigested])).toStrictEqual([
        [2, false],
        [3, true],
      ])
    },
    LONG_MS,
  )

  it(
    'has all parts of a large entry at once, and nothing where entries before were taken away',
    async () => {
      const { postgres, take } = await open()
      const lease = await take('one')
      if (lease === undefined) throw new Error('nobody leads yet')
      await beginLineage(postgres, { lineage: LINEAGE, position: 1 }, lease.epoch)
      const body = randomBytes(20_000_000)
      await appendEntry(postgres, entryAt(2, body), { epoch: lease.epoch, isDigested: false })
      await appendEntry(postgres, entryAt(3), { epoch: lease.epoch, isDigested: false })
      const [count] = await postgres.rows(
        'SELECT count(*)::int AS parts, max(length(body)) AS most FROM ship_log WHERE position = 2',
      )
      expect(count).toStrictEqual({ parts: 3, most: 8_000_000 })
      const { entries } = await readFollowing(postgres, { lineage: LINEAGE, position: 1 })
      expect(entries.map(({ position }) => position)).toStrictEqual([2])
      expect(Buffer.compare(entries[0]?.body ?? Buffer.alloc(0), body)).toBe(0)
      await postgres.rows('DELETE FROM ship_log WHERE position = 2')
      expect(await readFollowing(postgres, { lineage: LINEAGE, position: 1 })).toMatchObject({
        head: { position: 3 },
        entries: [],
      })
    },
    LONG_MS,
  )
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { zstdCompressSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { followLog } from '../../src/ship/follow-log.ts'
import { takeLease } from '../../src/ship/lease.ts'
import { createFolderParts } from '../../src/ship/part-store.ts'
import { openPostgres } from '../../src/ship/postgres.ts'
import { appendEntry, beginLineage } from '../../src/ship/ship-log.ts'
import { writeSnapshot } from '../../src/ship/ship-snapshots.ts'
import { writeShipMark } from '../../src/store/ship-mark.ts'
import { openDatabase } from './open-database.ts'
import { hasPostgres } from './postgres-server.ts'

const LONG_MS = 60_000
const SILENT = { info() {}, warn() {}, error() {} }
const LINEAGE = 'a lineage'
const OTHER_ROWS = '{"meta":"of other rows"}'

/** A machine that holds a log's two entries, whose newest snapshot is of the first; what was published of the second is of other rows. Nobody leads. */
async function openAlone() {
  const server = await openDatabase()
  const postgres = await openPostgres(server.url, SILENT)
  onTestFinished(() => postgres.close())
  await postgres.prepare()
  const folder = mkdtempSync(join(tmpdir(), 'follow-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'catalogue.sqlite')
  const place = { postgres, parts: createFolderParts(join(folder, 'snapshots')) }
  const lease = { postgres, holder: 'one', leaseMs: 60_000, monotonicNow: () => performance.now() }
  const gone = await takeLease(lease)
  if (gone === undefined) throw new Error('nobody leads yet')
  const db = new DatabaseSync(file)
  db.exec('CREATE TABLE meta (key TEXT PRIMARY KEY, value)')
  writeShipMark(db, { lineage: LINEAGE, position: 1 })
  await writeSnapshot(place, file)
  await beginLineage(postgres, { lineage: LINEAGE, position: 1 }, gone.epoch)
  const session = db.createSession()
  writeShipMark(db, { lineage: LINEAGE, position: 2 })
  const body = zstdCompressSync(session.patchset())
  session.close()
  db.close()
  await appendEntry(
    postgres,
    { lineage: LINEAGE, position: 2, generation: 2, body },
    { epoch: gone.epoch, isDigested: true },
  )
  await postgres.rows('INSERT INTO ship_digest VALUES ($1, 2, $2)', [LINEAGE, OTHER_ROWS])
  await gone.giveUp()
  return { ...place, ...lease, file, log: SILENT, onGeneration() {} }
}

describe.skipIf(!hasPostgres)('a replica while nobody leads', () => {
  it.each([0, 1, 2, 3])(
    'leads with the newest snapshot and the log after %i reports of damage',
    async (reports) => {
      const parts = await openAlone()
      let [fills, looks] = [0, 0]
      const held: (number | undefined)[] = []
      const lease = await followLog(
        { ...parts, onReplaced: () => (fills += 1) },
        (standing) => 'held' in standing && held.push(standing.held?.position),
        {
          // So many looks are enough to be filled and to take up the log each time.
          isEnding: () => looks > 20,
          next: async () => {},
          takeDamage() {
            looks += 1
            const isWhole = held.at(-1) === 2
            return isWhole && fills < reports
          },
        },
      )
      expect(lease?.head).toStrictEqual({ lineage: LINEAGE, position: 2 })
      expect(held.at(-1)).toBe(2)
      expect(fills).toBe(reports)
      await lease?.giveUp()
    },
    LONG_MS,
  )
})

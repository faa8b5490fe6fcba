import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { zstdCompressSync } from 'node:zlib'
import S3rver from '@20minutes/s3rver'
import { describe, expect, it, onTestFinished } from 'vitest'
import { takeLease } from '../../src/ship/lease.ts'
import { openBucketParts } from '../../src/ship/bucket-parts.ts'
import { createFolderParts, createPostgresParts } from '../../src/ship/part-store.ts'
import { openPostgres } from '../../src/ship/postgres.ts'
import { appendEntry, beginLineage, readFollowing } from '../../src/ship/ship-log.ts'
import { findSnapshot, takeSnapshot, trimLog, wishForSnapshot, writeSnapshot } from '../../src/ship/ship-snapshots.ts'
import { createTending } from '../../src/ship/tend-log.ts'
import { readShipFile } from '../../src/store/ship-file.ts'
import { openDatabase } from './open-database.ts'
import { hasPostgres } from './postgres-server.ts'

const LONG_MS = 60_000
const SILENT = { info() {}, warn() {}, error() {} }
const LINEAGE = 'a lineage'

/** A log of the entries 2 to 6, and a catalogue that is set to any position of it. */
async function open() {
  const server = await openDatabase()
  const postgres = await openPostgres(server.url, SILENT)
  onTestFinished(() => postgres.close())
  await postgres.prepare()
  const monotonicNow = (): number => performance.now()
  const lease = await takeLease({ postgres, holder: 'one', leaseMs: 60_000, monotonicNow })
  if (lease === undefined) throw new Error('nobody leads yet')
  await beginLineage(postgres, { lineage: LINEAGE, position: 1 }, lease.epoch)
  for (const position of [2, 3, 4, 5, 6])
    await appendEntry(
      postgres,
      { lineage: LINEAGE, position, generation: position, body: new Uint8Array(10) },
      { epoch: lease.epoch, isDigested: false },
    )
  const folder = mkdtempSync(join(tmpdir(), 'snapshots-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'catalogue.sqlite')
  function setPosition(position: number): void {
    const db = new DatabaseSync(file)
    db.exec('CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value)')
    const put = db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)')
    put.run('log_lineage', LINEAGE)
    put.run('log_position', String(position))
    db.close()
  }
  const kept = async () =>
    (await postgres.rows('SELECT position::int FROM ship_log ORDER BY 1')).map(({ position }) => position)
  return { postgres, folder, file, setPosition, kept, snapshots: join(folder, 'snapshots') }
}

describe.skipIf(!hasPostgres)('snapshots', () => {
  it(
    'lie in a folder where one is named, and are refused where a part is damaged or another place is looked in',
    async () => {
      const { postgres, file, folder, setPosition, snapshots } = await open()
      const parts = createFolderParts(snapshots)
      setPosition(3)
      await writeSnapshot({ postgres, parts }, file)
      expect(await postgres.rows('SELECT FROM ship_part')).toHaveLength(0)
      expect(readdirSync(snapshots)).toStrictEqual([`catalogue-${LINEAGE}-3.0`])
      const snapshot = await findSnapshot(postgres, LINEAGE)
      if (snapshot === undefined) throw new Error('a snapshot was written')
      const arrived = join(folder, 'arrived.sqlite')
      await takeSnapshot({ postgres, parts }, snapshot, arrived)
      expect(readShipFile(arrived)?.mark).toStrictEqual({ lineage: LINEAGE, position: 3 })
      for (const other of [createPostgresParts(postgres), createFolderParts(folder)])
        await expect(takeSnapshot({ postgres, parts: other }, snapshot, arrived)).rejects.toThrow(/SHIP_SNAPSHOTS/)
      writeFileSync(join(snapshots, `catalogue-${LINEAGE}-3.0`), zstdCompressSync('another catalogue'))
      await expect(takeSnapshot({ postgres, parts }, snapshot, arrived)).rejects.toThrow(/not as it was put/)
    },
    LONG_MS,
  )

  it(
    'lie in a bucket where one is named, whose keys are refused where they are others, and leave nothing behind',
    async () => {
      const { postgres, file, folder, setPosition } = await open()
      const server = new S3rver({
        port: 0,
        silent: true,
        directory: join(folder, 's3'),
        configureBuckets: [{ name: 'copies' }],
      })
      const { port } = await server.run()
      onTestFinished(() => server.close())
      const bucket = {
        ...{ address: 's3://copies/here', endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1' },
        ...{ accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
      }
      const parts = await openBucketParts(bucket)
      setPosition(3)
      await writeSnapshot({ postgres, parts }, file)
      const snapshot = await findSnapshot(postgres, LINEAGE)
      if (snapshot === undefined) throw new Error('a snapshot was written')
      expect(snapshot.place).toBe('s3://copies/here')
      const arrived = join(folder, 'arrived.sqlite')
      await takeSnapshot({ postgres, parts }, snapshot, arrived)
      expect(readShipFile(arrived)?.mark).toStrictEqual({ lineage: LINEAGE, position: 3 })
      const stranger = await openBucketParts({ ...bucket, secretAccessKey: 'another' })
      await expect(takeSnapshot({ postgres, parts: stranger }, snapshot, arrived)).rejects.toThrow(/answered 403/)
      await expect(stranger.drop(`catalogue-${LINEAGE}-3`)).rejects.toThrow(/answered 403 to HEAD/)
      await parts.drop(`catalogue-${LINEAGE}-3`)
      await expect(takeSnapshot({ postgres, parts }, snapshot, arrived)).rejects.toThrow(/answered 404/)
    },
    LONG_MS,
  )

  it(
    'that can neither be put nor taken away say first why they could not be put',
    async () => {
      const { postgres, file, setPosition } = await open()
      setPosition(3)
      // Below a file there is no folder to make, nor one to read.
      const written = writeSnapshot({ postgres, parts: createFolderParts(join(file, 'below')) }, file)
      const faults = await written.catch((error: unknown) => (error instanceof AggregateError ? error.errors : error))
      expect(faults).toMatchObject([{ syscall: 'mkdir' }, { syscall: 'scandir' }])
    },
    LONG_MS,
  )

  it(
    'are written one at a time, however long one takes',
    async () => {
      const { postgres, file, setPosition, snapshots } = await open()
      const folder = createFolderParts(snapshots)
      setPosition(3)
      const [begun, going] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      let puts = 0
      async function put(...part: Parameters<typeof folder.put>): Promise<void> {
        puts += 1
        begun.resolve()
        await going.promise
        await folder.put(...part)
      }
      const { tend, writeSnapshot: write } = createTending({ postgres, parts: { ...folder, put }, file })
      const first = tend(LINEAGE)
      await begun.promise
      await tend(LINEAGE)
      // Of another lineage that begins meanwhile.
      const second = write()
      expect(puts).toBe(1)
      going.resolve()
      await first
      expect(await findSnapshot(postgres, LINEAGE)).toMatchObject({ position: 3 })
      await second
      expect(puts).toBe(2)
    },
    LONG_MS,
  )

  it(
    'are written where a machine asks for a newer one than there is, and once',
    async () => {
      const { postgres, file, setPosition, snapshots } = await open()
      const { tend } = createTending({ postgres, parts: createFolderParts(snapshots), file })
      const positionAfter = async (position: number) => {
        setPosition(position)
        await tend(LINEAGE)
        return (await findSnapshot(postgres, LINEAGE))?.position
      }
      expect(await positionAfter(2)).toBe(2)
      expect(await positionAfter(3)).toBe(2)
      await wishForSnapshot(postgres, { lineage: LINEAGE, position: 3 })
      expect(await positionAfter(4)).toBe(4)
      expect(await positionAfter(5)).toBe(4)
    },
    LONG_MS,
  )

  it(
    'that lie in PostgreSQL are taken away also where newer ones lie in a folder',
    async () => {
      const { postgres, file, setPosition, snapshots } = await open()
      setPosition(2)
      await writeSnapshot({ postgres, parts: createPostgresParts(postgres) }, file)
      const place = { postgres, parts: createFolderParts(snapshots) }
      for (const position of [3, 4]) {
        setPosition(position)
        await writeSnapshot(place, file)
      }
      await postgres.rows("UPDATE ship_snapshot SET at = now() - interval '2 minutes'")
      expect(await postgres.rows('SELECT FROM ship_part')).toHaveLength(1)
      await trimLog(place, LINEAGE)
      expect(await postgres.rows('SELECT FROM ship_part')).toHaveLength(0)
      expect(await postgres.rows('SELECT FROM ship_snapshot')).toHaveLength(2)
    },
    LONG_MS,
  )

  it(
    'are kept two of, and the log is trimmed behind the newest that every machine seen lately has passed',
    async () => {
      const { postgres, file, setPosition, kept, snapshots } = await open()
      const place = { postgres, parts: createFolderParts(snapshots) }
      await postgres.rows(
        `INSERT INTO ship_node VALUES ('slow', 'REPLICA', $1, 3), ('other', 'REPLICA', 'another', 1),
         ('gone', 'REPLICA', $1, 1)`,
        [LINEAGE],
      )
      await postgres.rows("UPDATE ship_node SET seen = now() - interval '11 minutes' WHERE name = 'gone'")
      for (const position of [2, 4, 5]) {
        setPosition(position)
        await writeSnapshot(place, file)
      }
      await trimLog(place, LINEAGE)
      expect(await kept()).toStrictEqual([4, 5, 6])
      // One that was written just now may be being fetched.
      expect(readdirSync(snapshots)).toHaveLength(3)
      await postgres.rows("UPDATE ship_node SET position = 6 WHERE name = 'slow'")
      await postgres.rows("UPDATE ship_snapshot SET at = now() - interval '2 minutes'")
      const away = { ...place.parts, drop: () => Promise.reject(new Error('the folder is away')) }
      await expect(trimLog({ postgres, parts: away }, LINEAGE)).rejects.toThrow('the folder is away')
      expect(await kept()).toStrictEqual([6])
      // What could not be taken away is still named, and taken away the next time.
      await trimLog(place, LINEAGE)
      expect(await postgres.rows('SELECT FROM ship_snapshot')).toHaveLength(2)
      expect(readdirSync(snapshots)).toStrictEqual([`catalogue-${LINEAGE}-4.0`, `catalogue-${LINEAGE}-5.0`])
      // Whoever was gone finds no entry that follows what it holds, and the snapshot instead.
      expect(await readFollowing(postgres, { lineage: LINEAGE, position: 1 })).toMatchObject({
        head: { position: 6 },
        entries: [],
      })
      expect(await findSnapshot(postgres, LINEAGE)).toMatchObject({ position: 5, place: snapshots })
      expect((await readFollowing(postgres, { lineage: LINEAGE, position: 5 })).entries).toHaveLength(1)
    },
    LONG_MS,
  )
})

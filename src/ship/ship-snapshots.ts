import { rm } from 'node:fs/promises'
import type { ShipMark } from '../store/ship-mark.ts'
import { readShipFile } from '../store/ship-file.ts'
import { copyInThread } from '../store/start-ship-thread.ts'
import { TABLES_VERSION } from '../store/tables.ts'
import { createPostgresParts, getFile, IN_POSTGRES, type PartedFile, type PartStore, putFile } from './part-store.ts'
import { maybeTextOf, type Postgres, type SqlRow } from './postgres.ts'

/** A whole catalogue that lies ready for machines that have none, or another. */
export interface Snapshot extends ShipMark {
  /** The form of its tables. */
  readonly tables: string
  /** Compressed. */
  readonly bytes: number
  readonly sha256: string
  readonly parts: number
  readonly place: string
}

/** What snapshots are written to and read from. */
export interface SnapshotPlace {
  readonly postgres: Postgres
  readonly parts: PartStore
}

/** Snapshots of a lineage that are kept: a machine may be fetching the one before. */
const KEPT = 2
/** A machine not seen for so long may be gone for good: the log is not kept for it. */
const LIVE_MINUTES = 10

/** Puts the catalogue as it stands at one moment; it is to be found once all of it lies there. */
export async function writeSnapshot({ postgres, parts }: SnapshotPlace, file: string): Promise<void> {
  const copy = `${file}.snapshot`
  await rm(copy, { force: true })
  try {
    await copyInThread(file, copy)
    const mark = readShipFile(copy)?.mark
    if (mark === undefined) throw new Error('The catalogue is of no lineage: no snapshot of it is of use.')
    const { lineage, position } = mark
    const parted = await putWhole(parts, nameOf(mark), copy)
    await postgres.rows(
      `INSERT INTO ship_snapshot (lineage, position, tables, bytes, sha256, parts, place) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (lineage, position) DO UPDATE SET bytes = excluded.bytes, sha256 = excluded.sha256, parts = excluded.parts,
         place = excluded.place, at = excluded.at`,
      [lineage, position, TABLES_VERSION, parted.bytes, parted.sha256, parted.parts, parts.place],
    )
  } finally {
    await rm(copy, { force: true })
  }
}

/** No part is left of what could not be put whole: nothing would ever name it. Rejects with why it could not, first of both where parts are left. */
async function putWhole(parts: PartStore, name: string, file: string): Promise<PartedFile> {
  try {
    return await putFile(parts, name, file)
  } catch (error) {
    await parts.drop(name).catch((dropError: unknown) => {
      throw new AggregateError(
        [error, dropError],
        'A snapshot could not be put, nor what was put of it be taken away.',
        {
          cause: error,
        },
      )
    })
    throw error
  }
}

/** The newest snapshot of a lineage; undefined where there is none. */
export async function findSnapshot(postgres: Postgres, lineage: string): Promise<Snapshot | undefined> {
  const [row] = await postgres.rows('SELECT * FROM ship_snapshot WHERE lineage = $1 ORDER BY position DESC LIMIT 1', [
    lineage,
  ])
  return row && snapshotOf(row)
}

/** Fetches a snapshot to a path. Rejects where it lies in another place than this machine looks in. */
export async function takeSnapshot({ parts }: SnapshotPlace, snapshot: Snapshot, to: string): Promise<void> {
  if (snapshot.place !== parts.place)
    throw new Error('The newest snapshot lies elsewhere: set SHIP_SNAPSHOTS alike on every machine.')
  await rm(to, { force: true })
  await getFile(parts, nameOf(snapshot), snapshot, to)
}

/** Takes away older snapshots, and the entries of the log behind the newest that every machine seen lately has passed. */
export async function trimLog(place: SnapshotPlace, lineage: string): Promise<void> {
  const { postgres } = place
  await postgres.rows(
    `DELETE FROM ship_log WHERE lineage <> $1 OR position <= least(
       (SELECT max(position) FROM ship_snapshot WHERE lineage = $1),
       (SELECT min(position) FROM ship_node WHERE lineage = $1 AND seen > now() - interval '${LIVE_MINUTES} minutes'))`,
    [lineage],
  )
  await postgres.rows('DELETE FROM ship_wish WHERE lineage <> $1', [lineage])
  await postgres.rows(
    `DELETE FROM ship_digest WHERE lineage <> $1 OR position < (SELECT min(position) FROM ship_log)`,
    [lineage],
  )
  // Last: the log is trimmed also where parts can't be taken away.
  const outdated = await postgres.rows(
    `SELECT * FROM ship_snapshot WHERE at < now() - interval '1 minute' AND (lineage <> $1 OR position NOT IN (
       SELECT position FROM ship_snapshot WHERE lineage = $1 ORDER BY position DESC LIMIT ${KEPT}))`,
    [lineage],
  )
  for (const snapshot of outdated.map(snapshotOf)) await removeSnapshot(place, snapshot)
}

/** Its row goes last: without it nothing would name the parts that are left. Those of a folder or bucket that machines no longer use are their operator's to remove. */
async function removeSnapshot({ postgres, parts }: SnapshotPlace, snapshot: Snapshot): Promise<void> {
  const { lineage, position, place } = snapshot
  if (place === parts.place) await parts.drop(nameOf(snapshot))
  else if (place === IN_POSTGRES) await createPostgresParts(postgres).drop(nameOf(snapshot))
  await postgres.rows('DELETE FROM ship_snapshot WHERE lineage = $1 AND position = $2', [lineage, position])
}

/** Asks whoever leads for a snapshot of this state or a later one. */
export async function wishForSnapshot(postgres: Postgres, { lineage, position }: ShipMark): Promise<void> {
  await postgres.rows(
    `WITH wished AS (INSERT INTO ship_wish VALUES ($1, $2) ON CONFLICT (lineage) DO UPDATE SET position = excluded.position
       WHERE ship_wish.position < excluded.position RETURNING 1)
     SELECT pg_notify('ship_log', 'snapshot') FROM wished`,
    [lineage, position],
  )
}

/** What decides whether a snapshot is due. */
interface LogWeight {
  /** Of what a machine would have to take up after the newest snapshot. */
  readonly logBytes: number
  /** Of the newest snapshot; undefined where there is none. */
  readonly snapshotBytes: number | undefined
  /** Whether a machine asks for a newer one. */
  readonly isWished: boolean
}

/** Weighs the log of a lineage. */
export async function weighLog(postgres: Postgres, lineage: string): Promise<LogWeight> {
  const snapshot = await findSnapshot(postgres, lineage)
  const [row] = await postgres.rows(
    'SELECT coalesce(sum(length(body)), 0) AS bytes FROM ship_log WHERE lineage = $1 AND position > $2',
    [lineage, snapshot?.position ?? 0],
  )
  const wished = await postgres.rows('SELECT FROM ship_wish WHERE lineage = $1 AND position > $2', [
    ...[lineage, snapshot?.position ?? 0],
  ])
  return { logBytes: Number(row?.['bytes']), snapshotBytes: snapshot?.bytes, isWished: wished.length > 0 }
}

function snapshotOf(row: SqlRow): Snapshot {
  return {
    lineage: maybeTextOf(row, 'lineage') ?? '',
    position: Number(row['position']),
    tables: maybeTextOf(row, 'tables') ?? '',
    bytes: Number(row['bytes']),
    sha256: maybeTextOf(row, 'sha256') ?? '',
    parts: Number(row['parts']),
    place: maybeTextOf(row, 'place') ?? '',
  }
}

function nameOf({ lineage, position }: ShipMark): string {
  return `catalogue-${lineage}-${position}`
}

import type { ShipMark } from '../store/ship-mark.ts'
import type { LogEntry } from '../store/transaction-log.ts'
import { headOf } from './lease.ts'
import { bytesOf, type Postgres, type SqlRow } from './postgres.ts'

/** Another leads, or led meanwhile: nothing was written. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

/** An entry as it is read from the log. */
export interface ReadEntry extends LogEntry {
  /** Milliseconds since it was appended, by PostgreSQL's clock. */
  readonly ageMs: number
  /** Whether all digest their tables once they have it. */
  readonly isDigested: boolean
}

/** What follows in the log. */
export interface Following {
  /** Its last entry; undefined where nothing was ever appended. */
  readonly head: ShipMark | undefined
  /** Whether nobody leads now and this machine's role in PostgreSQL may. */
  readonly isFree: boolean
  /** Those that follow the mark, in order and without a gap, some megabytes of them; none where there are none, or the log was trimmed. */
  readonly entries: readonly ReadEntry[]
}

const PART_BYTES = 8_000_000
const AT_ONCE = 64
const AT_ONCE_BYTES = 16_000_000
const CHANNEL = 'ship_log'

/** Appends under the epoch of a lease: compared with the last entry, its parts and the new last entry all at once or not at all. LeaseLost where another leads. */
export async function appendEntry(
  postgres: Postgres,
  { lineage, position, generation, body }: LogEntry,
  { epoch, isDigested }: { readonly epoch: number; readonly isDigested: boolean },
): Promise<void> {
  await postgres.transaction(async (sql) => {
    for (let part = 0; part === 0 || part * PART_BYTES < body.length; part += 1)
      await sql.rows(
        `INSERT INTO ship_log (position, part, lineage, epoch, generation, digested, body) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [...[position, part, lineage, epoch, generation, isDigested], partOf(body, part)],
      )
    // Last, since whoever renews or takes over waits for this row.
    const moved = await sql.rows(
      `UPDATE ship_state SET position = $1 WHERE epoch = $2 AND until > clock_timestamp() AND lineage = $3 AND position = $1 - 1
       RETURNING pg_notify('${CHANNEL}', $1::text)`,
      [position, epoch, lineage],
    )
    if (moved.length === 0) throw new LeaseLost('Another gateway leads: this entry was refused.')
  })
}

function partOf(body: Uint8Array, part: number): Buffer {
  const { buffer, byteOffset, length } = body
  const begins = part * PART_BYTES
  return Buffer.from(buffer, byteOffset + begins, Math.min(PART_BYTES, length - begins))
}

/** Has the log go on from a snapshot of another lineage, which lies there already. LeaseLost where another leads. */
export async function beginLineage(postgres: Postgres, { lineage, position }: ShipMark, epoch: number): Promise<void> {
  const moved = await postgres.rows(
    `UPDATE ship_state SET lineage = $1, position = $2 WHERE epoch = $3 AND until > clock_timestamp() AND position = $2 - 1
     RETURNING pg_notify('${CHANNEL}', $2::text)`,
    [lineage, position, epoch],
  )
  if (moved.length === 0) throw new LeaseLost('Another gateway leads: the catalogue was not taken up.')
}

/** What follows a mark; of no mark only the last entry of the log is known. */
export async function readFollowing(postgres: Postgres, after: ShipMark | undefined): Promise<Following> {
  const rows = await postgres.rows(
    `WITH upcoming AS (
       SELECT position, sum(sum(length(body))) OVER (ORDER BY position) AS total FROM ship_log
       WHERE lineage = $1 AND position > $2 AND position <= $2 + ${AT_ONCE} GROUP BY position
     )
     SELECT s.lineage, s.position, s.until < clock_timestamp() AND has_table_privilege('ship_state', 'UPDATE') AS free, l.position AS entry, l.part, l.generation, l.digested, l.body,
       extract(epoch FROM clock_timestamp() - l.at) * 1000 AS age
     FROM ship_state s LEFT JOIN ship_log l ON l.lineage = $1 AND l.position > $2
       AND l.position <= greatest($2 + 1, (SELECT max(position) FROM upcoming WHERE total < ${AT_ONCE_BYTES}))
     ORDER BY l.position, l.part`,
    [after?.lineage ?? '', after?.position ?? 0],
  )
  const head = headOf(rows[0])
  const parts = Map.groupBy(
    rows.filter(({ entry }) => entry !== null),
    ({ entry }) => Number(entry),
  )
  const entries = [...parts.values()].map((each) => entryOf(each, after?.lineage ?? ''))
  const isWhole = entries.every(({ position }, at) => position === (after?.position ?? 0) + at + 1)
  return { head, isFree: rows[0]?.['free'] === true, entries: isWhole ? entries : [] }
}

function entryOf(parts: readonly SqlRow[], lineage: string): ReadEntry {
  const [first] = parts
  return {
    lineage,
    position: Number(first?.['entry']),
    generation: Number(first?.['generation']),
    isDigested: first?.['digested'] === true,
    ageMs: Number(first?.['age']),
    body: Buffer.concat(parts.map((part) => bytesOf(part, 'body'))),
  }
}

/** What a machine looks at when PostgreSQL says that something is new, or something may have been missed. */
interface LogListener {
  onEntry(): void
  /** Questions or answers lie there. */
  onQuestion(): void
  /** A machine asks for a snapshot. */
  onWish(): void
}

/** Calls back, for ever, when something lies there, or may. */
export function listenToLog(postgres: Postgres, { onEntry, onQuestion, onWish }: LogListener): void {
  const looks: Readonly<Record<string, () => void>> = { question: onQuestion, answer: onQuestion, snapshot: onWish }
  postgres.listen(CHANNEL, (notice) => {
    if (notice !== undefined) return (looks[notice] ?? onEntry)()
    onEntry()
    onQuestion()
  })
}

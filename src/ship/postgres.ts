// ship: patchsets of the catalogue to a durable log in PostgreSQL and back: lease, log, snapshots, what lies beside the catalogue.
// The only room that uses pg, which is loaded when it is first opened; it must not know what rows mean, nor how feeds are read or served.
import { setTimeout as pause } from 'node:timers/promises'
import type { PoolClient } from 'pg'
import type { Log } from '../model/log.ts'
import { NEWEST_TABLE, SHIP_TABLES } from './ship-tables.ts'

/** A row as PostgreSQL gave it. */
export type SqlRow = Readonly<Record<string, unknown>>

/** Runs statements. */
interface Sql {
  rows(text: string, values?: readonly unknown[]): Promise<readonly SqlRow[]>
}

/** The database that all machines share. */
export interface Postgres extends Sql {
  /** All of `work` stands, or nothing; where it rejects for a lost connection either may be so. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>
  /** Calls back with each notice on the channel, and with none after each time that some may have been missed; until it is closed. */
  listen(channel: string, onNotice: (notice?: string) => void): void
  /** Makes the tables where they are not there. */
  prepare(): Promise<void>
  close(): Promise<void>
}

const CONNECT_MS = 3_000
/** A server that is stopped, or cut off without a word, answers nothing at all. */
const STATEMENT_MS = 30_000
const IDLE_MS = 4_000
const RELISTEN_MS = 1_000
/** A connection that was cut off without a word is silent as one is on which nothing is new. */
const BEAT_MS = 5_000
const CONNECTIONS = 5

/** Opens it; no connection is made before it is used. `address` as `postgres://…`; TLS is verified where it asks for TLS. */
export async function openPostgres(address: string, log: Log): Promise<Postgres> {
  const { Pool, Client } = (await import('pg')).default
  const connection = {
    connectionString: address,
    application_name: 'oruk-gateway',
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: STATEMENT_MS,
    keepAlive: true,
    // Whoever is stopped in the middle of a transaction keeps nobody waiting for longer than a lease lasts.
    idle_in_transaction_session_timeout: IDLE_MS,
    lock_timeout: IDLE_MS,
  }
  const pool = new Pool({ ...connection, max: CONNECTIONS })
  // Of a connection that nobody uses; whoever uses one hears of it himself.
  function noteLost(err: Error): void {
    log.warn({ err: err.message }, 'A connection to PostgreSQL was lost.')
  }
  pool.on('error', noteLost)
  let isClosed = false
  const listening = new Set<{ end(): Promise<void> }>()

  async function listenOnce(channel: string, onNotice: (notice?: string) => void): Promise<void> {
    const client = new Client({ ...connection, query_timeout: BEAT_MS })
    const lost = new Promise<void>((resolve) => {
      client.on('error', () => resolve())
      client.on('end', () => resolve())
    })
    client.on('notification', ({ payload }) => onNotice(payload))
    listening.add(client)
    try {
      await client.connect()
      await client.query(`LISTEN ${channel}`)
      onNotice()
      while (!(await Promise.race([lost.then(() => true), pause(BEAT_MS, false, { ref: false })])))
        await client.query('SELECT 1')
    } finally {
      listening.delete(client)
      await hangUp(client)
    }
  }

  async function hangUp(client: { end(): Promise<void> }): Promise<void> {
    await client.end().catch((error: unknown) => {
      log.warn({ err: messageOf(error) }, 'A connection to PostgreSQL could not be ended in order.')
    })
  }

  return {
    rows: async (text, values = []) => (await pool.query<SqlRow>(text, [...values])).rows,
    async transaction(work) {
      const client = await pool.connect()
      // What is under way hears of a lost connection too; without anybody who hears of it here the whole process would end.
      client.on('error', noteLost)
      try {
        const result = await runWithin(client, work)
        client.off('error', noteLost)
        client.release()
        return result
      } catch (error) {
        // Its state is not known: it is not used again.
        client.release(true)
        throw error
      }
    },
    listen(channel, onNotice) {
      async function go(): Promise<void> {
        while (!isClosed) {
          // Whoever listens looks by itself from time to time, and says what it finds.
          await listenOnce(channel, onNotice).catch((error: unknown) => {
            log.warn(
              { err: messageOf(error) },
              'PostgreSQL can not say when something is new: it is asked every second.',
            )
          })
          await new Promise((resolve) => setTimeout(resolve, RELISTEN_MS))
        }
      }
      void go()
    },
    async prepare() {
      const asked = 'SELECT to_regclass($1) IS NOT NULL AS newest, to_regclass($2) IS NOT NULL AS any'
      const [there] = (await pool.query<SqlRow>(asked, [NEWEST_TABLE, 'ship_state'])).rows
      if (there?.['newest'] === true) return
      await pool.query(SHIP_TABLES).catch((error: unknown) => {
        // A role that may only follow goes on with what an older version made; whoever leads next makes the rest.
        if (there?.['any'] !== true || !isForbidden(error)) throw error
      })
    },
    async close() {
      isClosed = true
      await Promise.all([...listening].map(hangUp))
      await pool.end()
    },
  }
}

/** Whether PostgreSQL refused it to this machine's role. */
export function isForbidden(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '42501'
}

/** Without the address, which may hold a password. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown'
}

async function runWithin<T>(client: PoolClient, work: (sql: Sql) => Promise<T>): Promise<T> {
  await client.query('BEGIN')
  const result = await work({
    rows: async (text, values = []) => (await client.query<SqlRow>(text, [...values])).rows,
  })
  await client.query('COMMIT')
  return result
}

/** A column of bytes. */
export function bytesOf(row: SqlRow, column: string): Buffer {
  const value = row[column]
  if (Buffer.isBuffer(value)) return value
  throw new TypeError(`column ${column} holds no bytes`)
}

/** A column of text; undefined where it is null. */
export function maybeTextOf(row: SqlRow | undefined, column: string): string | undefined {
  const value = row?.[column]
  return typeof value === 'string' ? value : undefined
}

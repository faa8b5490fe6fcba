import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { readShipMark, type ShipMark } from '../../src/store/ship-mark.ts'
import { digestTables, type TableDigests } from '../../src/store/digest-tables.ts'
import { type FakeCouncil, plainServices, startFakeCouncil } from '../gateway/fake-council.ts'
import { openWay } from './cuttable-way.ts'
import { createMachine, type Machine } from './machine.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

/** Several machines, PostgreSQL between them, and the councils they read. */
export interface SharedCatalogue extends AsyncDisposable {
  readonly postgres: PostgresServer
  readonly councils: readonly FakeCouncil[]
  readonly machines: readonly Machine[]
  /** Adds a machine with nothing on its disk, not started. */
  add(environment?: Readonly<Record<string, string>>): Promise<Machine>
  /** Resolves when each of these machines holds what was the last entry of the log by now, or more. Rejects with how they stand where one never does. */
  reach(machines?: readonly Machine[]): Promise<void>
  /** Digests of what these machines hold at one entry of the log, the last by now or a later one. Rejects as `reach` does. */
  hold(machines?: readonly Machine[]): Promise<readonly TableDigests[]>
  close(): Promise<void>
}

interface CatalogueParts {
  readonly councils: number
  readonly services: number
  readonly machines: number
  /** Absent: one of its own. */
  readonly postgres?: PostgresServer
  /** Between two refreshes of a feed; 1 unless given. */
  readonly refreshMinutes?: number
  /** Requests in a minute that each council allows. */
  readonly budget?: { readonly requests: number; readonly perMinutes: number }
  readonly environment?: Readonly<Record<string, string>>
}

/** Starts PostgreSQL and the councils; machines are there and not started. */
export async function shareCatalogue(parts: CatalogueParts): Promise<SharedCatalogue> {
  const postgres = parts.postgres ?? (await startPostgres())
  const folder = mkdtempSync(join(tmpdir(), 'shared-'))
  const councils = await Promise.all(
    Array.from({ length: parts.councils }, () =>
      startFakeCouncil(plainServices(parts.services, { url: 'https://example.org' })),
    ),
  )
  const config = {
    allowPrivateHosts: ['127.0.0.1'],
    feeds: councils.map(({ url }, at) => ({
      ...{
        slug: `c${at + 1}`,
        name: `Council ${at + 1}`,
        publisher: `Council ${at + 1}`,
        url,
        refreshIntervalMinutes: parts.refreshMinutes ?? 1,
      },
      ...(parts.budget && { budget: parts.budget }),
    })),
  }
  const machines: Machine[] = []
  async function add(environment: Readonly<Record<string, string>> = {}): Promise<Machine> {
    const name = `m${machines.length + 1}`
    const address = new URL(environment['DATABASE_URL'] ?? postgres.url)
    const way = await openWay(Number(address.port))
    address.port = String(way.port)
    const machine = await createMachine(name, join(folder, name), config, way, {
      ...{ LEASE_SECONDS: '2', DIGEST_EVERY: '20' },
      ...parts.environment,
      ...environment,
      DATABASE_URL: address.href,
    })
    machines.push(machine)
    return machine
  }
  async function close(): Promise<void> {
    await Promise.all(machines.map((machine) => machine.kill()))
    await Promise.all(machines.map(({ way }) => way.close()))
    await Promise.all(councils.map((council) => council.close()))
    await postgres.close()
    rmSync(folder, { recursive: true, force: true })
  }
  for (let each = 0; each < parts.machines; each += 1) await add()
  return {
    postgres,
    councils,
    machines,
    add,
    reach: (which = machines) => reach(postgres, which),
    hold: (which = machines) => hold(postgres, which),
    close,
    [Symbol.asyncDispose]: close,
  }
}

const LOOK_MS = 100
const PATIENCE_MS = 180_000

async function headOf(postgres: PostgresServer): Promise<ShipMark | undefined> {
  const [head] = await postgres.rows('SELECT lineage, position FROM ship_state').catch(() => [])
  const { lineage, position } = head ?? {}
  return typeof lineage === 'string' ? { lineage, position: Number(position) } : undefined
}

async function reach(postgres: PostgresServer, machines: readonly Machine[]): Promise<void> {
  let head: ShipMark | undefined
  function isThere({ dataDir }: Machine): boolean {
    const held = markOf(dataDir)
    return held !== undefined && held.lineage === head?.lineage && held.position >= head.position
  }
  const since = performance.now()
  while (head === undefined || !machines.every(isThere)) {
    if (performance.now() - since > PATIENCE_MS) throw new Error(await describe(machines, head))
    await pause(LOOK_MS)
    // Another lineage has positions of its own.
    const now = await headOf(postgres)
    if (now?.lineage !== head?.lineage) head = now
  }
}

/** Whatever is written meanwhile, each is looked at as it stood when all stood at the same entry. */
async function hold(postgres: PostgresServer, machines: readonly Machine[]): Promise<readonly TableDigests[]> {
  await reach(postgres, machines)
  const since = performance.now()
  while (performance.now() - since < PATIENCE_MS) {
    const files = machines.map(({ dataDir }) => holdFile(dataDir))
    try {
      const marks = files.map((db) => JSON.stringify(db && readShipMark(db)))
      if (new Set(marks).size === 1) return files.map((db) => (db === undefined ? {} : digestFile(db)))
    } finally {
      for (const db of files) db?.close()
    }
    await pause(LOOK_MS)
  }
  throw new Error(await describe(machines, await headOf(postgres)))
}

async function describe(machines: readonly Machine[], head: ShipMark | undefined): Promise<string> {
  const stands = machines.map(async (machine) => {
    const ready = await Promise.race([machine.ready().then(({ body }) => body), pause(2_000)]).catch(String)
    const held = JSON.stringify(markOf(machine.dataDir))
    return `${machine.name} holds ${held} and says ${String(ready)}; its log: ${machine.log().slice(-4_000)}`
  })
  return [
    `The machines did not come to hold the same. The log stands at ${JSON.stringify(head)}.`,
    ...(await Promise.all(stands)),
  ].join('\n')
}

/** A machine's catalogue as it stands now, until it is closed; undefined where there is none that can be read. */
function holdFile(dataDir: string): DatabaseSync | undefined {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(join(dataDir, 'catalogue.sqlite'), { readOnly: true })
    // What is read first holds the state.
    db.exec('BEGIN; SELECT 1 FROM meta')
    return db
  } catch {
    db?.close()
    return undefined
  }
}

/** Digests of every table, and of searches for words and places. */
function digestFile(db: DatabaseSync): TableDigests {
  const words = db
    .prepare(
      "SELECT rowid, bm25(service_text) FROM service_text WHERE service_text MATCH 'service* OR trust' ORDER BY rowid",
    )
    .all()
  const names = db.prepare("SELECT rowid FROM name_text WHERE name_text MATCH 'ser*' ORDER BY rowid").all()
  const checked = db.prepare("SELECT rtreecheck('place') AS found").get()
  return {
    ...digestTables(db),
    words: JSON.stringify(words),
    names: JSON.stringify(names),
    places: String(checked?.['found']),
    check: JSON.stringify(db.prepare('PRAGMA quick_check').get()),
  }
}

/** Which entry of the log a machine holds; undefined where it holds none. */
export function markOf(dataDir: string): ShipMark | undefined {
  const db = holdFile(dataDir)
  try {
    return db && readShipMark(db)
  } finally {
    db?.close()
  }
}

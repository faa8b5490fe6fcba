import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { readShipMark, type ShipMark } from '../../src/store/ship-mark.ts'
import { digestTables, type TableDigests } from '../../src/store/digest-tables.ts'
import { type FakeCouncil, plainServices, startFakeCouncil } from '../gateway/fake-council.ts'
import { findFreePort } from '../gateway/free-port.ts'
import type { Answer } from '../gateway/start-gateway.ts'
import { type CuttableWay, openWay } from './cuttable-way.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

const COMMAND = new URL('../../bin/oruk-gateway.js', import.meta.url).pathname

/** A machine of a shared catalogue: a real process that is killed and started again. */
export interface Machine {
  readonly name: string
  readonly url: string
  readonly dataDir: string
  /** Its own feeds file. */
  readonly configPath: string
  /** What it has logged, all its processes together. */
  log(): string
  isRunning(): boolean
  /** How often its process ended that nobody had ended. */
  fallen(): number
  start(): void
  /** Ends it without a word. */
  kill(): Promise<void>
  /** Ends it as an operator does. */
  stop(): Promise<void>
  signal(signal: NodeJS.Signals): void
  /** Its way to PostgreSQL, which can be cut. */
  readonly way: CuttableWay
  ask(query: string, headers?: Readonly<Record<string, string>>): Promise<Answer & { readonly generation: string }>
  /** Runs a command on its folder; what it prints. */
  run(...words: readonly string[]): Promise<string>
  /** Has it read all councils now; false where it does not lead. */
  refresh(): Promise<boolean>
  ready(): Promise<{ readonly status: number; readonly body: string }>
}

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

function askToRefresh(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = request({ socketPath, method: 'POST', path: '/refresh', timeout: 10_000 }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode === 200))
      response.on('error', () => resolve(false))
    })
    asking.on('error', () => resolve(false))
    asking.on('timeout', () => asking.destroy())
    asking.end()
  })
}

async function createMachine(
  name: string,
  dataDir: string,
  config: object,
  way: CuttableWay,
  environment: Readonly<Record<string, string>>,
): Promise<Machine> {
  mkdirSync(dataDir, { recursive: true })
  const path = join(dataDir, 'feeds.json')
  writeFileSync(path, JSON.stringify(config))
  const port = await findFreePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    ...{
      DATA_DIR: dataDir,
      FEEDS_CONFIG: path,
      PORT: String(port),
      LOG_LEVEL: 'info',
      LOG_FORMAT: 'json',
      NODE_NAME: name,
    },
    ...environment,
  }
  let child: ChildProcess | undefined
  let logged = ''
  let fallen = 0
  const ending = new WeakSet<ChildProcess>()
  const isRunning = (): boolean => child !== undefined && child.exitCode === null && child.signalCode === null
  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child === undefined || !isRunning()) return
    ending.add(child)
    const ended = once(child, 'exit')
    child.kill(signal)
    if (signal === 'SIGKILL') child.kill('SIGCONT')
    await ended
  }
  return {
    name,
    url,
    dataDir,
    configPath: path,
    way,
    log: () => logged,
    isRunning,
    fallen: () => fallen,
    start() {
      const started = spawn(process.execPath, [COMMAND, 'serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
      started.on('exit', () => (fallen += ending.has(started) ? 0 : 1))
      child = started
      child.stderr?.on('data', (bytes: Buffer) => (logged += bytes.toString()))
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    signal(signal) {
      if (child === undefined) return
      if (signal === 'SIGKILL') ending.add(child)
      child.kill(signal)
    },
    async ask(query, headers = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      })
      const answer: Answer = JSON.parse(await response.text())
      return { ...answer, generation: response.headers.get('oruk-generation') ?? '' }
    },
    run: (...words) =>
      new Promise((resolve) => {
        execFile(process.execPath, [COMMAND, ...words], { env }, (_error, stdout) => resolve(stdout))
      }),
    refresh: () => askToRefresh(join(dataDir, 'control.sock')),
    async ready() {
      const response = await fetch(`${url}/health/ready`)
      return { status: response.status, body: await response.text() }
    },
  }
}

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { digestTables, type TableDigests } from '../../src/store/digest-tables.ts'
import { type FakeCouncil, plainServices, startFakeCouncil } from '../gateway/fake-council.ts'
import { findFreePort } from '../gateway/free-port.ts'
import type { Answer } from '../gateway/start-gateway.ts'
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
  start(): void
  /** Ends it without a word. */
  kill(): Promise<void>
  /** Ends it as an operator does. */
  stop(): Promise<void>
  signal(signal: NodeJS.Signals): void
  ask(query: string, headers?: Readonly<Record<string, string>>): Promise<Answer & { readonly generation: string }>
  /** Runs a command on its folder; what it prints. */
  run(...words: readonly string[]): Promise<string>
  /** Has it read all councils now; false where it does not lead. */
  refresh(): Promise<boolean>
  ready(): Promise<{ readonly status: number; readonly body: string }>
}

/** Several machines, PostgreSQL between them, and the councils they read. */
export interface SharedCatalogue {
  readonly postgres: PostgresServer
  readonly councils: readonly FakeCouncil[]
  readonly machines: readonly Machine[]
  /** Adds a machine with nothing on its disk, not started. */
  add(environment?: Readonly<Record<string, string>>): Promise<Machine>
  /** Resolves when each of these machines holds the last entry of the log, and nothing follows for a while. */
  settle(machines?: readonly Machine[]): Promise<void>
  close(): Promise<void>
}

interface CatalogueParts {
  readonly councils: number
  readonly services: number
  readonly machines: number
  /** Requests in a minute that each council allows. */
  readonly budget?: { readonly requests: number; readonly perMinutes: number }
  readonly environment?: Readonly<Record<string, string>>
}

/** Starts PostgreSQL and the councils; machines are there and not started. */
export async function shareCatalogue(parts: CatalogueParts): Promise<SharedCatalogue> {
  const postgres = await startPostgres()
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
        refreshIntervalMinutes: 1,
      },
      ...(parts.budget && { budget: parts.budget }),
    })),
  }
  const machines: Machine[] = []
  async function add(environment: Readonly<Record<string, string>> = {}): Promise<Machine> {
    const name = `m${machines.length + 1}`
    const machine = await createMachine(name, join(folder, name), config, {
      DATABASE_URL: postgres.url,
      ...{ LEASE_SECONDS: '2', DIGEST_EVERY: '20' },
      ...parts.environment,
      ...environment,
    })
    machines.push(machine)
    return machine
  }
  for (let each = 0; each < parts.machines; each += 1) await add()
  return {
    postgres,
    councils,
    machines,
    add,
    async settle(which = machines) {
      let last = ''
      for (let tries = 0; tries < 600; tries += 1) {
        await pause(1_500)
        const [head] = await postgres.rows('SELECT lineage, position FROM ship_state').catch(() => [])
        const held = which.map(({ dataDir }) => positionOf(dataDir))
        const state = `${String(head?.['lineage'])} ${String(head?.['position'])}`
        const isThere = held.every((each) => each === state)
        if (isThere && state === last) return
        last = isThere ? state : ''
      }
      throw new Error('The machines did not come to hold the same.')
    },
    async close() {
      await Promise.all(machines.map((machine) => machine.kill()))
      await Promise.all(councils.map((council) => council.close()))
      await postgres.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Digests of every table a machine holds, and of searches for words and places. */
export function digestMachine({ dataDir }: Machine): TableDigests {
  const db = new DatabaseSync(join(dataDir, 'catalogue.sqlite'), { readOnly: true })
  try {
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
  } finally {
    db.close()
  }
}

/** Which entry of the log a machine holds, with its lineage; empty where it holds none. */
export function positionOf(dataDir: string): string {
  try {
    const db = new DatabaseSync(join(dataDir, 'catalogue.sqlite'), { readOnly: true })
    const of = (key: string) => String(db.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.['value'])
    const held = `${of('log_lineage')} ${of('log_position')}`
    db.close()
    return held
  } catch {
    return ''
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
  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
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
    log: () => logged,
    start() {
      child = spawn(process.execPath, [COMMAND, 'serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
      child.stderr?.on('data', (bytes: Buffer) => (logged += bytes.toString()))
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    signal: (signal) => void child?.kill(signal),
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

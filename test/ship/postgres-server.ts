import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { findFreePort } from '../gateway/free-port.ts'

const PROGRAMS = globSync('/usr/lib/postgresql/*/bin').toSorted().at(-1)

/** Whether Debian's PostgreSQL is installed on this machine. */
export const hasPostgres = PROGRAMS !== undefined

/** A server of its own, in a temporary folder. */
export interface PostgresServer {
  readonly url: string
  rows(text: string): Promise<readonly Record<string, unknown>[]>
  /** Makes another database of it, to be used as a server of its own; closing that leaves this one. */
  another(name: string): Promise<PostgresServer>
  /** Calls back with each notice on a channel until it is ended; an end of the server ends it too. */
  listen(channel: string, onNotice: (notice: string) => void): Promise<{ end(): Promise<void> }>
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>
  /** Starts it again on what it holds, unless it runs. */
  start(): Promise<void>
  signal(signal: NodeJS.Signals): void
  close(): Promise<void>
}

/** Starts one, which no other user reaches; it runs as the user of its package, since it refuses to run as root. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  const port = await findFreePort()
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o700)
  const data = join(folder, 'data')
  execFileSync(
    join(PROGRAMS ?? '', 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'gateway', '-E', 'UTF8', '--no-sync'],
    { ...user, cwd: '/' },
  )
  const url = `postgres://gateway@127.0.0.1:${port}/postgres`
  let server: ChildProcess | undefined
  async function start(): Promise<void> {
    if (isRunning()) return
    const settings = [
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      `unix_socket_directories=${folder}`,
      ...['-c', 'shared_buffers=32MB'],
      // Its processes end here, and no machine with them: what it wrote is there without waiting for a disk.
      ...['-c', 'fsync=off'],
    ]
    server = spawn(join(PROGRAMS ?? '', 'postgres'), settings, { ...user, stdio: 'ignore', cwd: '/' })
    for (let tries = 0; tries < 300; tries += 1) {
      if (await rowsOf(url, 'SELECT 1').catch(() => undefined)) return
      await pause(50)
    }
    throw new Error('PostgreSQL did not start.')
  }
  const isRunning = (): boolean => server !== undefined && server.exitCode === null && server.signalCode === null
  async function end(signal: NodeJS.Signals): Promise<void> {
    if (server === undefined || !isRunning()) return
    const ended = once(server, 'exit')
    server.kill(signal)
    await ended
  }
  await start()
  function serverOf(database: string): PostgresServer {
    const url = `postgres://gateway@127.0.0.1:${port}/${database}`
    return {
      url,
      rows: (text) => rowsOf(url, text),
      async another(name) {
        await rowsOf(url, `CREATE DATABASE ${name}`)
        return { ...serverOf(name), close: async () => {} }
      },
      listen: (channel, onNotice) => listenAt(url, channel, onNotice),
      // Immediately, without a checkpoint: its own children end with it, as they would not by SIGKILL.
      kill: () => end('SIGQUIT'),
      start,
      signal: (signal) => void server?.kill(signal),
      async close() {
        await end('SIGQUIT')
        rmSync(folder, { recursive: true, force: true })
      },
    }
  }
  return serverOf('postgres')
}

async function listenAt(
  connectionString: string,
  channel: string,
  onNotice: (notice: string) => void,
): Promise<{ end(): Promise<void> }> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  client.on('notification', ({ payload = '' }) => onNotice(payload))
  await client.connect()
  await client.query(`LISTEN ${channel}`)
  return client
}

async function rowsOf(connectionString: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<Record<string, unknown>>(text)
    return rows
  } finally {
    await client.end().catch(() => {})
  }
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))
}

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { findFreePort } from '../gateway/free-port.ts'
import type { Answer } from '../gateway/start-gateway.ts'
import type { CuttableWay } from './cuttable-way.ts'

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

/** A machine with this feeds file in its own folder, not started; `way` leads to PostgreSQL. */
export async function createMachine(
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

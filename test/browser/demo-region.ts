import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const PROGRAM = join(import.meta.dirname, '../../bin/oruk-gateway.js')
/** The machine may be busy with other tests. */
const PATIENCE_MS = 180_000

/** A gateway that runs as its command runs it. */
interface RunningProgram {
  readonly url: string
  stop(): Promise<void>
}

/** The demo: seven feeds, one of which does not answer and one that has not for long; resolves when all else is held in full. */
export function startDemo(): Promise<RunningProgram> {
  return startProgram('demo', () => ({}), /6 of 7 feeds listed to their end, .* 100 % in full detail/)
}

/** A gateway over one feed that can't be reached: nothing is held. */
export function startEmpty(): Promise<RunningProgram> {
  return startProgram('serve', writeEmptyConfig, /The gateway answers on/)
}

async function writeEmptyConfig(folder: string): Promise<Record<string, string>> {
  const file = join(folder, 'feeds.json')
  const feed = { slug: 'northam', name: 'Northam', publisher: 'Northam Council', url: 'http://127.0.0.1:9/' }
  await writeFile(file, JSON.stringify({ allowPrivateHosts: ['127.0.0.1'], feeds: [feed] }))
  return { DATA_DIR: folder, FEEDS_CONFIG: file }
}

async function startProgram(
  command: string,
  prepare: (folder: string) => Record<string, string> | Promise<Record<string, string>>,
  ready: RegExp,
): Promise<RunningProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'oruk-gateway-browser-'))
  const { DATA_DIR: _, ...environment } = process.env
  const env = { ...environment, PORT: '0', RATE_LIMIT_PER_SECOND: '0', ...(await prepare(folder)) }
  const child = spawn(process.execPath, [PROGRAM, command], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const endMs = Date.now() + PATIENCE_MS
  while (!ready.test(said)) {
    if (Date.now() > endMs || child.exitCode !== null) throw new Error(`${command} did not come so far: ${said}`)
    await pause(200)
  }
  return {
    url: /http:\/\/[\w.:]+:\d+/.exec(said)?.[0] ?? '',
    async stop() {
      await stop(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

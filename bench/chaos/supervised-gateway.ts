import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const COMMAND = fileURLToPath(new URL('../../bin/oruk-gateway.js', import.meta.url))
const PRELOADED = ['./set-clock.ts', '../../test/gateway/end-writers-at-signal.ts'].map(
  (path) => `--import=${new URL(path, import.meta.url).href}`,
)
/** As a service manager does. */
const RESTART_MS = 100
const PATIENCE_MS = 180_000

/** The gateway as its operator runs it, `supervise` started again by a service manager whenever it ends. */
export interface SupervisedGateway {
  readonly url: string
  /** How often each message was logged as an error, and each line printed. */
  readonly logged: ReadonlyMap<string, number>
  /** How often a supervisor ended that was not killed. */
  readonly endedByItself: () => number
  /** Resolves when `/health/live` answers again, asked on new connections; rejects where it does not within three minutes. */
  untilLive(): Promise<void>
  /** Kills the process that serves, where there is one; resolves when it is gone, with all its connections. */
  killGateway(): Promise<void>
  /** Resolves when the next one runs; the process that served under it may answer for a moment more. */
  killSupervisor(): Promise<void>
  killWriter(): boolean
  takeOver(): void
  /** Shifts the wall clock of all its processes. */
  shiftClock(ms: number): void
  /** Bytes resident of the process that serves; undefined where there is none just now. */
  memory(): number | undefined
  /** Ends it as a service manager does and starts it again. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** Starts it with this feeds file and data folder; `folder` is for the bench's own. */
export function startSupervised(options: {
  readonly folder: string
  readonly dataDir: string
  readonly configPath: string
  readonly port: number
  /** Where all that it prints and logs is kept; undefined: nowhere. */
  readonly logPath: string | undefined
}): SupervisedGateway {
  const { folder, dataDir, configPath, port, logPath } = options
  const clock = join(folder, 'clock')
  writeFileSync(clock, '0')
  const env = {
    ...process.env,
    ...{ DATA_DIR: dataDir, FEEDS_CONFIG: configPath, PORT: String(port), LOG_LEVEL: 'error', CHAOS_CLOCK: clock },
    NODE_OPTIONS: PRELOADED.join(' '),
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  }
  const logged = new Map<string, number>()
  let isStopping = false
  let isKilled = false
  let ended = 0
  let supervisor = start()

  function start(): ChildProcess {
    const child = spawn(process.execPath, [COMMAND, 'supervise'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', note)
    child.once('exit', () => {
      if (!isKilled && !isStopping) ended += 1
      isKilled = false
      if (!isStopping) setTimeout(() => (supervisor = start()), RESTART_MS)
    })
    return child
  }
  function note(line: string): void {
    if (logPath !== undefined) appendFileSync(logPath, `${line}\n`)
    const message = /^\{.*"msg":"([^"]+)"/.exec(line)?.[1] ?? line
    logged.set(message, (logged.get(message) ?? 0) + 1)
  }
  function servingPid(): number | undefined {
    try {
      const { pid } = supervisor
      const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')
      return first === undefined || first === '' ? undefined : Number(first)
    } catch {
      // It has just ended.
      return undefined
    }
  }
  function signal(name: NodeJS.Signals): boolean {
    const pid = servingPid()
    if (pid === undefined) return false
    try {
      return process.kill(pid, name)
    } catch {
      // It has just ended.
      return false
    }
  }
  const live = `http://127.0.0.1:${port}/health/live`
  return {
    url: `http://127.0.0.1:${port}`,
    logged,
    endedByItself: () => ended,
    async untilLive() {
      const patience = AbortSignal.timeout(PATIENCE_MS)
      for (;;) {
        if (patience.aborted) throw new Error('the gateway does not answer any more')
        const response = await fetch(live, {
          headers: { connection: 'close' },
          signal: AbortSignal.timeout(5_000),
        }).catch(() => undefined)
        await response?.body?.cancel()
        if (response?.status === 200) return
        await pause(20)
      }
    },
    async killGateway() {
      const pid = servingPid()
      if (pid === undefined || !signal('SIGKILL')) return
      // Its supervisor takes it out of the list at once, and the system its connections before that.
      while (existsSync(`/proc/${pid}`)) await pause(5)
    },
    killWriter: () => signal('SIGPWR'),
    async killSupervisor() {
      const before = supervisor
      isKilled = true
      before.kill('SIGKILL')
      while (supervisor === before || servingPid() === undefined) await pause(10)
    },
    takeOver: () => void supervisor.kill('SIGUSR2'),
    shiftClock: (ms) => writeFileSync(clock, String(ms)),
    memory() {
      const pid = servingPid()
      if (pid === undefined) return undefined
      try {
        const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
      } catch {
        // It has just ended.
        return undefined
      }
    },
    async restart() {
      const before = supervisor
      isKilled = true
      before.kill('SIGTERM')
      await once(before, 'exit')
      await pause(RESTART_MS * 2)
    },
    async stop() {
      isStopping = true
      const exited = once(supervisor, 'exit')
      if (supervisor.kill('SIGTERM')) await exited
    },
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const COMMAND = fileURLToPath(new URL('../../dist/bin/oruk-gateway.js', import.meta.url))
const TICK_MS = 10

/** The gateway as its command runs it, in one process or several. */
export interface RunningCommand {
  readonly port: number
  /** The processes that answer, the one that keeps, and all, with the one that was started. */
  readers(): readonly number[]
  keeper(): number | undefined
  all(): readonly number[]
  stop(): Promise<void>
}

/** Runs the built program on a folder with so many readers, 0 for one process; resolves when it answers. */
export async function runCommand(
  port: number,
  readers: number,
  { dataDir, configPath }: { readonly dataDir: string; readonly configPath: string },
): Promise<RunningCommand> {
  const settings = { DATA_DIR: dataDir, FEEDS_CONFIG: configPath, PORT: String(port), READERS: String(readers) }
  const env = { ...process.env, ...settings, RATE_LIMIT_PER_SECOND: '0', LOG_LEVEL: 'silent' }
  const child = spawn(process.execPath, [COMMAND, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  await untilAnswering(child)
  const { pid = 0 } = child
  const inRole = (role: string): readonly number[] => childrenOf(pid).filter((each) => roleOf(each) === role)
  return {
    port,
    readers: () => inRole('reader'),
    keeper: () => inRole('keeper')[0],
    all: () => [pid, ...childrenOf(pid)],
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function untilAnswering(child: ChildProcess): Promise<void> {
  let said = ''
  for await (const chunk of child.stdout?.iterator({ destroyOnReturn: false }) ?? []) {
    said += String(chunk)
    if (said.includes('The gateway answers on')) {
      child.stdout?.resume()
      return
    }
  }
  throw new Error('the gateway ended before it answered')
}

function childrenOf(pid: number): readonly number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
}

function roleOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').findLast(Boolean)
  } catch {
    // It has ended since it was listed.
    return undefined
  }
}

/** Processor time that a process has taken, all its threads together. */
export function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
  return (Number(user) + Number(system)) * TICK_MS
}

/** What a process holds by itself, and with what it shares with others, in megabytes. */
export function memoryOf(pid: number): { readonly own: number; readonly resident: number } {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const megabytes = (name: string): number => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(rollup)?.[1]) / 1_000
  return { own: megabytes('Private_Clean') + megabytes('Private_Dirty'), resident: megabytes('Rss') }
}

/** The ports of clients whose connections a process has in its hands. */
export function clientPortsOf(pid: number, port: number): ReadonlySet<number> {
  const held = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? []
      } catch {
        // It was closed since it was listed.
        return []
      }
    }),
  )
  const lines = readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1)
  const connections = lines.map((line) => line.trim().split(/\s+/))
  return new Set(
    connections.flatMap(([, local = '', remote = '', , , , , , , inode = '']) =>
      held.has(inode) && portIn(local) === port ? [portIn(remote)] : [],
    ),
  )
}

function portIn(address: string): number {
  return Number.parseInt(address.slice(address.indexOf(':') + 1), 16)
}

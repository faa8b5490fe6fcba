import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

const TICK_MS = 10

/** What a start took until its first answer with data: time, processor time of the process, and what it held then. */
export interface WarmStart {
  readonly ms: number
  readonly cpuMs: number
  readonly residentMegabytes: number
}

/** Starts this command (the file in bin/) on a catalogue that is there, asks until it answers, and ends it. */
export async function timeWarmStart(command: string, dataDir: string, configPath: string): Promise<WarmStart> {
  const env = { ...process.env, PORT: '0', DATA_DIR: dataDir, FEEDS_CONFIG: configPath, LOG_LEVEL: 'silent' }
  const startedMs = performance.now()
  const child = spawn(process.execPath, [command, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += String(chunk)
      const found = /http:\S+?\/graphql/.exec(said)?.[0]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => reject(new Error('the gateway ended before it served')))
  })
  const body = JSON.stringify({ query: '{ services(first: 1) { totalCount nodes { name } } }' })
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const text = await answer.text()
  const taken = { ms: performance.now() - startedMs, ...usageOf(child.pid ?? 0) }
  child.kill('SIGTERM')
  await once(child, 'exit')
  if (!text.includes('"nodes":[{')) throw new Error(`no data: ${text.slice(0, 500)}`)
  return taken
}

/** Of a process, as Linux counts it. */
function usageOf(pid: number): Omit<WarmStart, 'ms'> {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
  const kilobytes = /VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return { cpuMs: (Number(user) + Number(system)) * TICK_MS, residentMegabytes: Number(kilobytes) / 1_000 }
}

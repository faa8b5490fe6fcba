import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { printTable } from './print-table.ts'

const MINUTES = 60
const SERVICES = 4_000
const PORT = 4_870
const ASKERS = 2
const EVERY_MS = 30_000
const COMMAND = new URL('../bin/oruk-gateway.js', import.meta.url).pathname

/** Prints what a gateway keeps resident, as it is supervised, from its first read on and under load for so many minutes: the last half is to be flat. */
export async function benchSoak(minutes = MINUTES): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-soak-'))
  const feed = fork(new URL('reading/serve-feed.ts', import.meta.url), [String(SERVICES), '100'])
  const { url } = z.object({ url: z.string() }).parse((await once(feed, 'message'))[0])
  const feeds = [{ slug: 'loopback', name: 'Loopback', publisher: 'Nobody', url, refreshIntervalMinutes: 5 }]
  writeFileSync(join(folder, 'feeds.json'), JSON.stringify({ feeds, allowPrivateHosts: ['127.0.0.1'] }))
  const env = {
    ...process.env,
    FEEDS_CONFIG: join(folder, 'feeds.json'),
    DATA_DIR: join(folder, 'data'),
    PORT: String(PORT),
    RATE_LIMIT_PER_SECOND: '0',
    LOG_LEVEL: 'error',
  }
  const supervisor = spawn(process.execPath, [COMMAND, 'supervise'], { env, stdio: 'ignore' })
  try {
    printTable(
      'A gateway under load',
      ['minute', 'MB resident', 'answers'],
      await observe(supervisor.pid ?? 0, minutes),
    )
  } finally {
    supervisor.kill('SIGTERM')
    await once(supervisor, 'exit')
    feed.disconnect()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function observe(supervisor: number, minutes: number): Promise<string[][]> {
  const endMs = performance.now() + minutes * 60_000
  let answers = 0
  async function askOn(asker: number): Promise<void> {
    for (let n = 0; performance.now() < endMs; n += 1) {
      try {
        await ask(
          `{ services(first: 20, where: { text: "club" }) { nodes { name description } } _${asker}_${n}: __typename }`,
        )
        answers += 1
      } catch {
        // It does not listen yet.
        await pause(500)
      }
    }
  }
  const rows: string[][] = []
  const asking = Promise.all(Array.from({ length: ASKERS }, (_, asker) => askOn(asker)))
  for (let minute = 0; performance.now() < endMs; minute += EVERY_MS / 60_000) {
    rows.push([minute.toFixed(1), residentOf(supervisor), String(answers)])
    await pause(Math.min(EVERY_MS, Math.max(0, endMs - performance.now())))
  }
  await asking
  return rows
}

async function ask(query: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${PORT}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  await response.text()
}

/** Of the process that serves, the supervisor's only child. */
function residentOf(supervisor: number): string {
  const [child = ''] = readFileSync(`/proc/${supervisor}/task/${supervisor}/children`, 'utf8').split(' ')
  if (child === '') return ''
  const kilobytes = /VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1]
  return (Number(kilobytes) / 1_000).toFixed(0)
}

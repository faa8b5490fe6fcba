import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'undici'
import { prepareCatalogue } from './gateway/prepare-catalogue.ts'
import { figure, printTable } from './print-table.ts'

const COMMAND = new URL('../bin/oruk-gateway.js', import.meta.url).pathname
const PORT = 4_997
const CLIENTS = 4
const QUERY = JSON.stringify({ query: '{ services(first: 3) { totalCount nodes { name } } }' })

/** Prints what clients met, on new and on kept connections, while one process after another took over. */
export async function benchTakeOver(restarts = 10): Promise<void> {
  const { dataDir, configPath, remove } = await prepareCatalogue()
  const settings = { FEEDS_CONFIG: configPath, DATA_DIR: dataDir, PORT: String(PORT), RATE_LIMIT_PER_SECOND: '0' }
  const env = { ...process.env, ...settings, LOG_LEVEL: 'silent' }
  const child = spawn(process.execPath, [COMMAND, 'supervise'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const until = async (what: string, times: number): Promise<void> => {
    while (said.split(what).length <= times) await pause(20)
  }
  await until('The gateway answers on', 1)
  const met = new Map<string, number>()
  let slowestMs = 0
  let isOver = false
  async function goOn(isKept: boolean): Promise<void> {
    let client = new Client(`http://127.0.0.1:${PORT}`)
    while (!isOver) {
      const startedMs = performance.now()
      const outcome = await ask(client)
      slowestMs = Math.max(slowestMs, performance.now() - startedMs)
      met.set(outcome, (met.get(outcome) ?? 0) + 1)
      if (isKept) continue
      await client.close()
      client = new Client(`http://127.0.0.1:${PORT}`)
    }
    await client.close()
  }
  const clients = Array.from({ length: CLIENTS }, (_, n) => goOn(n % 2 === 0))
  for (let restart = 1; restart <= restarts; restart += 1) {
    child.kill('SIGUSR2')
    await until('Stopping: answering what is under way.', restart)
  }
  isOver = true
  await Promise.all(clients)
  child.kill('SIGTERM')
  await once(child, 'exit')
  await remove()
  const rows = [...met].map(([outcome, count]) => [outcome, figure(count, 0)])
  printTable(`${restarts} restarts, slowest answer ${figure(slowestMs, 0)} ms`, ['answer', 'times'], rows)
}

async function ask(client: Client): Promise<string> {
  try {
    const headers = { 'content-type': 'application/json' }
    const answer = await client.request({ path: '/graphql', method: 'POST', headers, body: QUERY })
    const code = /"code":"([A-Z_]+)"/.exec(await answer.body.text())?.[1]
    return code === undefined ? String(answer.statusCode) : `${answer.statusCode} ${code}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

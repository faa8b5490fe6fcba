import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import { Client } from 'undici'
import type { RunningCommand } from './run-command.ts'

const ONE = JSON.stringify({ query: '{ service(origin: { feed: "north", originId: "s1" }) { name } }' })

const SETTLED_MS = 4_000

/**
 * How many milliseconds after its commit a change is in the hands of a client of each reader, so many times over: a client of
 * one reader has the council asked, and clients of all of them ask without a pause.
 */
export async function measureGenerations(
  gateway: RunningCommand,
  dataDir: string,
  change: (name: string) => void,
  times: number,
): Promise<readonly number[]> {
  const file = new DatabaseSync(join(dataDir, 'catalogue.sqlite'), { readOnly: true })
  const generation = file.prepare("SELECT value FROM meta WHERE key = 'generation'")
  const url = `http://127.0.0.1:${gateway.port}`
  const many = gateway.readers().length
  const clients: Client[] = []
  // Opened one after another, they are handed out in turn.
  for (let n = 0; n < many; n += 1) {
    const client = new Client(url)
    await ask(client)
    clients.push(client)
  }
  const asker = new Client(url)
  while (!(await ask(asker)).includes('"name":"')) await pause(50)
  // What else is written when a feed is first read is over.
  await pause(SETTLED_MS)
  const lags: number[] = []
  for (let time = 0; time < times; time += 1) {
    const name = `Changed ${time}`
    change(name)
    const before = generation.get()?.['value']
    const asking = ask(asker, { 'cache-control': 'no-cache' })
    const seen = clients.map(async (client) => {
      while (!(await ask(client)).includes(`"${name}"`));
      return performance.now()
    })
    while (generation.get()?.['value'] === before) await turn()
    const committedMs = performance.now()
    lags.push(...(await Promise.all(seen)).map((ms) => Math.max(0, ms - committedMs)))
    await asking
  }
  await Promise.all([...clients, asker].map((client) => client.close()))
  file.close()
  return lags.toSorted((a, b) => a - b)
}

async function ask(client: Client, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const headers = { 'content-type': 'application/json', ...more }
  const answer = await client.request({ path: '/graphql', method: 'POST', headers, body: ONE })
  return answer.body.text()
}

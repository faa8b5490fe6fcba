import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { plainServices, startFakeCouncil } from './fake-council.ts'
import { findFreePort } from './free-port.ts'
import { temporaryFolder } from './start-gateway.ts'

const COMMAND = new URL('../../bin/oruk-gateway.js', import.meta.url).pathname
/** The machine may be busy with other tests. */
const PATIENT = { timeout: 60_000, interval: 50 }
const SLOW = { timeout: 180_000 }
const COUNT = '{ services(first: 1) { totalCount } }'

/** A gateway of two readers over a council of three, read to its end. */
async function startReaders(environment: NodeJS.ProcessEnv = {}) {
  const council = await startFakeCouncil(plainServices(3))
  onTestFinished(() => council.close())
  const folder = temporaryFolder()
  const port = await findFreePort()
  const feed = { slug: 'north', name: 'North', publisher: 'North council', url: council.url }
  const writeFeeds = (feeds: readonly object[]) =>
    writeFile(join(folder, 'feeds.json'), JSON.stringify({ feeds, allowPrivateHosts: ['127.0.0.1'] }))
  await writeFeeds([feed])
  const env = {
    ...process.env,
    ...{ FEEDS_CONFIG: join(folder, 'feeds.json'), DATA_DIR: join(folder, 'data'), PORT: String(port) },
    ...{ RATE_LIMIT_PER_SECOND: '0', LOG_LEVEL: 'info', METRICS_PATH: '/metrics' },
    ...environment,
  }
  const child = spawn(process.execPath, [COMMAND, 'serve', '--readers', '2'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
  await expect.poll(() => said, PATIENT).toContain('The gateway answers on')
  await expect.poll(() => ask(port, COUNT), PATIENT).toContain('"totalCount":3')
  const addFeed = (slug: string, url: string) => writeFeeds([feed, { ...feed, slug, url }])
  return { child, port, council, env, addFeed, said: () => said }
}

/** The answer's body, or the code of what went wrong on the way. */
function ask(port: number, query: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const body = JSON.stringify({ query })
  return send(
    port,
    { path: '/graphql', method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
    body,
  )
}

function send(port: number, options: object, body = ''): Promise<string> {
  return new Promise((resolve) => {
    const asked = request({ agent: new Agent(), ...options, port, host: '127.0.0.1' }, (response) => {
      let text = ''
      response.on('data', (bytes: Buffer) => (text += bytes.toString()))
      response.on('end', () => resolve(text))
      response.on('error', (error) => resolve(error.message))
    })
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    asked.end(body)
  })
}

/** The processes that a porter has started, by role. */
async function processesOf({ pid }: ChildProcess): Promise<ReadonlyMap<string, readonly number[]>> {
  const pids = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8'))
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number)
  const roles = await Promise.all(
    pids.map(async (each) => (await readFile(`/proc/${each}/cmdline`, 'utf8')).split('\0').findLast(Boolean) ?? ''),
  )
  return Map.groupBy(pids, (each) => roles[pids.indexOf(each)] ?? '')
}

it(
  'goes on when its keeper and each of its readers is killed, and applies an edit of the feeds file everywhere',
  SLOW,
  async () => {
    const { child, port, addFeed, said } = await startReaders()
    const before = await processesOf(child)
    expect([before.get('keeper')?.length, before.get('reader')?.length]).toEqual([1, 2])
    process.kill(before.get('keeper')?.[0] ?? 0, 'SIGKILL')
    expect(await ask(port, COUNT)).toContain('"totalCount":3')
    await expect.poll(() => send(port, { path: '/health/ready' }), PATIENT).toContain('"keeper":"starting"')
    expect(await ask(port, COUNT)).toContain('"totalCount":3')
    for (const reader of before.get('reader') ?? []) {
      process.kill(reader, 'SIGKILL')
      expect(await ask(port, COUNT)).toContain('"totalCount":3')
    }
    await expect.poll(async () => (await processesOf(child)).get('reader')?.length, PATIENT).toBe(2)
    const south = await startFakeCouncil(plainServices(2))
    onTestFinished(() => south.close())
    await addFeed('south', south.url)
    // Two in a row are answered by one reader each.
    const both = async () =>
      [await ask(port, COUNT), await ask(port, COUNT)].every((text) => text.includes('"totalCount":5'))
    await expect.poll(both, PATIENT).toBe(true)
    expect(said()).toContain('The keeper ended by itself: it is started again.')
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  },
)

it('has the council asked by the keeper for a record that a client wants fresh, and shows it', SLOW, async () => {
  const { port, council, child, env } = await startReaders()
  council.services = plainServices(3, { name: 'Service 001 changed' })
  const one = '{ service(origin: { feed: "north", originId: "s1" }) { name } }'
  expect(await ask(port, one, { 'cache-control': 'no-cache' })).toContain('Service 001 changed')
  expect(council.asked).toContain('/services/s1')
  const numbers = await send(port, { path: '/metrics' })
  expect(numbers).toContain('oruk_gateway_processes{role="reader"} 2')
  expect(numbers).toContain('oruk_gateway_feed_services{feed="north"} 3')
  const status = spawn(process.execPath, [COMMAND, 'status', '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  status.stdout.on('data', (bytes: Buffer) => (text += bytes.toString()))
  await once(status, 'close')
  const roles: unknown = JSON.parse(text).running.processes.map(({ role }: { role: string }) => role)
  expect(roles).toEqual(['PORTER', 'READER', 'READER', 'KEEPER'])
  child.kill('SIGTERM')
  await once(child, 'exit')
})

it('lets one address have its requests of all readers together, not of each', SLOW, async () => {
  const { port, child } = await startReaders({ RATE_LIMIT_PER_SECOND: '1' })
  let [passed, refused] = [0, 0]
  async function goOn(): Promise<void> {
    for (let n = 0; n < 100; n += 1) {
      const text = await ask(port, '{ __typename }')
      passed += text.includes('"Query"') ? 1 : 0
      refused += text.includes('RATE_LIMITED') ? 1 : 0
    }
  }
  await Promise.all([goOn(), goOn(), goOn()])
  // A burst of 100 less what was asked before, and with what was won back meanwhile and the other had not heard of yet.
  expect(passed).toBeLessThan(150)
  expect(refused).toBeGreaterThan(50)
  child.kill('SIGTERM')
  await once(child, 'exit')
})

it('says why the folder can not be opened, and ends', SLOW, async () => {
  const { env } = await startReaders()
  const again = spawn(process.execPath, [COMMAND, 'serve', '--readers', '1'], {
    env: { ...env, PORT: '0', FEEDS_CONFIG: '/nowhere/feeds.json' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  again.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()))
  expect(await once(again, 'close')).toEqual([1, null])
  expect(said).toContain('There is no such file: set FEEDS_CONFIG')
})

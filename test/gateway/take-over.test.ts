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
const END_WRITERS = new URL('./end-writers-at-signal.ts', import.meta.url).href
/** The machine may be busy with other tests. */
const PATIENT = { timeout: 60_000, interval: 50 }
const SLOW = { timeout: 180_000 }
const QUERY = JSON.stringify({
  query: '{ services(first: 3) { totalCount } feeds { report { state } verification { outcome } } }',
})

/** A supervised gateway over a council of three, read to its end. */
async function superviseGateway(environment: NodeJS.ProcessEnv = {}) {
  const council = await startFakeCouncil(plainServices(3, { fees: 'Free' }))
  onTestFinished(() => council.close())
  const folder = temporaryFolder()
  const port = await findFreePort()
  const feed = { slug: 'north', name: 'North', publisher: 'North council', url: council.url }
  const writeFeeds = (feeds: readonly object[]) =>
    writeFile(join(folder, 'feeds.json'), JSON.stringify({ feeds, allowPrivateHosts: ['127.0.0.1'] }))
  await writeFeeds([feed])
  const env = {
    ...process.env,
    FEEDS_CONFIG: join(folder, 'feeds.json'),
    DATA_DIR: join(folder, 'data'),
    PORT: String(port),
    RATE_LIMIT_PER_SECOND: '0',
    LOG_LEVEL: 'info',
    ...environment,
  }
  const again = () => startSupervisor(env)
  const { child, timesSaid } = again()
  await expect.poll(() => timesSaid('The gateway answers on'), PATIENT).toBe(1)
  // Verified too, or the next process would go on with that.
  await expect.poll(() => ask(port), PATIENT).toBe('200 3 FRESH verified')
  const addFeed = (slug: string, url: string) => writeFeeds([feed, { ...feed, slug, url }])
  return { child, port, council, timesSaid, again, addFeed }
}

function startSupervisor(env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [COMMAND, 'supervise'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString()))
  return { child, timesSaid: (what: string): number => said.split(what).length - 1 }
}

function describe(text: string): string {
  const count = /"totalCount":(\d+)/.exec(text)?.[1]
  const states = [...text.matchAll(/"state":"([A-Z]+)"/g)].map(([, state]) => state)
  return count === undefined ? text : `${count} ${states.join(' ')}${/"outcome":"/.test(text) ? ' verified' : ''}`
}

/** The status and what was found, or the code of what went wrong on the way. */
function ask(port: number, agent?: Agent): Promise<string> {
  const headers = { 'content-type': 'application/json', 'content-length': QUERY.length }
  return new Promise((resolve) => {
    const options = { port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers, agent: agent ?? false }
    const asked = request(options, (response) => {
      let text = ''
      response.on('data', (bytes: Buffer) => (text += bytes.toString()))
      response.on('end', () => resolve(`${response.statusCode} ${describe(text)}`))
      response.on('error', (error) => resolve(error.message))
    })
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    asked.end(QUERY)
  })
}

/** One gateway in one process, and in several. */
const PROCESSES: readonly (readonly [string, NodeJS.ProcessEnv])[] = [
  ['one process', {}],
  ['two readers', { READERS: '2' }],
]

it.each(PROCESSES)(
  'has %s take over without refusing or losing a request, and asks no council again',
  SLOW,
  async (_, environment) => {
    const { child, port, council, timesSaid } = await superviseGateway(environment)
    council.asked.length = 0
    const answers = new Map<string, number>()
    let isOver = false
    const agent = new Agent({ keepAlive: true, maxSockets: 2 })
    onTestFinished(() => agent.destroy())
    async function goOn(kept: Agent | undefined): Promise<void> {
      while (!isOver) {
        const answer = await ask(port, kept)
        answers.set(answer, (answers.get(answer) ?? 0) + 1)
      }
    }
    const clients = [undefined, undefined, agent, agent].map(goOn)
    for (let time = 1; time <= 2; time += 1) {
      child.kill('SIGUSR2')
      await expect.poll(() => timesSaid('Stopping: answering what is under way.'), PATIENT).toBe(time)
    }
    isOver = true
    await Promise.all(clients)
    // A machine that is busy with other tests makes a gateway shed load, which is an answer and no refused connection.
    expect([...answers.keys()].filter((answer) => !answer.includes('OVERLOADED'))).toEqual(['200 3 FRESH verified'])
    expect(council.asked.filter((path) => path.startsWith('/services?'))).toEqual([])
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  },
)

it('starts a gateway again that ended by itself, and refuses nobody meanwhile', SLOW, async () => {
  const { child, port, timesSaid } = await superviseGateway()
  process.kill(await servingProcess(child), 'SIGKILL')
  const meanwhile = Promise.all(Array.from({ length: 5 }, () => ask(port)))
  await expect.poll(() => timesSaid('The gateway answers on'), PATIENT).toBe(2)
  expect(await meanwhile).toEqual(Array.from({ length: 5 }, () => expect.stringMatching(/^200 3/)))
})

it('goes on writing when the thread that writes has ended, serving what is held meanwhile', SLOW, async () => {
  const { child, port, addFeed, timesSaid } = await superviseGateway({ NODE_OPTIONS: `--import=${END_WRITERS}` })
  const serving = await servingProcess(child)
  process.kill(serving, 'SIGPWR')
  await expect.poll(() => timesSaid('The writer of the catalogue runs again.'), PATIENT).toBe(1)
  expect(await ask(port)).toBe('200 3 FRESH verified')
  const south = await startFakeCouncil(plainServices(2))
  onTestFinished(() => south.close())
  await addFeed('south', south.url)
  await expect.poll(() => ask(port), PATIENT).toMatch(/^200 5 FRESH FRESH/)
  child.kill('SIGUSR2')
  await expect.poll(() => timesSaid('Stopping: answering what is under way.'), PATIENT).toBe(1)
  // Nothing was said of a process that ended by itself, and the folder was given up in order.
  expect(timesSaid('ended by itself: it is started again.')).toBe(0)
})

it.each(PROCESSES)('has %s give folder and port up when its supervisor is killed', SLOW, async (_, environment) => {
  const { child, port, timesSaid, again } = await superviseGateway(environment)
  child.kill('SIGKILL')
  await expect.poll(() => timesSaid('Stopping: answering what is under way.'), PATIENT).toBe(1)
  await expect.poll(() => ask(port), PATIENT).toBe('ECONNREFUSED')
  const next = again()
  await expect.poll(() => next.timesSaid('The gateway answers on'), PATIENT).toBe(1)
  expect(await ask(port)).toMatch(/^200 3/)
})

it('says why it can not have its port, and ends', SLOW, async () => {
  const { again } = await superviseGateway()
  const next = again()
  expect(await once(next.child, 'exit')).toEqual([1, null])
  expect(next.timesSaid('is in use: stop what listens there, or set PORT to another')).toBe(1)
})

/** The process that serves under a supervisor. */
async function servingProcess({ pid }: ChildProcess): Promise<number> {
  return Number((await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ')[0])
}

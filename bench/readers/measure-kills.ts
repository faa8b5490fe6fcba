import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { clientPortsOf, type RunningCommand } from './run-command.ts'

/** What clients met while processes were killed. */
export interface Killed {
  readonly keepers: number
  readonly readers: number
  readonly answers: number
  /** Requests that failed on a connection of the process that was just killed. */
  readonly failures: number
  /** Those that failed on another. */
  readonly strangers: readonly string[]
  /** Those of both that failed again when they were sent once more. */
  readonly failedTwice: number
  readonly slowestMs: number
}

const KEPT = 6
const NEW = 2
const BODY = JSON.stringify({ query: '{ services(first: 3) { totalCount nodes { name } } }' })

/** Kills the keeper and the readers at random, each once all run, under load on kept and on new connections. */
export async function measureKills(gateway: RunningCommand, times: number): Promise<Killed> {
  let [keepers, readers, answers, failures, failedTwice, slowestMs] = [0, 0, 0, 0, 0, 0]
  const strangers: string[] = []
  const dead = new Set<number>()
  let isOver = false
  async function goOn(isKept: boolean): Promise<void> {
    const agent = new Agent({ keepAlive: isKept, maxSockets: 1 })
    while (!isOver) {
      const startedMs = performance.now()
      const { fault, localPort } = await ask(gateway.port, agent)
      if (fault === undefined) answers += 1
      else {
        if (dead.has(localPort)) failures += 1
        else strangers.push(fault)
        if ((await ask(gateway.port, new Agent())).fault !== undefined) failedTwice += 1
      }
      slowestMs = Math.max(slowestMs, performance.now() - startedMs)
    }
    agent.destroy()
  }
  const clients = [...Array.from({ length: KEPT }, () => goOn(true)), ...Array.from({ length: NEW }, () => goOn(false))]
  const many = gateway.readers().length
  for (let kill = 0; kill < times; kill += 1) {
    while (gateway.readers().length < many || !(await isKept(gateway.port))) await pause(20)
    await pause(Math.random() * 300)
    const keeper = gateway.keeper()
    const victims = [...gateway.readers(), ...(keeper === undefined ? [] : [keeper])]
    const victim = victims[Math.floor(Math.random() * victims.length)]
    if (victim === undefined) continue
    // Stopped, it takes no more connections while those that it has are listed.
    process.kill(victim, 'SIGSTOP')
    for (const port of clientPortsOf(victim, gateway.port)) dead.add(port)
    process.kill(victim, 'SIGKILL')
    if (victim === keeper) keepers += 1
    else readers += 1
    await pause(50)
  }
  isOver = true
  await Promise.all(clients)
  return { keepers, readers, answers, failures, strangers, failedTwice, slowestMs }
}

/** Whether a keeper runs, as a reader has it, and whether it is another than was killed is seen by its being there again. */
async function isKept(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { headers: { connection: 'close' } }).catch(
    () => undefined,
  )
  return (await answer?.text().catch(() => ''))?.includes('"keeper":"running"') === true
}

function ask(port: number, agent: Agent): Promise<{ readonly fault?: string; readonly localPort: number }> {
  return new Promise((resolve) => {
    let localPort = 0
    const headers = { 'content-type': 'application/json', 'content-length': BODY.length }
    const asked = request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers, agent }, (response) => {
      let text = ''
      response.on('data', (bytes: Buffer) => (text += bytes.toString()))
      response.on('end', () => {
        // A busy machine makes a gateway turn requests away, which is an answer and no lost connection.
        if (text.includes('"totalCount"') || text.includes('"OVERLOADED"')) resolve({ localPort })
        else resolve({ fault: text.slice(0, 200), localPort })
      })
      response.on('error', (error) => resolve({ fault: error.message, localPort }))
    })
    const note = (socket: { readonly localPort?: number | undefined }): void => void (localPort = socket.localPort ?? 0)
    asked.on('socket', (socket) => (socket.connecting ? socket.once('connect', () => note(socket)) : note(socket)))
    asked.on('error', (error: NodeJS.ErrnoException) => resolve({ fault: error.code ?? error.message, localPort }))
    asked.setTimeout(20_000, () => asked.destroy(new Error('no answer in 20 s')))
    asked.end(BODY)
  })
}

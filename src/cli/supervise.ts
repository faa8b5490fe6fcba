import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { untilStopped } from './until-stopped.ts'

const FIRST_RETRY_MS = 250
const LONGEST_RETRY_MS = 30_000
/** A gateway that writes a page may need so long to give the folder up. */
const RELEASE_MS = 60_000

/**
 * Runs `serve` in a process of its own and holds its port: SIGUSR2 has a new process of it, and so of the program as it is
 * installed then, take over without refusing or losing a request. One that ends by itself is started again. SIGHUP is handed
 * on; SIGTERM and SIGINT end both. The exit code is that of a first start that failed.
 */
export async function supervise(): Promise<void> {
  // The listening socket is shared, and who waits to be accepted waits on while processes change.
  cluster.schedulingPolicy = cluster.SCHED_NONE
  cluster.setupPrimary({ exec: fileURLToPath(new URL('../../bin/oruk-gateway.js', import.meta.url)), args: ['serve'] })
  const state: State = { serving: undefined, isStopping: false, changing: Promise.resolve() }
  const first = await startServing()
  if (first === undefined) {
    process.exitCode = 1
    return
  }
  takeUp(first, state)
  process.on('SIGUSR2', () => changeNext(state))
  process.on('SIGHUP', () => void state.serving?.process.kill('SIGHUP'))
  await untilStopped()
  state.isStopping = true
  await state.changing
  await end(state.serving)
}

interface State {
  serving: Worker | undefined
  isStopping: boolean
  /** Resolves when the change of processes under way is over. */
  changing: Promise<void>
}

/** A process that listens; undefined where it ended before, having said why. */
async function startServing(): Promise<Worker | undefined> {
  const worker = cluster.fork()
  const ended = once(worker, 'exit').then(() => undefined)
  return Promise.race([once(worker, 'listening').then(() => worker), ended])
}

function takeUp(worker: Worker, state: State): void {
  state.serving = worker
  worker.once('exit', () => {
    if (state.serving !== worker || state.isStopping) return
    console.error('The gateway ended by itself: it is started again.')
    state.serving = undefined
    changeNext(state)
  })
}

/** One change after another, however often it is asked for. */
function changeNext(state: State): void {
  state.changing = state.changing.then(() => replace(state))
}

/** The one that serves gives the folder up and answers on from what is held, until the next one listens. */
async function replace(state: State): Promise<void> {
  const before = state.serving
  if (before !== undefined) await release(before)
  for (let retryMs = FIRST_RETRY_MS; !state.isStopping; retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2)) {
    const next = await startServing()
    if (next !== undefined) {
      takeUp(next, state)
      await end(before)
      return
    }
    console.error(`The gateway that was to take over did not start: again in ${retryMs / 1000} s.`)
    await pause(retryMs)
  }
}

async function release(worker: Worker): Promise<void> {
  const patience = AbortSignal.timeout(RELEASE_MS)
  const gone = once(worker, 'exit', { signal: patience })
  worker.send('release')
  await Promise.race([once(worker, 'message', { signal: patience }), gone]).catch((error: unknown) => {
    if (!patience.aborted) throw error
    console.error('The gateway does not give its folder up: it is ended.')
    worker.process.kill('SIGKILL')
  })
}

async function end(worker: Worker | undefined): Promise<void> {
  if (worker === undefined || worker.isDead()) return
  const exited = once(worker, 'exit')
  worker.process.kill('SIGTERM')
  await exited
}

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'

import { readSettings } from '../config/settings.ts'
import { holdPort } from '../server/hold-port.ts'
import { PROGRAM } from './program.ts'
import { untilStopped } from './until-stopped.ts'

/** Where a child finds the socket: after its three streams and the channel to us. */
const SOCKET_FD = 4
const FIRST_RETRY_MS = 250
const LONGEST_RETRY_MS = 30_000
/** A gateway that writes a page may need so long to give the folder up. */
const RELEASE_MS = 60_000

/**
 * Holds the port and runs `serve` on it in a process of its own: while none runs, who connects waits and is not refused.
 * SIGUSR2 has a new process of it, and so of the program as it is installed then, take over without losing a request. One
 * that ends by itself is started again. SIGHUP is handed on; SIGTERM and SIGINT end both. The exit code is that of a first
 * start that failed. StartError where the port can't be had.
 */
export async function supervise(): Promise<void> {
  const { port, host } = readSettings()
  const held = await holdPort(port, host)
  const state: State = { fd: held.fd, serving: undefined, isStopping: false, changing: Promise.resolve() }
  try {
    const starting = startServing(state)
    state.changing = starting.then(() => {})
    process.on('SIGUSR2', () => changeNext(state))
    process.on('SIGHUP', () => void state.serving?.kill('SIGHUP'))
    const first = await starting
    if (first === undefined) {
      process.exitCode = 1
      return
    }
    takeUp(first, state)
    await untilStopped()
    state.isStopping = true
    // Nobody waits for a process that does not come; who has connected already is answered.
    await held.close()
    await state.changing
    await end(state.serving)
  } finally {
    await held.close()
  }
}

interface State {
  /** Of the socket that is held. */
  readonly fd: number
  serving: ChildProcess | undefined
  isStopping: boolean
  /** Resolves when the change of processes under way is over. */
  changing: Promise<void>
}

/** A process that listens; undefined where it ended before, having said why. */
async function startServing({ fd, serving }: State): Promise<ChildProcess | undefined> {
  // While none serves, one that takes long to start says so itself.
  const isAnswered = serving !== undefined && !hasEnded(serving)
  const child = fork(PROGRAM, ['serve', '--fd', String(SOCKET_FD), ...(isAnswered ? ['--take-over'] : [])], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc', fd],
  })
  const ended = once(child, 'exit').then(() => undefined)
  return Promise.race([hears(child, 'listening').then(() => child), ended])
}

function takeUp(child: ChildProcess, state: State): void {
  state.serving = child
  const restart = (): void => {
    if (state.serving !== child || state.isStopping) return
    console.error('The gateway ended by itself: it is started again.')
    state.serving = undefined
    changeNext(state)
  }
  if (hasEnded(child)) restart()
  else child.once('exit', restart)
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
    const next = await startServing(state)
    if (next !== undefined) {
      takeUp(next, state)
      await end(before)
      return
    }
    console.error(`The gateway that was to take over did not start: again in ${retryMs / 1000} s.`)
    await pause(retryMs)
  }
}

async function release(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  const patience = AbortSignal.timeout(RELEASE_MS)
  const gone = once(child, 'exit', { signal: patience })
  const released = hears(child, 'released', patience)
  // One that ends meanwhile can't be sent to, and is gone.
  child.send('release', () => {})
  await Promise.race([released, gone]).catch((error: unknown) => {
    if (!patience.aborted) throw error
    console.error('The gateway does not give its folder up: it is ended.')
    child.kill('SIGKILL')
  })
}

/** Resolves when the process sends this word. */
async function hears(child: ChildProcess, word: string, signal?: AbortSignal): Promise<void> {
  for (;;) {
    const [message]: unknown[] = await once(child, 'message', signal === undefined ? {} : { signal })
    if (message === word) return
  }
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || hasEnded(child)) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

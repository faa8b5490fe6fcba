import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

import type { Settings } from '../config/settings.ts'
import type { Guest, Porter } from '../processes/porter.ts'
import { openChildLine } from './lines.ts'
import { PROGRAM } from './program.ts'

const FIRST_RETRY_MS = 250
const LONGEST_RETRY_MS = 30_000
const LOOK_EVERY_MS = 5
/** Readers answer what is under way within 11 s. */
const LAST_ANSWERS_MS = 15_000

/** A keeper and its readers, each in a process of its own. */
export interface Family {
  /** Resolves where the first keeper can not open the folder, having said why. */
  readonly failed: Promise<'FAILED'>
  /** Gives the folder up: the keeper ends, readers answer on from what is held, and none is started again. */
  release(): Promise<void>
  /** Ends the readers, which answer what is under way, and then the keeper. */
  stop(): Promise<void>
}

/** Starts a keeper and so many readers as the settings say, and each of them again when it ends by itself. */
export function startFamily(porter: Porter<Socket>, { readers }: Settings): Family {
  const failed = Promise.withResolvers<'FAILED'>()
  const ending = new AbortController()
  const running = new Set<ChildProcess>()
  let hasKept = false

  function begin(role: Role): { readonly child: ChildProcess; readonly guest: Guest } {
    const env = { ...process.env, READERS: String(readers) }
    const child = fork(PROGRAM, [role], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // Digests of keys are bytes.
      serialization: 'advanced',
      env,
    })
    const line = openChildLine(child)
    return { child, guest: role === 'keeper' ? porter.addKeeper(line) : porter.addReader(line, line.hand) }
  }
  async function run(role: Role): Promise<void> {
    for (let retryMs = 0; !ending.signal.aborted; retryMs = Math.min(LONGEST_RETRY_MS, retryMs)) {
      await pause(retryMs, undefined, { signal: ending.signal }).catch(ignoreAbort)
      if (ending.signal.aborted) return
      const { child, guest } = begin(role)
      running.add(child)
      await untilEnded(child)
      running.delete(child)
      const wasOpen = guest.end()
      if (ending.signal.aborted) return
      hasKept ||= wasOpen
      if (role === 'keeper' && !hasKept && child.signalCode === null) return failed.resolve('FAILED')
      console.error(`${NAMES[role]} ended by itself: it is started again.`)
      // One that was of use is missed at once; one that can't begin would keep the machine busy.
      retryMs = wasOpen ? 0 : Math.max(FIRST_RETRY_MS, retryMs * 2)
    }
  }

  const keeping = run('keeper')
  const reading = Array.from({ length: readers }, () => run('reader'))
  return {
    failed: failed.promise,
    async release() {
      ending.abort()
      await Promise.race([porter.release(), keeping])
      await keeping
    },
    async stop() {
      ending.abort()
      porter.stopReaders()
      const patience = setTimeout(() => {
        for (const child of running) if (child.spawnargs.includes('reader')) child.kill('SIGKILL')
      }, LAST_ANSWERS_MS)
      await Promise.all(reading)
      clearTimeout(patience)
      porter.stopKeeper()
      await keeping
    },
  }
}

type Role = 'keeper' | 'reader'

const NAMES: Readonly<Record<Role, string>> = { keeper: 'The keeper', reader: 'A reader' }

/** The process is gone, and all that it sent has come; what keeps one from being started is said. */
async function untilEnded(child: ChildProcess): Promise<void> {
  try {
    await once(child, 'exit')
    // Its last words are read before the end of the channel is. No event says so where it was still to take a connection.
    while (child.connected) await pause(LOOK_EVERY_MS)
  } catch (error) {
    console.error(error)
  }
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'AbortError') throw error
}

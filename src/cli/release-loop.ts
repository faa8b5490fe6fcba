import { fork } from 'node:child_process'

import { createReleaseFinder } from '../bulk/find-release.ts'
import type { Settings } from '../config/settings.ts'
import type { Log } from '../model/log.ts'
import { PROGRAM } from './program.ts'

const HOUR_MS = 3_600_000
/** After one that could not be written, such as before anything is held. */
const RETRY_MS = 300_000
/** A timer can't wait longer than 24 days: it looks again meanwhile. */
const LONGEST_MS = HOUR_MS

/** Writes releases by itself. */
interface ReleaseLoop {
  /** Ends what is under way; nothing of it shows. */
  stop(): void
}

/** Runs `bulk` to its end, in a process of its own; resolves to its exit code, or null where it was ended. */
type WriteRelease = (signal: AbortSignal) => Promise<number | null>

/**
 * Has a release written whenever the current one of BULK_DIR is BULK_EVERY_HOURS old, or there is none; by a process of its own,
 * so that answering goes on. Never, where the setting is 0.
 */
export function startReleaseLoop(
  { bulkDir, bulkEveryHours }: Pick<Settings, 'bulkDir' | 'bulkEveryHours'>,
  log: Log,
  write: WriteRelease = runBulk,
): ReleaseLoop {
  const ending = new AbortController()
  const { signal } = ending
  const find = createReleaseFinder(bulkDir)
  let timer: NodeJS.Timeout | undefined

  async function goOn(): Promise<void> {
    const release = await find()
    if (signal.aborted) return
    const dueMs = release === undefined ? 0 : Date.parse(release.createdAt) + bulkEveryHours * HOUR_MS
    const waitMs = dueMs > Date.now() ? dueMs - Date.now() : await writeNow()
    if (!signal.aborted) timer = setTimeout(look, Math.min(waitMs, LONGEST_MS)).unref()
  }
  /** How long until it is to be looked again. */
  async function writeNow(): Promise<number> {
    const code = await write(signal)
    if (signal.aborted) return 0
    if (code === 0) log.info({ folder: bulkDir }, 'A release of all that is held was written.')
    else log.warn({ code, folder: bulkDir }, 'No release could be written; it is tried again in five minutes.')
    return code === 0 ? 0 : RETRY_MS
  }
  function look(): void {
    goOn().catch((error: unknown) => {
      if (signal.aborted) return
      log.error({ err: error }, 'The releases could not be looked at; it is tried again in five minutes.')
      timer = setTimeout(look, RETRY_MS).unref()
    })
  }

  if (bulkEveryHours > 0) look()
  return {
    stop() {
      ending.abort()
      clearTimeout(timer)
    },
  }
}

function runBulk(signal: AbortSignal): Promise<number | null> {
  const child = fork(PROGRAM, ['bulk'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const stop = (): void => void child.kill()
  signal.addEventListener('abort', stop, { once: true })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      signal.removeEventListener('abort', stop)
      resolve(code)
    })
  })
}

import { Worker } from 'node:worker_threads'
import type { DamagedFile } from '../model/keeper.ts'
import type { FileDamage } from '../store/check-thread.ts'
import type { Log } from '../model/log.ts'
import { threadFile } from '../model/thread-file.ts'

/** Looks through a catalogue's file from time to time, in a thread of its own. */
export interface FileCheck {
  /** Looks through it now; resolves when that has ended. */
  check(): Promise<void>
  stop(): void
}

const FIRST_MS = 60_000
const EVERY_MS = 86_400_000

/** Begins to look a minute after the start and then daily; `onDamage` hears of a damaged file, of the catalogue's tables by name. Nothing by itself unless `isScheduled`. */
export function startFileCheck(
  file: string,
  onDamage: (of: DamagedFile, tables: readonly string[]) => void,
  { log, isScheduled }: { readonly log: Log; readonly isScheduled: boolean },
): FileCheck {
  async function check(): Promise<void> {
    try {
      const { tables, isGeographyDamaged } = await findInThread(file)
      if (tables.length > 0) onDamage('CATALOGUE', tables)
      if (isGeographyDamaged) onDamage('GEOGRAPHY', [])
    } catch (error) {
      log.error({ err: error }, "looking through the catalogue's file failed; it is tried again tomorrow")
    }
  }
  const unasked = (): void => void check()
  const first = isScheduled ? setTimeout(unasked, FIRST_MS).unref() : undefined
  const daily = isScheduled ? setInterval(unasked, EVERY_MS).unref() : undefined
  return {
    check,
    stop() {
      clearTimeout(first)
      clearInterval(daily)
    },
  }
}

function findInThread(file: string): Promise<FileDamage> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(threadFile('../store/check-thread', import.meta.url), { workerData: file })
    worker.unref()
    worker.once('message', resolve).once('error', reject)
    worker.once('exit', () => reject(new Error('the thread that looks through the file has ended')))
  })
}

import { type FSWatcher, watch } from 'node:fs'
import { basename, dirname } from 'node:path'

import { ConfigError } from './config-error.ts'
import type { FeedsConfig } from './feeds-config.ts'
import { type KnownNames } from './parse-feeds-config.ts'
import { readFeedsConfig, readFeedsFile } from './read-feeds-config.ts'

/** Who hears of changes to the feeds file. */
export interface ConfigListener {
  readonly known?: KnownNames
  /** What paths in the file are relative to; absent: its own folder. */
  readonly folder?: string
  /** A changed and valid configuration, to be applied. */
  onChange(config: FeedsConfig): void | Promise<void>
  /** A bad edit: the running configuration stays. */
  onRefused(error: ConfigError): void
  /** Anything else that went wrong in watching the file, or in reading and applying it, which is tried again after doubling pauses. */
  onFault(error: unknown): void
}

/** A watch that goes on until it is closed. */
export interface ConfigWatch {
  /** Reads the file now, changed or not; resolves when the listener is done. For SIGHUP. */
  reload(): Promise<void>
  close(): void
}

/** Editors write a file in several steps; the last of them counts. */
const SETTLE_MS = 100
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000

/**
 * Watches the feeds file for edits of the text that is in use, those made before it began to watch too; never throws later, the
 * listener hears of every outcome. One change at a time, in order.
 */
export function watchConfig(path: string, inUse: string, listener: ConfigListener): ConfigWatch {
  let text = inUse
  let timer: NodeJS.Timeout | undefined
  let last: Promise<void> = Promise.resolve()

  let again: NodeJS.Timeout | undefined
  let isClosed = false

  async function apply(pauseMs = FIRST_PAUSE_MS): Promise<void> {
    clearTimeout(again)
    try {
      await listener.onChange(await readFeedsConfig(path, listener.known, listener.folder))
    } catch (error) {
      if (error instanceof ConfigError) return listener.onRefused(error)
      listener.onFault(error)
      if (isClosed) return
      const nextMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)
      again = setTimeout(() => void queue(() => apply(nextMs)), pauseMs).unref()
    }
  }
  async function applyIfEdited(): Promise<void> {
    const now = await readFeedsFile(path).catch((error: ConfigError) => {
      // Not there: an editor is between two steps, or it was taken away; what runs stays either way.
      if (!isMissing(error)) listener.onRefused(error)
    })
    if (now === undefined || now === text) return
    text = now
    await apply()
  }
  function queue(step: () => Promise<void>): Promise<void> {
    last = last.then(step)
    return last
  }

  function watchFolder(): FSWatcher | undefined {
    try {
      // The folder, not the file: most editors put a new file in the old one's place.
      const watcher = watch(dirname(path), { persistent: false }, (_event, name) => {
        if (name !== basename(path)) return
        clearTimeout(timer)
        timer = setTimeout(() => void queue(applyIfEdited), SETTLE_MS)
      })
      return watcher.on('error', (error) => listener.onFault(error))
    } catch (error) {
      // The system has no watches left: edits then wait for `reload`.
      listener.onFault(error)
      return undefined
    }
  }

  const watcher = watchFolder()
  void queue(applyIfEdited)
  return {
    reload: () => queue(() => apply()),
    close() {
      isClosed = true
      clearTimeout(again)
      clearTimeout(timer)
      watcher?.close()
    },
  }
}

function isMissing({ cause }: ConfigError): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}

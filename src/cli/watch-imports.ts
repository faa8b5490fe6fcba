import { statSync } from 'node:fs'

/** A watch that goes on until it is closed. */
export interface ImportsWatch {
  close(): void
}

const EVERY_MS = 5000

/**
 * Calls back when a file of imports was put in place, replaced or taken away, and when another day began (UTC), on which
 * areas may take the place of others. Looks every few seconds and keeps no process alive.
 */
export function watchImports(
  file: string,
  onChange: () => void,
  { everyMs = EVERY_MS, now = Date.now }: { readonly everyMs?: number; readonly now?: () => number } = {},
): ImportsWatch {
  const look = (): string => {
    return `${new Date(now()).toISOString().slice(0, 10)} ${stateOf(file)}`
  }
  let seen = look()
  // Not by the system's own watches: of the folder they would report each write of the catalogue too.
  const timer = setInterval(() => {
    const found = look()
    if (found === seen) return
    seen = found
    onChange()
  }, everyMs)
  timer.unref()
  return { close: () => clearInterval(timer) }
}

/** Equal state: the same file, or none that can be looked at. */
function stateOf(file: string): string {
  try {
    const { ino, mtimeMs } = statSync(file)
    return `${ino} ${mtimeMs}`
  } catch {
    return 'none'
  }
}

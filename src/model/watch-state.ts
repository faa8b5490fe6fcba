import { statSync } from 'node:fs'

/** A watch that goes on until it is closed. */
export interface StateWatch {
  close(): void
}

/**
 * Calls back when what `look` sees is not what it saw before, from this call on; looks so often, and keeps no process alive.
 * The system's own watches report each write of a folder's other files too, and miss what changes before they have begun.
 */
export function watchState(look: () => string, onChange: () => void, everyMs: number): StateWatch {
  let seen = look()
  const timer = setInterval(() => {
    const found = look()
    if (found === seen) return
    seen = found
    onChange()
  }, everyMs)
  timer.unref()
  return { close: () => clearInterval(timer) }
}

/** Equal state: the same file as it was written last, or none that can be looked at. */
export function fileState(file: string): string {
  try {
    const { ino, mtimeMs } = statSync(file)
    return `${ino} ${mtimeMs}`
  } catch {
    return 'none'
  }
}

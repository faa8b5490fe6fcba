import { fileState, type StateWatch, watchState } from '../model/watch-state.ts'

const EVERY_MS = 5000

/**
 * Calls back when a file of imports was put in place, replaced or taken away, and when another day began (UTC), on which
 * areas may take the place of others. Looks every few seconds and keeps no process alive.
 */
export function watchImports(
  file: string,
  onChange: () => void,
  { everyMs = EVERY_MS, now = Date.now }: { readonly everyMs?: number; readonly now?: () => number } = {},
): StateWatch {
  const look = (): string => `${new Date(now()).toISOString().slice(0, 10)} ${fileState(file)}`
  return watchState(look, onChange, everyMs)
}

import { once } from 'node:events'

/** Whether whoever started this process has a channel to it, or had one. */
export function isSupervised(): boolean {
  return process.send !== undefined
}

/** Whether this process had a supervisor, which has ended without it. */
export function isAlone(): boolean {
  return isSupervised() && !process.connected
}

/** Resolves when the supervisor ends; never where there is none. */
export async function untilAlone(): Promise<void> {
  if (!isAlone()) await once(process, 'disconnect')
}

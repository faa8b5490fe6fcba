import { hash, randomBytes } from 'node:crypto'
import type { Demand } from '../graphql/context.ts'
import { createDemandCounter } from '../model/demand.ts'
import type { DemandFile } from '../store/demand-file.ts'

/** How often what has come to enough is written. */
const WRITE_EVERY_MS = 600_000

/** What counting goes by. */
export interface DemandPowers {
  /** Milliseconds since 1970. */
  now(): number
  /** As configured now. */
  isOn(): boolean
}

/** Counts searches in memory and writes them, every few minutes and at the end, where they have come to enough. Keeps no process alive. */
export function countDemand(file: DemandFile, { now, isOn }: DemandPowers): Demand & { close(): void } {
  // Of this process alone, and written nowhere: what is counted by leads back to no address.
  const key = randomBytes(16).toString('hex')
  const counter = createDemandCounter({ now, disguise: (asker) => hash('sha256', `${key} ${asker}`, 'base64url') })
  const write = (): void => file.append(counter.take())
  const timer = setInterval(write, WRITE_EVERY_MS)
  timer.unref()
  return {
    isOn,
    note: (asker, subjects, outcome) => counter.note(asker, subjects, outcome),
    read: () => file.read(),
    close() {
      clearInterval(timer)
      write()
    },
  }
}

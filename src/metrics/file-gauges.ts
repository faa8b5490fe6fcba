import { Gauge, type Registry } from 'prom-client'
import type { FileStanding } from '../model/file-standing.ts'

/** How a file stands that is looked through and mended. */
export interface PartStanding {
  readonly part: string
  readonly isDamaged: boolean
  /** Milliseconds since 1970 at which one was last found damaged; absent: never, or nothing is kept of it. */
  readonly foundMs?: number
}

/** Registers gauges of the files; `set` takes over how they stand now. */
export function createFileGauges(
  registry: Registry,
  prefix: string,
): { set(standing: FileStanding<PartStanding>): void } {
  const registers = [registry]
  const gauge = (name: string, help: string) => new Gauge({ name: `${prefix}${name}`, help, registers })
  const ofPart = (name: string, help: string) =>
    new Gauge({ name: `${prefix}${name}`, help, labelNames: ['part'] as const, registers })
  const bytes = gauge('catalogue_file_bytes', "Size of the catalogue's file.")
  const logBytes = gauge('catalogue_log_bytes', 'Size of what was written and is not yet in the file.')
  const freeBytes = gauge('disk_free_bytes', 'What may still be written to the disk of DATA_DIR.')
  const unwritable = gauge('unwritable', '1 while nothing can be written to DATA_DIR, else 0.')
  const damaged = ofPart('damaged', '1 while this file is damaged and being mended, else 0.')
  const damageFound = ofPart(
    'damage_found_timestamp_seconds',
    'When this file was last found damaged, by what is kept aside of it; absent where nothing is.',
  )
  return {
    set(now) {
      bytes.set(now.bytes)
      logBytes.set(now.logBytes)
      if (now.freeBytes === undefined) freeBytes.remove()
      else freeBytes.set(now.freeBytes)
      unwritable.set(Number(!now.isWritable))
      for (const each of [damaged, damageFound]) each.reset()
      for (const { part, isDamaged, foundMs } of now.parts) {
        damaged.set({ part }, Number(isDamaged))
        if (foundMs !== undefined) damageFound.set({ part }, foundMs / 1_000)
      }
    },
  }
}

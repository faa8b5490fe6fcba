import { existsSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { findDamage } from './find-damage.ts'
import { geographyFileOf } from './geography-file.ts'

/** What was found. */
export interface FileDamage {
  /** Names of the catalogue's damaged tables. */
  readonly tables: readonly string[]
  readonly isGeographyDamaged: boolean
}

/** The entry of a thread that looks through the catalogue's file and that of what was imported beside it. */
const file: unknown = workerData
if (typeof file !== 'string') throw new Error('the thread is started with the path of the catalogue')
const geography = geographyFileOf(file)
const found: FileDamage = {
  tables: findDamage(file),
  isGeographyDamaged: existsSync(geography) && findDamage(geography).length > 0,
}
parentPort?.postMessage(found)

// Names what lies beside a catalogue and decides answers too, so that gateways that share a catalogue share it. See shipped-gateway.ts.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sharedConfigOf } from '../config/shared-config.ts'
import type { Log } from '../model/log.ts'
import { createPostgresParts } from '../ship/part-store.ts'
import type { Postgres } from '../ship/postgres.ts'
import { createSharedFiles, type SharedFile, type SharedFiles } from '../ship/shared-files.ts'

/** What the feeds file is called among the machines. */
export const SHARED_CONFIG = 'feeds.config.json'
const BESIDE: readonly string[] = ['decisions.ndjson', 'geography.sqlite']
const SCHEMES = 'taxonomies'
const SCHEME = /^taxonomies\/[\w.-]+\.json$/

/** The folder of a machine, and its own feeds file. */
interface Sharing {
  readonly dataDir: string
  readonly feedsConfigPath: string
  /** Throws where the feeds file can't be used: it is shared with nobody then. */
  readConfig(path: string): Promise<unknown>
  readonly postgres: Postgres
  readonly log: Log
}

/** Shares imported areas and schemes, decisions on duplicates, and the feeds file. */
export function shareFiles({ dataDir, feedsConfigPath, readConfig, postgres, log }: Sharing): SharedFiles {
  const schemes = join(dataDir, SCHEMES)
  const config = {
    name: SHARED_CONFIG,
    edited: feedsConfigPath,
    used: sharedConfigOf(dataDir),
    accept: readConfig,
  }
  function of(name: string): SharedFile | undefined {
    if (name === SHARED_CONFIG) return config
    if (!BESIDE.includes(name) && !SCHEME.test(name)) return undefined
    return { name, edited: join(dataDir, name), used: join(dataDir, name) }
  }
  return createSharedFiles({
    ...{ postgres, of, log, parts: createPostgresParts(postgres), stateFile: join(dataDir, 'shared', 'seen.json') },
    files() {
      const imported = existsSync(schemes) ? readdirSync(schemes).map((name) => `${SCHEMES}/${name}`) : []
      return [SHARED_CONFIG, ...BESIDE, ...imported].flatMap((name) => of(name) ?? [])
    },
  })
}

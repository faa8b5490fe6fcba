// Freezes a catalogue for a report: a whole copy of all that decides answers, which answers the same from then on.
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FeedsConfig } from '../config/feeds-config.ts'
import { type GatewayPowers, takeTaxonomies } from '../gateway.ts'
import type { Log } from '../model/log.ts'
import { hashOf } from '../model/hash-of.ts'
import { present } from '../model/present.ts'
import { readBoundedFile } from '../model/read-bounded-file.ts'
import { RULE_VERSIONS } from '../model/rule-versions.ts'
import { openReadingGateway, type ReadingGateway } from '../reading-gateway.ts'
import { CatalogueFileError } from '../store/catalogue-file-error.ts'
import { copyDatabase } from '../store/copy-database.ts'
import {
  checkFiles,
  type FrozenManifest,
  type FrozenTraffic,
  MANIFEST_FILE,
  measureFiles,
  readManifest,
} from '../store/frozen-manifest.ts'
import { hasOtherTables } from '../store/tables.ts'
import { readSchemes, writeSchemes } from '../taxonomy/files/kept-schemes.ts'
import { NO_TAXONOMIES } from '../taxonomy/files/taxonomy-set.ts'
import { readFrozenConfig, writeFrozenConfig } from './frozen-config.ts'

const CATALOGUE = 'catalogue.sqlite'
const GEOGRAPHY = 'geography.sqlite'
const CONFIG = 'feeds.json'
const SCHEMES = 'schemes.json'
const DEMAND = 'demand.ndjson'
const WORKLISTS = 'worklists'
const MOST_BYTES = 100_000_000

type FreezingPowers = Pick<GatewayPowers, 'dataDir' | 'log'> & { now(): number }

/** Where the copy of that name lies. */
export function frozenFolderOf(dataDir: string, name: string): string {
  return join(dataDir, 'frozen', name)
}

/**
 * Copies what DATA_DIR holds, whole or not at all, beside a gateway that may be running on it, which goes on: the catalogue with
 * its history, geography, schemes, the configuration less its keys, the worklists last given out, and `traffic`, how that gateway
 * has talked to its feeds. CatalogueFileError where there is
 * nothing that can be frozen, or a copy of that name.
 */
export function freezeCatalogue(
  name: string,
  config: FeedsConfig,
  powers: FreezingPowers,
  traffic?: FrozenTraffic,
): FrozenManifest {
  const { dataDir, log, now } = powers
  const folder = frozenFolderOf(dataDir, name)
  if (existsSync(folder))
    throw new CatalogueFileError(folder, 'is there already: give another name, or take it away', {
      what: 'frozen copy',
    })
  // What can't be opened, or waits to be made again, can't be frozen either.
  const live = openReadingGateway(config, powers)
  const { ready, reason = '' } = live.readiness()
  live.close()
  if (!ready)
    throw new CatalogueFileError(join(dataDir, CATALOGUE), `can not be frozen yet. ${reason.replace(/\.$/, '')}`)
  const making = `${folder}.freezing`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true, mode: 0o700 })
  try {
    copyAll(dataDir, making)
    writeFileSync(join(making, CONFIG), writeFrozenConfig(config), { mode: 0o600 })
    writeFileSync(join(making, SCHEMES), writeSchemes(takeTaxonomies(config, { dataDir, log }).schemes), {
      mode: 0o600,
    })
    const manifest = { ...describeCopy(name, making, new Date(now()).toISOString(), log), ...present({ traffic }) }
    writeFileSync(join(making, MANIFEST_FILE), `${JSON.stringify(manifest, undefined, 2)}\n`, { mode: 0o600 })
    renameSync(making, folder)
    return manifest
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    throw error
  }
}

/** A frozen copy, which answers at all times as at the instant it was frozen. */
export interface FrozenGateway extends ReadingGateway {
  readonly manifest: FrozenManifest
}

/**
 * Opens a frozen copy for reading: its clock stands, no feed is asked, and nothing is written. CatalogueFileError where it is not as
 * it was frozen, or where this program would answer otherwise.
 */
export function openFrozenCopy(name: string, { dataDir, log }: Pick<GatewayPowers, 'dataDir' | 'log'>): FrozenGateway {
  const folder = frozenFolderOf(dataDir, name)
  const manifest = readManifest(folder)
  checkFiles(folder, manifest)
  const other = Object.entries(RULE_VERSIONS).filter(([rules, version]) => manifest.rules[rules] !== version)
  const then = other.map(([rules]) => manifest.rules[rules] ?? rules).join(', ')
  const now = other.map(([, version]) => version).join(', ')
  if (other.length > 0 || hasOtherTables(join(folder, CATALOGUE))) {
    const why =
      other.length > 0
        ? `was frozen by ${then}, and this program has ${now}`
        : 'has tables of another form than this program’s'
    const what = { what: 'frozen copy' }
    throw new CatalogueFileError(folder, `${why}: its answers would be others. Serve it with the program of then`, what)
  }
  return { ...openCopy(folder, manifest, log), manifest }
}

/** The manifests of all copies, the newest first; folders that hold none are left out. */
export function listFrozen(dataDir: string): readonly FrozenManifest[] {
  const folder = join(dataDir, 'frozen')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, MANIFEST_FILE)))
    .map(({ name }) => readManifest(join(folder, name)))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
}

function copyAll(dataDir: string, making: string): void {
  copyDatabase(join(dataDir, CATALOGUE), join(making, CATALOGUE))
  if (existsSync(join(dataDir, GEOGRAPHY))) copyDatabase(join(dataDir, GEOGRAPHY), join(making, GEOGRAPHY))
  if (existsSync(join(dataDir, DEMAND))) copyFileSync(join(dataDir, DEMAND), join(making, DEMAND))
  if (!existsSync(join(dataDir, WORKLISTS))) return
  mkdirSync(join(making, WORKLISTS), { mode: 0o700 })
  for (const file of readdirSync(join(dataDir, WORKLISTS)).filter((each) => each.endsWith('.json')))
    copyFileSync(join(dataDir, WORKLISTS, file), join(making, WORKLISTS, file))
}

function describeCopy(name: string, making: string, at: string, log: Log): FrozenManifest {
  const copy = openCopy(making, { at }, log)
  try {
    const worklists = existsSync(join(making, WORKLISTS)) ? readdirSync(join(making, WORKLISTS)).toSorted() : []
    const copied = [CATALOGUE, GEOGRAPHY, CONFIG, SCHEMES, DEMAND].filter((file) => existsSync(join(making, file)))
    const files = measureFiles(making, [...copied, ...worklists.map((file) => join(WORKLISTS, file))])
    return {
      name,
      id: hashOf([at, RULE_VERSIONS, files]),
      at,
      generation: copy.generation(),
      services: copy.services(),
      feeds: copy.standings().map(({ slug }) => slug),
      rules: RULE_VERSIONS,
      definitions: RULE_VERSIONS.coverage,
      files,
    }
  } finally {
    copy.close()
  }
}

function openCopy(folder: string, { at, traffic }: Pick<FrozenManifest, 'at' | 'traffic'>, log: Log): ReadingGateway {
  const config = readFrozenConfig(readBoundedFile(join(folder, CONFIG), MOST_BYTES))
  const schemes = readSchemes(readBoundedFile(join(folder, SCHEMES), MOST_BYTES))
  const nowMs = Date.parse(at)
  return openReadingGateway(config, {
    ...{ dataDir: folder, log },
    now: () => nowMs,
    taxonomies: { ...NO_TAXONOMIES, schemes },
    ...present({ traffic }),
    whyNotAsked: `This is a copy frozen at ${at}, which asks no feed: what it does not hold was not known then.`,
  })
}

// Keeps a copy of all that a gateway could not read again, in one archive, and puts it back.
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { extract, pack } from 'tar-fs'
import { z } from 'zod'
import { readBoundedFile } from '../model/read-bounded-file.ts'
import { CatalogueFileError } from '../store/catalogue-file-error.ts'
import { copyDatabase } from '../store/copy-database.ts'
import { checkFiles, measureFiles } from '../store/frozen-manifest.ts'
import { lockCatalogue } from '../store/lock-catalogue.ts'
import { markRestoring } from '../store/half-restored.ts'
import { recogniseFile } from '../store/recognise-file.ts'

const DATABASES = ['catalogue.sqlite', 'geography.sqlite']
const FILES = ['decisions.ndjson', 'demand.ndjson']
const FOLDERS = ['taxonomies', 'worklists']
const CONFIG = 'feeds.config.json'
const MANIFEST = 'backup.json'
const MANIFEST_BYTES = 10_000_000
/** What stands beside a catalogue and is of that one alone. */
const BESIDE = ['-wal', '-shm', '-journal', '-matching', '.mark']
const FAST = 1

const Manifest = z.object({
  /** RFC 3339. */
  at: z.string(),
  program: z.string(),
  files: z.array(z.object({ file: z.string(), bytes: z.number(), sha256: z.string() })),
})

/** What an archive holds. */
type BackupManifest = z.infer<typeof Manifest>

/** What is kept, and where. */
export interface BackupOrder {
  readonly dataDir: string
  readonly configPath: string
  /** Folder that the archive is written to; made where it does not exist. */
  readonly to: string
  /** Version of this program. */
  readonly program: string
  readonly now: Date
}

/**
 * Writes an archive of the catalogue as it stands at one moment, geography, imported schemes, decisions, worklists, counted demand and
 * the feeds file, beside a gateway that may be running; its path. It appears under its name only when whole, its owner's alone.
 * CatalogueFileError where there is nothing to keep or the copy does not fit.
 */
export async function writeBackup({ dataDir, configPath, to, program, now }: BackupOrder): Promise<string> {
  const [catalogue = ''] = DATABASES
  if (!existsSync(join(dataDir, catalogue)))
    throw new CatalogueFileError(
      join(dataDir, catalogue),
      'is not there: point DATA_DIR at the folder of a gateway that has run',
    )
  mkdirSync(to, { recursive: true, mode: 0o700 })
  const at = now.toISOString()
  const path = join(to, `oruk-gateway-${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z.tar.gz`)
  const making = mkdtempSync(join(to, '.backup-'))
  try {
    const files = copyAll(dataDir, configPath, making)
    const manifest: BackupManifest = { at, program, files: [...measureFiles(making, files)] }
    writeFileSync(join(making, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`)
    const unfinished = join(making, 'unfinished')
    const entries = [MANIFEST, ...files]
    await pipeline(
      pack(making, { entries }),
      createGzip({ level: FAST }),
      createWriteStream(unfinished, { mode: 0o600 }),
    )
    renameSync(unfinished, path)
    return path
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

/** Paths, relative to the copy, of what was copied. */
function copyAll(dataDir: string, configPath: string, making: string): readonly string[] {
  const databases = DATABASES.filter((name) => existsSync(join(dataDir, name)))
  for (const name of databases) copyDatabase(join(dataDir, name), join(making, name))
  const inFolders = FOLDERS.filter((name) => existsSync(join(dataDir, name))).flatMap((name) => {
    mkdirSync(join(making, name))
    return readdirSync(join(dataDir, name))
      .filter((each) => !each.endsWith('.part'))
      .map((each) => join(name, each))
  })
  const files = [...FILES, ...inFolders].filter((name) =>
    statSync(join(dataDir, name), { throwIfNoEntry: false })?.isFile(),
  )
  for (const name of files) copyFileSync(join(dataDir, name), join(making, name))
  const hasConfig = existsSync(configPath)
  if (hasConfig) copyFileSync(configPath, join(making, CONFIG))
  return [...databases, ...files, ...(hasConfig ? [CONFIG] : [])]
}

/** What was put back. */
export interface Restored {
  readonly manifest: BackupManifest
  /** Where the feeds file of then lies; undefined where the archive has none. */
  readonly config: string | undefined
}

/**
 * Puts an archive back into a folder without a gateway: what lies there of a catalogue is put aside as `before-<time>`, and the archive's
 * files take its place. Where that is cut off no gateway starts on the folder before it is done again. The feeds file is laid beside them as `feeds.config.json`.
 * CatalogueFileError where a gateway runs there, or the archive is not as it was written.
 */
export async function restoreBackup(archive: string, dataDir: string, now: Date): Promise<Restored> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const [catalogue = ''] = DATABASES
  const lock = lockCatalogue(join(dataDir, catalogue))
  const unpacked = mkdtempSync(join(dataDir, '.restore-'))
  try {
    const manifest = await unpack(archive, unpacked)
    const aside = join(dataDir, `before-${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}`)
    const standing = [
      ...DATABASES.flatMap((name) => [name, ...BESIDE.map((end) => name + end)]),
      ...FILES,
      ...FOLDERS,
      CONFIG,
    ]
    const present = standing.filter((name) => existsSync(join(dataDir, name)))
    const done = markRestoring(dataDir)
    if (present.length > 0) mkdirSync(aside, { recursive: true, mode: 0o700 })
    for (const name of present) renameSync(join(dataDir, name), join(aside, name))
    const coming = [...new Set(manifest.files.map(({ file }) => file.split('/')[0] ?? file))]
    for (const name of coming.filter((each) => each !== catalogue))
      renameSync(join(unpacked, name), join(dataDir, name))
    renameSync(join(unpacked, catalogue), join(dataDir, catalogue))
    done()
    return { manifest, config: coming.includes(CONFIG) ? join(dataDir, CONFIG) : undefined }
  } finally {
    rmSync(unpacked, { recursive: true, force: true })
    lock.close()
  }
}

async function unpack(archive: string, to: string): Promise<BackupManifest> {
  const what = { what: 'archive' }
  try {
    await pipeline(createReadStream(archive), createGunzip(), extract(to, { dmode: 0o700, fmode: 0o600 }))
    const manifest = Manifest.parse(JSON.parse(readBoundedFile(join(to, MANIFEST), MANIFEST_BYTES)))
    checkFiles(to, manifest)
    const [catalogue = ''] = DATABASES
    if (recogniseFile(join(to, catalogue)) === 'ours') return manifest
  } catch (cause) {
    throw new CatalogueFileError(archive, whyNot(cause, archive), { ...what, cause })
  }
  throw new CatalogueFileError(archive, 'holds no catalogue of a gateway', what)
}

function whyNot(cause: unknown, archive: string): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ENOENT' && !existsSync(archive)) return 'is not there'
  if (code === 'ENOSPC') return `does not fit beside ${basename(dirname(archive))}: make room on the disk`
  return 'is not as `oruk-gateway backup` wrote it: take another one'
}

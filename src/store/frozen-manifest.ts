import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { FeedTraffic } from '../model/keeper.ts'
import { readBoundedFile } from '../model/read-bounded-file.ts'
import { CatalogueFileError } from './catalogue-file-error.ts'

/** By slug, how talking to each feed went; a copy made without a running gateway has none. */
export const FrozenTraffic = z.record(
  z.string(),
  z.object({
    circuit: z.enum(['CLOSED', 'OPEN', 'HALF_OPEN']),
    consecutiveFailures: z.number(),
    requestsLastDay: z.number(),
    p50Ms: z.number().exactOptional(),
    p95Ms: z.number().exactOptional(),
    nextAttempt: z.string().exactOptional(),
  }) satisfies z.ZodType<FeedTraffic>,
)
export type FrozenTraffic = z.infer<typeof FrozenTraffic>

const Manifest = z.object({
  name: z.string(),
  id: z.string(),
  at: z.iso.datetime(),
  generation: z.string(),
  services: z.number(),
  feeds: z.array(z.string()),
  rules: z.record(z.string(), z.string()),
  definitions: z.string(),
  traffic: FrozenTraffic.exactOptional(),
  files: z.array(z.object({ file: z.string(), bytes: z.number(), sha256: z.string() })),
})

/** What a frozen copy is of. */
export interface FrozenManifest {
  readonly name: string
  /** Follows from all that the copy holds: equal id, the same copy. */
  readonly id: string
  /** RFC 3339: when it was frozen, which is what it takes for now. */
  readonly at: string
  /** Of the catalogue. */
  readonly generation: string
  readonly services: number
  /** Slugs of the feeds that count in it. */
  readonly feeds: readonly string[]
  /** Versions of the rules by which it answers. */
  readonly rules: Readonly<Record<string, string>>
  /** Version of the definitions of figures. */
  readonly definitions: string
  /** Absent: no gateway ran, and nothing is known of it. */
  readonly traffic?: FrozenTraffic
  readonly files: readonly FrozenFile[]
}

/** A file of a copy as it was when it was frozen. */
export interface FrozenFile {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
}

/** The name of the file that the manifest of a copy stands in. */
export const MANIFEST_FILE = 'manifest.json'
const MOST_BYTES = 10_000_000
const CHUNK_BYTES = 1 << 20

/** The manifest of the copy in a folder. CatalogueFileError where there is none. */
export function readManifest(folder: string): FrozenManifest {
  const file = join(folder, MANIFEST_FILE)
  try {
    return Manifest.parse(JSON.parse(readBoundedFile(file, MOST_BYTES)))
  } catch (cause) {
    const why = 'is none that `oruk-gateway freeze` wrote: `oruk-gateway freeze --list` names those that are'
    throw new CatalogueFileError(file, why, { what: 'manifest', cause })
  }
}

/** The files of a folder as they are now. */
export function measureFiles(folder: string, files: readonly string[]): readonly FrozenFile[] {
  return files.map((file) => ({
    file,
    bytes: statSync(join(folder, file)).size,
    sha256: digestOf(join(folder, file)),
  }))
}

/** CatalogueFileError where a file of the copy is not as it was frozen. */
export function checkFiles(folder: string, { files }: Pick<FrozenManifest, 'files'>): void {
  for (const { file, sha256 } of files) {
    const path = join(folder, file)
    if (statSync(path, { throwIfNoEntry: false }) !== undefined && digestOf(path) === sha256) continue
    throw new CatalogueFileError(path, 'is not as it was frozen: take the copy from a backup, or freeze again', {
      what: 'frozen file',
    })
  }
}

function digestOf(path: string): string {
  const digest = createHash('sha256')
  const chunk = Buffer.alloc(CHUNK_BYTES)
  const fd = openSync(path, 'r')
  try {
    for (let read = readSync(fd, chunk); read > 0; read = readSync(fd, chunk)) digest.update(chunk.subarray(0, read))
    return digest.digest('hex')
  } finally {
    closeSync(fd)
  }
}

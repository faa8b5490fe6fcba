import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { CatalogueFileError } from './catalogue-file-error.ts'
import { readBoundedFile } from '../model/read-bounded-file.ts'
import { WORKLIST_KINDS, type LastWorklist } from '../model/worklist.ts'

const MOST_BYTES = 100_000_000

const Kept = z.object({
  at: z.iso.datetime(),
  rules: z
    .object({ reading: z.string(), matching: z.string(), scoring: z.string(), placing: z.string(), terms: z.string() })
    .exactOptional(),
  items: z.array(
    z.object({
      kind: z.enum(WORKLIST_KINDS),
      key: z.string(),
      record: z.string().exactOptional(),
      name: z.string().exactOptional(),
      other: z.string().exactOptional(),
      otherName: z.string().exactOptional(),
      code: z.string().exactOptional(),
      path: z.string().exactOptional(),
      message: z.string(),
      date: z.string().exactOptional(),
      services: z.number(),
    }),
  ),
})

/** The worklist of a feed that was last given out, kept beside the catalogue; undefined before the first. CatalogueFileError where the file is none that was written here. */
export function readLastWorklist(catalogueFile: string, slug: string): LastWorklist | undefined {
  const file = fileOf(catalogueFile, slug)
  try {
    return Kept.parse(JSON.parse(readBoundedFile(file, MOST_BYTES)))
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new CatalogueFileError(file, 'is none that was written here: remove it, and all of it is new', {
      what: 'worklist',
      cause,
    })
  }
}

/** Keeps a worklist as the last that was given out; the file appears whole or not at all, private to its owner. */
export function keepLastWorklist(catalogueFile: string, slug: string, worklist: LastWorklist): void {
  const file = fileOf(catalogueFile, slug)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.part`, JSON.stringify(worklist), { mode: 0o600 })
  renameSync(`${file}.part`, file)
}

function fileOf(catalogueFile: string, slug: string): string {
  return join(dirname(catalogueFile), 'worklists', `${slug}.json`)
}

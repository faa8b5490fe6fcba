import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** The file of a folder of releases that names the current one. */
export const CURRENT = 'current.json'
/** The file of a release that describes all others. */
export const PACKAGE = 'datapackage.json'

const Current = z.object({ release: z.string().regex(/^\d{8}T\d{6}Z$/) })
const Package = z.object({
  created: z.string(),
  resources: z.array(z.object({ path: z.string(), bytes: z.number(), hash: z.string() })),
})

/** The current release of a folder. */
export interface Release {
  readonly folder: string
  /** What it is known again by: its name. */
  readonly name: string
  /** RFC 3339. */
  readonly createdAt: string
  /** Checksums of its files by path, those that describe it aside. */
  readonly hashes: ReadonlyMap<string, string>
}

/** Finds the current release below a folder; undefined where there is none yet. What describes one is read once, for a release stays as it is. */
export function createReleaseFinder(folder: string): () => Promise<Release | undefined> {
  let last: Release | undefined
  return async () => {
    const named = await readIfThere(join(folder, CURRENT))
    if (named === undefined) return undefined
    const { release } = Current.parse(named)
    last = last?.name === release ? last : await readRelease(folder, release)
    return last
  }
}

async function readRelease(folder: string, release: string): Promise<Release> {
  const { created, resources } = Package.parse(await readIfThere(join(folder, release, PACKAGE)))
  const hashes = new Map(resources.map(({ path, hash }) => [path, hash.replace('sha256:', '')]))
  return { folder: join(folder, release), name: release, createdAt: created, hashes }
}

async function readIfThere(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

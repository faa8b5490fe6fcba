import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UnreadableImport } from '../../model/import-problem.ts'
import { hashOf } from '../../model/hash-of.ts'
import type { TaxonomyFileOptions, TaxonomySource } from './read-taxonomy-file.ts'

const FOLDER = 'taxonomies'

/** An imported file as it lies in the data folder. */
export interface ImportedFile extends TaxonomySource {
  /** Path, for messages. */
  readonly path: string
  /** RFC 3339. */
  readonly importedAt: string
}

/**
 * Keeps a file that was imported: its text as it came, so that a later version of the program may read more out of it. The
 * same text again takes the place of the earlier import; another version lies beside it. Written in one step, or not at all.
 */
export function keepImport(dataDir: string, label: string, source: TaxonomySource, importedAt: string): string {
  const folder = join(dataDir, FOLDER)
  mkdirSync(folder, { recursive: true })
  const slug = label.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-')
  const path = join(folder, `${slug}-${hashOf(source.text).replaceAll(/[^\w]/g, '').slice(0, 8)}.json`)
  writeFileSync(`${path}.part`, JSON.stringify({ importedAt, ...source }))
  renameSync(`${path}.part`, path)
  return path
}

/** All imports in the order they were made; none where nothing was imported. UnreadableImport where one of them is damaged. */
export function listImports(dataDir: string): readonly ImportedFile[] {
  const folder = join(dataDir, FOLDER)
  const names = readNames(folder).filter((name) => name.endsWith('.json'))
  return names
    .map((name) => readImport(join(folder, name)))
    .toSorted((a, b) => compare(a.importedAt, b.importedAt) || compare(a.path, b.path))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function readImport(path: string): ImportedFile {
  const value = parse(path)
  const { importedAt, fileName, text, options } = value
  if (typeof importedAt !== 'string' || typeof fileName !== 'string' || typeof text !== 'string') throw damaged(path)
  return { path, importedAt, fileName, text, options: readOptions(options) }
}

function parse(path: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof value === 'object' && value !== null) return { ...value }
  } catch (cause) {
    throw damaged(path, { cause })
  }
  throw damaged(path)
}

function damaged(path: string, options?: ErrorOptions): UnreadableImport {
  return new UnreadableImport(`${path} is damaged: take it away, and import its file again.`, options)
}

function readOptions(value: unknown): TaxonomyFileOptions {
  if (typeof value !== 'object' || value === null) return {}
  const stated = Object.entries(value).filter(([, option]) => typeof option === 'string')
  return Object.fromEntries(stated)
}

import { readBoundedFile, UnfitFileError } from '../../model/read-bounded-file.ts'
import { basename, dirname, resolve } from 'node:path'
import type { ImportProblem } from '../../model/import-problem.ts'
import { UnreadableImport } from '../../model/import-problem.ts'
import type { AcceptedTerm } from '../../model/accepted-term.ts'
import type { TermMapping } from '../../model/term-mapping.ts'
import type { SchemeFile } from '../scheme-file.ts'
import { createSchemeRegistry, type SchemeRegistry } from '../scheme-registry.ts'
import { findFormat } from './find-format.ts'
import { addPart, mergeVersions } from './merge-versions.ts'
import { readTaxonomyFile, type TaxonomyFile, type TaxonomySource } from './read-taxonomy-file.ts'
import { listImports } from './taxonomy-folder.ts'
import type { TaxonomySet } from './taxonomy-set.ts'

/** Where files of terms and mappings are; paths are absolute. */
export interface TaxonomyPaths {
  readonly schemes: readonly string[]
  readonly crosswalks: readonly string[]
  readonly proposeByLabel: boolean
}

/** What was loaded, and what was said about it. */
export interface LoadedTaxonomies {
  readonly set: TaxonomySet
  /** Rows that were repaired or left out. */
  readonly problems: readonly (ImportProblem & { readonly path: string })[]
  /** Files of which nothing could be taken. */
  readonly unreadable: readonly { readonly path: string; readonly message: string }[]
}

type Located = TaxonomySource & { readonly path: string }

/** Loads the files of the configuration and those imported into the data folder; an import counts as newer than a configured file. */
export function loadTaxonomies(paths: TaxonomyPaths, dataDir: string): LoadedTaxonomies {
  const unreadable: { path: string; message: string }[] = []
  const attempt = <T>(path: string, read: () => T): T | undefined => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof UnreadableImport)) throw error
      unreadable.push({ path, message: error.message })
      return undefined
    }
  }
  const configured = [...paths.schemes, ...paths.crosswalks].flatMap(
    (path) => attempt(path, () => [readSource(path)]) ?? [],
  )
  const imported = attempt(dataDir, () => listImports(dataDir)) ?? []
  const sources: readonly Located[] = [...configured, ...imported]
  // How schemes are written has to be known before anything is read by it.
  const named = sources.flatMap((source) => attempt(source.path, () => [withFile(source)]) ?? [])
  const registry = createSchemeRegistry(named.flatMap(({ file }) => (file?.kind === 'schemes' ? file.schemes : [])))
  const read = named.flatMap(({ source, file }) => [
    ...(file === undefined ? readFurther(source, registry, attempt) : [{ path: source.path, file }]),
    // An import brought those files along.
    ...(file?.kind === 'schemes' && !('importedAt' in source) ? readNamedFiles(source, file, registry, attempt) : []),
  ])
  return {
    set: toSet(
      read.map(({ file }) => file),
      paths.proposeByLabel,
    ),
    problems: read.flatMap(({ path, file }) => file.problems.map((problem) => ({ ...problem, path }))),
    unreadable,
  }
}

type Attempt = <T>(path: string, read: () => T) => T | undefined

/** Schemes are read at once; whatever else waits until all of them are. */
function withFile(source: Located): { readonly source: Located; readonly file: TaxonomyFile | undefined } {
  const isSchemes = findFormat(source.text) === 'schemes'
  return { source, file: isSchemes ? readTaxonomyFile(source, createSchemeRegistry()) : undefined }
}

function readFurther(source: Located, registry: SchemeRegistry, attempt: Attempt): readonly ReadFile[] {
  return attempt(source.path, () => [{ path: source.path, file: readTaxonomyFile(source, registry) }]) ?? []
}

interface ReadFile {
  readonly path: string
  readonly file: TaxonomyFile
}

/** The files of terms that a file of schemes names, beside it. */
function readNamedFiles(
  source: Located,
  { schemes }: Extract<TaxonomyFile, { kind: 'schemes' }>,
  registry: SchemeRegistry,
  attempt: Attempt,
): readonly ReadFile[] {
  return schemes.flatMap(({ file }) => {
    if (file === undefined) return []
    const path = resolve(dirname(source.path), file)
    return attempt(path, () => [{ path, file: readTaxonomyFile(readSource(path), registry) }]) ?? []
  })
}

/** The longest list of terms that is published takes a tenth. */
const MOST_BYTES = 200_000_000

/** Reads a file's text; UnreadableImport where it can't be had. */
export function readSource(path: string): Located {
  try {
    return { path, fileName: basename(path), text: readBoundedFile(path, MOST_BYTES), options: {} }
  } catch (cause) {
    if (cause instanceof UnfitFileError) throw new UnreadableImport(`${cause.message}.`, { cause })
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    throw new UnreadableImport(isMissing ? 'There is no such file.' : 'The file can not be read.', { cause })
  }
}

function toSet(files: readonly TaxonomyFile[], proposeByLabel: boolean): TaxonomySet {
  const schemes = files.flatMap((file) => (file.kind === 'schemes' ? file.schemes : []))
  const whole: readonly SchemeFile[] = mergeVersions(
    files.flatMap((file) => (file.kind === 'terms' ? [file.file] : [])),
  )
  const parts = files.flatMap((file) => (file.kind === 'crosswalk' ? file.files : []))
  return {
    schemes: schemes.map(({ file: _file, ...scheme }) => scheme),
    files: parts.reduce(addPart, whole),
    mappings: standingMappings(files),
    accepted: standingAccepted(files),
    proposeByLabel,
  }
}

/** Each once, by whom it was accepted last, less those that a later file takes back. */
function standingAccepted(files: readonly TaxonomyFile[]): readonly AcceptedTerm[] {
  const standing = new Map<string, AcceptedTerm>()
  const keyOf = ({ service, term }: Pick<AcceptedTerm, 'service' | 'term'>): string => `${service}\n${term}`
  for (const file of files) {
    if (file.kind !== 'accepted') continue
    for (const each of file.withdrawn) standing.delete(keyOf(each))
    for (const each of file.accepted) standing.set(keyOf(each), each)
  }
  return [...standing.values()]
}

/** Each once, in the order of the files, less those that a later file takes back. */
function standingMappings(files: readonly TaxonomyFile[]): readonly TermMapping[] {
  const standing = new Map<string, TermMapping>()
  for (const file of files) {
    if (file.kind !== 'crosswalk') continue
    for (const { from, to, source } of file.withdrawn)
      for (const [key, mapping] of standing)
        if (mapping.from === from && mapping.to === to && (source ?? mapping.source) === mapping.source)
          standing.delete(key)
    for (const mapping of file.mappings) standing.set(mappingKey(mapping), mapping)
  }
  return [...standing.values()]
}

/** Without the relation: a review that is imported again corrects what it said of the two terms. */
function mappingKey({ from, to, source }: TermMapping): string {
  return [from, to, source].join('\n')
}

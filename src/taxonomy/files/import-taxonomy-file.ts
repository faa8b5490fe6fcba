import { dirname, resolve } from 'node:path'
import { createSchemeRegistry, type SchemeRegistry } from '../scheme-registry.ts'
import { findFormat } from './find-format.ts'
import { readSource } from './load-taxonomies.ts'
import { readTaxonomyFile, type TaxonomyFile, type TaxonomyFileOptions } from './read-taxonomy-file.ts'
import { keepImport, listImports } from './taxonomy-folder.ts'

/** A file that was read and kept. */
export interface ImportedTaxonomy {
  readonly path: string
  readonly file: TaxonomyFile
}

/**
 * Reads a file and keeps it in the data folder, with the files of terms that a file of schemes names beside it. Earlier
 * versions stay. UnreadableImport, with nothing kept, where the file is of no kind that is known.
 */
export function importTaxonomyFile(
  path: string,
  options: TaxonomyFileOptions,
  dataDir: string,
  importedAt: string,
): readonly ImportedTaxonomy[] {
  const source = { ...readSource(path), options }
  const file = readTaxonomyFile(source, importedRegistry(dataDir))
  const named = file.kind === 'schemes' ? file.schemes.flatMap((scheme) => scheme.file ?? []) : []
  const registry = createSchemeRegistry(file.kind === 'schemes' ? file.schemes : [])
  const beside = named.map((name) => {
    const further = readSource(resolve(dirname(path), name))
    return { source: further, file: readTaxonomyFile(further, registry) }
  })
  return [{ source, file }, ...beside].map((read) => {
    const { fileName, text, options: stated } = read.source
    keepImport(dataDir, labelOf(read.file), { fileName, text, options: stated }, importedAt)
    return { path: read.source.path, file: read.file }
  })
}

/** Schemes as earlier imports say that publishers write them. */
function importedRegistry(dataDir: string): SchemeRegistry {
  const files = listImports(dataDir)
    .filter(({ text }) => findFormat(text) === 'schemes')
    .map((source) => readTaxonomyFile(source, createSchemeRegistry()))
  return createSchemeRegistry(files.flatMap((file) => (file.kind === 'schemes' ? file.schemes : [])))
}

function labelOf(file: TaxonomyFile): string {
  if (file.kind !== 'terms') return file.kind
  const { name, version } = file.file.scheme
  return version === undefined ? name : `${name} ${version}`
}

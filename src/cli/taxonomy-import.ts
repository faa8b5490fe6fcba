import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { importTaxonomyFile, type ImportedTaxonomy } from '../taxonomy/files/import-taxonomy-file.ts'
import type { TaxonomyFileOptions } from '../taxonomy/files/read-taxonomy-file.ts'
import { UnreadableImport } from '../model/import-problem.ts'
import { readSettings } from '../config/settings.ts'

const MOST_PROBLEMS = 10

/** What the command's imports need; the settings' unless given. */
export interface ImportPlace {
  readonly dataDir: string
  now(): number
  print(line: string): void
}

/**
 * Imports files of terms, schemes or mappings into the data folder and says what was taken and what left out; a gateway in
 * being takes them over at its next reload. Throws UnreadableImport, after all others were imported, where a file is none of these.
 */
export function importTaxonomies(
  files: readonly string[],
  options: TaxonomyFileOptions,
  place: ImportPlace = { dataDir: readSettings().dataDir, now: () => Date.now(), print: (line) => console.log(line) },
): void {
  mkdirSync(place.dataDir, { recursive: true })
  const refused: string[] = []
  for (const file of files) {
    try {
      const imported = importTaxonomyFile(resolve(file), options, place.dataDir, new Date(place.now()).toISOString())
      for (const line of imported.flatMap(describe)) place.print(line)
    } catch (error) {
      if (!(error instanceof UnreadableImport)) throw error
      refused.push(`${file}: ${error.message}`)
    }
  }
  if (refused.length < files.length) place.print('A gateway that is running takes this over on SIGHUP.')
  if (refused.length > 0) throw new UnreadableImport(refused.join('\n'))
}

function describe({ fileName, file }: ImportedTaxonomy): readonly string[] {
  const problems = file.problems.map(({ line, message }) => `  ${line === undefined ? '' : `line ${line}: `}${message}`)
  const more = problems.length - MOST_PROBLEMS
  return [
    `${fileName}: ${summarise(file)}`,
    ...problems.slice(0, MOST_PROBLEMS),
    ...(more > 0 ? [`  and ${more} more like these.`] : []),
  ]
}

function summarise(file: ImportedTaxonomy['file']): string {
  switch (file.kind) {
    case 'terms': {
      const { scheme, terms, parents } = file.file
      const gone = terms.filter(({ discontinued }) => discontinued).length
      const version = scheme.version === undefined ? '' : `, version ${scheme.version}`
      return `${scheme.name}${version}: ${terms.length} terms, ${gone} of them discontinued, ${parents.length === 0 ? 'none under another: the file has no broader terms' : `${parents.length} links to broader terms`}.`
    }
    case 'schemes':
      return `${file.schemes.length} schemes: ${file.schemes.map(({ name }) => name).join(', ')}.`
    case 'accepted':
      return `${file.accepted.length} accepted terms${file.withdrawn.length === 0 ? '' : `, ${file.withdrawn.length} withdrawn`}${file.open === 0 ? '' : `, ${file.open} rows left open`}.`
    case 'crosswalk':
      return `${file.mappings.length} mappings${file.withdrawn.length === 0 ? '' : `, ${file.withdrawn.length} withdrawn`}${file.open === 0 ? '' : `, ${file.open} rows left open`}.`
  }
}

import { existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { importTaxonomyFile, type ImportedTaxonomy } from '../taxonomy/files/import-taxonomy-file.ts'
import { loadTaxonomies, type TaxonomyPaths } from '../taxonomy/files/load-taxonomies.ts'
import { describeMissingTargets } from '../taxonomy/files/missing-targets.ts'
import type { TaxonomyFileOptions } from '../taxonomy/files/read-taxonomy-file.ts'
import { UnreadableImport } from '../model/import-problem.ts'
import { readSettings } from '../config/settings.ts'
import { present } from '../model/present.ts'
import { placeFeedsFile, readFeedsInUse } from './feeds-file.ts'

const MOST_PROBLEMS = 10

/** What the command's imports need; the settings' unless given. */
export interface ImportPlace {
  readonly dataDir: string
  now(): number
  print(line: string): void
  /** Files of terms and mappings that the feeds file names; absent: none. */
  readonly configured?: TaxonomyPaths
  /** Print one JSON value instead of sentences. */
  readonly json?: boolean
}

/** Where the settings say, with what the feeds file names of taxonomies where there is one. A `ConfigError` where that can't be used. */
export async function placeOfSettings(json = false): Promise<ImportPlace> {
  const settings = readSettings()
  const isConfigured = existsSync(placeFeedsFile(settings).path)
  const { taxonomies } = isConfigured ? await readFeedsInUse(settings) : {}
  return {
    ...{ dataDir: settings.dataDir, now: () => Date.now(), print: (line: string) => console.log(line), json },
    ...present({ configured: taxonomies }),
  }
}

/**
 * Imports files of terms, schemes or mappings into the data folder and says what was taken, what left out, and which mappings
 * lead nowhere; a gateway in being takes them over at its next reload. Throws UnreadableImport, after all others were
 * imported, where a file is none of these.
 */
export function importTaxonomies(files: readonly string[], options: TaxonomyFileOptions, place: ImportPlace): void {
  mkdirSync(place.dataDir, { recursive: true })
  const imported: ImportedTaxonomy[] = []
  const refused: { readonly file: string; readonly refusal: string }[] = []
  for (const file of files) {
    try {
      imported.push(...importTaxonomyFile(resolve(file), options, place.dataDir, new Date(place.now()).toISOString()))
    } catch (error) {
      if (!(error instanceof UnreadableImport)) throw error
      refused.push({ file, refusal: error.message })
    }
  }
  report(imported, refused, place)
  if (refused.length > 0)
    throw new UnreadableImport(refused.map(({ file, refusal }) => `${file}: ${refusal}`).join('\n'))
}

/** After all of them, for a later file may hold the terms that an earlier one leads to. */
function report(imported: readonly ImportedTaxonomy[], refused: readonly object[], place: ImportPlace): void {
  const { set } = loadTaxonomies(place.configured ?? NONE, place.dataDir)
  const taken = imported.map((each) => {
    const missing = each.file.kind === 'crosswalk' ? describeMissingTargets(each.file.mappings, set) : []
    return { ...each, missing }
  })
  if (place.json === true) {
    const files = taken.map(({ fileName, file, missing }) => {
      return { file: fileName, kind: file.kind, summary: summarise(file), problems: file.problems, missing }
    })
    return place.print(JSON.stringify([...files, ...refused], undefined, 2))
  }
  for (const each of taken)
    for (const line of [...describe(each), ...each.missing.map((text) => `  ${text}`)]) place.print(line)
  if (taken.length > 0) place.print('A gateway that is running takes this over on SIGHUP.')
}

const NONE: TaxonomyPaths = { schemes: [], crosswalks: [], proposeByLabel: false }

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

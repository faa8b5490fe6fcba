import { existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { importTaxonomyFile, type ImportedTaxonomy } from '../taxonomy/files/import-taxonomy-file.ts'
import { type LoadedTaxonomies, loadTaxonomies, type TaxonomyPaths } from '../taxonomy/files/load-taxonomies.ts'
import { describeMissingTargets } from '../taxonomy/files/missing-targets.ts'
import type { TaxonomyFile, TaxonomyFileOptions } from '../taxonomy/files/read-taxonomy-file.ts'
import { type ImportProblem, UnreadableImport } from '../model/import-problem.ts'
import { readSettings } from '../config/settings.ts'
import { present } from '../model/present.ts'
import type { TermMapping } from '../model/term-mapping.ts'
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

/** Of one file what was taken, what was left out, and which of its mappings lead nowhere. */
interface TakenFile {
  /** Its absolute path. */
  readonly file: string
  readonly kind: TaxonomyFile['kind']
  /** How much was taken, in a sentence. */
  readonly summary: string
  readonly problems: readonly ImportProblem[]
  /** Of mappings: a sentence for each scheme whose lists lack what they lead to, behind one for each list that could not be read. */
  readonly missing: readonly string[]
}

interface RefusedFile {
  readonly file: string
  /** Why nothing of it was taken. */
  readonly refusal: string
}

/**
 * Imports files of terms, schemes or mappings into the data folder and says what was taken, what left out, and which mappings
 * lead nowhere; a gateway in being takes them over at its next reload. All are imported before a file that is none of these
 * counts: it throws UnreadableImport. With `json` nothing is thrown: one list is printed, of a `TakenFile` for each file taken
 * and then a `RefusedFile` for each other, and the exit code is 1 where there are any of these.
 */
export function importTaxonomies(files: readonly string[], options: TaxonomyFileOptions, place: ImportPlace): void {
  mkdirSync(place.dataDir, { recursive: true })
  const imported: ImportedTaxonomy[] = []
  const refused: RefusedFile[] = []
  for (const file of files.map((path) => resolve(path))) {
    try {
      imported.push(...importTaxonomyFile(file, options, place.dataDir, new Date(place.now()).toISOString()))
    } catch (error) {
      if (!(error instanceof UnreadableImport)) throw error
      refused.push({ file, refusal: error.message })
    }
  }
  const taken = describeTaken(imported, place)
  if (place.json === true) {
    if (refused.length > 0) process.exitCode = 1
    return place.print(JSON.stringify([...taken, ...refused], undefined, 2))
  }
  for (const line of taken.flatMap(linesOf)) place.print(line)
  if (taken.length > 0) place.print('A gateway that is running takes this over on SIGHUP.')
  if (refused.length > 0)
    throw new UnreadableImport(refused.map(({ file, refusal }) => `${file}: ${refusal}`).join('\n'))
}

/** After all of them, for a later file may hold the terms that an earlier one leads to. */
function describeTaken(imported: readonly ImportedTaxonomy[], place: ImportPlace): readonly TakenFile[] {
  const hasMappings = imported.some(({ file }) => file.kind === 'crosswalk')
  const known = hasMappings ? loadTaxonomies(place.configured ?? NONE, place.dataDir) : undefined
  return imported.map(({ path, file }) => ({
    file: path,
    kind: file.kind,
    summary: summarise(file),
    problems: file.problems,
    missing: file.kind === 'crosswalk' && known !== undefined ? describeMissing(file.mappings, known) : [],
  }))
}

/** What a list that can't be read has may be what seems to be missing. */
function describeMissing(mappings: readonly TermMapping[], { set, unreadable }: LoadedTaxonomies): readonly string[] {
  const unread = unreadable.map(({ path, message }) => `What ${path} has is not known: ${message}`)
  return [...unread, ...describeMissingTargets(mappings, set)]
}

const NONE: TaxonomyPaths = { schemes: [], crosswalks: [], proposeByLabel: false }

function linesOf({ file, summary, problems, missing }: TakenFile): readonly string[] {
  const left = problems.map(({ line, message }) => `  ${line === undefined ? '' : `line ${line}: `}${message}`)
  const more = left.length - MOST_PROBLEMS
  return [
    `${file}: ${summary}`,
    ...left.slice(0, MOST_PROBLEMS),
    ...(more > 0 ? [`  and ${more} more like these.`] : []),
    ...missing.map((text) => `  ${text}`),
  ]
}

function summarise(file: TaxonomyFile): string {
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

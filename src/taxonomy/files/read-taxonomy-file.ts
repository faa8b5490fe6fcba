import type { ImportProblem } from '../../model/import-problem.ts'
import { UnreadableImport } from '../../model/import-problem.ts'
import type { TermMapping } from '../../model/term-mapping.ts'
import { readCsvRows } from '../../model/csv-rows.ts'
import { schemeIdentity, type SchemeIdentity } from '../identify-term.ts'
import type { KnownScheme } from '../known-schemes.ts'
import { type AcceptedFile, readAcceptedCsv } from '../read-accepted-csv.ts'
import { readCrosswalkCsv, readLgaMappings, type WithdrawnMapping } from '../read-crosswalk.ts'
import { readLgaCsv } from '../read-lga-csv.ts'
import { readOpenEligibilityXml } from '../read-open-eligibility-xml.ts'
import { readPlainCsv } from '../read-plain-csv.ts'
import { readSchemesCsv } from '../read-schemes-csv.ts'
import { readSkosJson } from '../read-skos-json.ts'
import type { SchemeFile } from '../scheme-file.ts'
import type { SchemeRegistry } from '../scheme-registry.ts'
import { canonicalTermUri } from '../term-uri.ts'
import { findFormat } from './find-format.ts'
import { readMappingTerms } from './read-mapping-terms.ts'

/** What some files do not say of themselves. */
export interface TaxonomyFileOptions {
  /** The LGA list, where a CSV has no column Type. */
  readonly list?: string
  /** The scheme's name, where a plain CSV is of no known scheme. */
  readonly name?: string
  readonly version?: string
  /** The LGA lists that a mapping list leads from and to. */
  readonly from?: string
  readonly to?: string
  /** Who accepted terms, where a row does not say it, and on which day. */
  readonly by?: string
  readonly date?: string
}

/** A file's text and where it comes from. */
export interface TaxonomySource {
  /** Without folder. */
  readonly fileName: string
  readonly text: string
  readonly options: TaxonomyFileOptions
}

/** What a file turned out to hold. */
export type TaxonomyFile =
  | { readonly kind: 'schemes'; readonly schemes: readonly NamedScheme[]; readonly problems: readonly ImportProblem[] }
  | { readonly kind: 'terms'; readonly file: SchemeFile; readonly problems: readonly ImportProblem[] }
  | {
      readonly kind: 'crosswalk'
      readonly mappings: readonly TermMapping[]
      /** Taken back of earlier files, before its own mappings count. */
      readonly withdrawn: readonly WithdrawnMapping[]
      /** Rows of a template that nobody has decided. */
      readonly open: number
      /** Terms that the mappings name on the way. */
      readonly files: readonly SchemeFile[]
      readonly problems: readonly ImportProblem[]
    }
  | ({ readonly kind: 'accepted' } & AcceptedFile)

type NamedScheme = KnownScheme & { readonly file?: string }

/** Reads a file of terms, of schemes or of mappings, kept apart by its content. UnreadableImport where it is none of them. */
export function readTaxonomyFile(source: TaxonomySource, registry: SchemeRegistry): TaxonomyFile {
  const { fileName, text, options } = source
  switch (findFormat(text)) {
    case 'schemes':
      return { kind: 'schemes', ...readSchemesCsv(text) }
    case 'crosswalk':
      return { kind: 'crosswalk', files: [], ...readCrosswalkCsv(text, fileName, registry) }
    case 'accepted':
      return { kind: 'accepted', ...readAcceptedCsv(text, options, registry) }
    case 'lga mappings':
      return readMappingList(source)
    case 'open eligibility':
      return ofTerms(readOpenEligibilityXml(text))
    case 'skos':
      return ofTerms(readSkosJson(text, options.version))
    case 'lga list':
      return ofTerms(readLgaCsv(text, options))
    case 'plain':
      return ofTerms(readPlainCsv(text, schemeOfPlainCsv(source, registry), registry))
  }
}

function ofTerms(file: SchemeFile): TaxonomyFile {
  return { kind: 'terms', file, problems: file.problems }
}

function readMappingList({ text, fileName, options }: TaxonomySource): TaxonomyFile {
  const [, fromName, toName] = /^([a-z]+)[-_ ]to[-_ ]([a-z]+)/i.exec(fileName) ?? []
  const [from, to] = [options.from ?? fromName, options.to ?? toName]
  if (from === undefined || to === undefined) {
    throw new UnreadableImport(
      'An LGA mapping list does not say which lists it leads between: name the file such as needs-to-services.json, or give --from and --to.',
    )
  }
  const { mappings, withdrawn, open, problems } = readLgaMappings(text, from, to)
  return { kind: 'crosswalk', mappings, withdrawn, open, files: [readMappingTerms(text, from)], problems }
}

/** The known scheme of its first term, else one of its own under what its URIs have in common. */
function schemeOfPlainCsv({ text, fileName, options }: TaxonomySource, registry: SchemeRegistry): SchemeFile['scheme'] {
  const uris = readCsvRows(text, ['uri', 'name']).flatMap(
    ({ cells }) => canonicalTermUri(cells.get('uri') ?? '', registry) ?? [],
  )
  const known = registry.findByTermUri(uris[0] ?? '')?.scheme
  const version = options.version === undefined ? {} : { version: options.version }
  if (known !== undefined) return { ...schemeIdentity(known), ...version }
  const key = (uris[0] ?? '').replace(/[/#:=][^/#:=]*$/, '')
  if (key === '') throw new UnreadableImport('No row of the CSV has a URI in its column uri.')
  const own: SchemeIdentity = { key, name: options.name ?? fileName.replace(/\.[^.]*$/, ''), uri: key, shared: true }
  return { ...own, ...version }
}

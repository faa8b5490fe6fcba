import { UnreadableImport } from '../../model/import-problem.ts'

/** The kinds of file that describe terms. */
export type TaxonomyFormat =
  | 'schemes'
  | 'crosswalk'
  | 'accepted'
  | 'lga mappings'
  | 'open eligibility'
  | 'skos'
  | 'lga list'
  | 'plain'

/** Columns that only one kind of CSV has, the most decisive first. */
const COLUMNS: readonly (readonly [TaxonomyFormat, readonly string[]])[] = [
  ['crosswalk', ['fromterm', 'relation', 'toterm']],
  ['accepted', ['feed', 'originid', 'decision', 'term']],
  ['schemes', ['uri_stub', 'curie_prefix']],
  ['plain', ['uri', 'name']],
  ['lga list', ['identifier', 'label']],
]

/** Which kind of file the text is, by its beginning. UnreadableImport, naming the kinds, where it is none. */
export function findFormat(text: string): TaxonomyFormat {
  const start = text.replace(/^\uFEFF/, '').trimStart()
  if (start.startsWith('<')) return 'open eligibility'
  // A mapping list has neither a JSON-LD context nor a graph.
  if (/^[[{]/.test(start)) return /"(@context|@graph|@id|@type)"\s*:/.test(start) ? 'skos' : 'lga mappings'
  const cells = (start.split(/\r?\n/, 1)[0] ?? '').toLowerCase().split(',')
  const header = new Set(cells.map((cell) => cell.replaceAll('"', '').trim()))
  const found = COLUMNS.find(([, columns]) => columns.every((column) => header.has(column)))
  if (found !== undefined) return found[0]
  throw new UnreadableImport(
    'The file is none of these: LGA list (CSV with Identifier and Label), plain CSV (uri, name), schemes (uri_stub, curie_prefix, name), crosswalk (fromTerm, relation, toTerm), accepted terms (feed, originId, decision, term), SKOS (JSON-LD), Open Eligibility (XML), LGA mapping list (JSON).',
  )
}

import type { ImportProblem } from '../model/import-problem.ts'
import { readCsvRows, type CsvRow } from '../model/csv-rows.ts'
import { assembleScheme, type SchemeFile, type SchemeRow } from './scheme-file.ts'
import { builtInRegistry, type SchemeRegistry } from './scheme-registry.ts'
import { canonicalTermUri } from './term-uri.ts'
import { present } from '../model/present.ts'

/**
 * Reads a plain CSV of terms: `uri,name,parent,description` and optionally `code,discontinued,other_names`. `uri` and
 * `parent` are URIs or CURIEs of shared schemes; several parents or other names are parted by `|`; `discontinued` is
 * yes, true or 1. CURIEs and codes come from the registry where it knows the scheme. UnreadableImport where `uri` or `name` is no column.
 */
export function readPlainCsv(
  text: string,
  scheme: SchemeFile['scheme'],
  registry: SchemeRegistry = builtInRegistry,
): SchemeFile {
  const problems: ImportProblem[] = []
  const taken: SchemeRow[] = []
  for (const row of readCsvRows(text, ['uri', 'name'])) {
    const uri = canonicalTermUri(row.cells.get('uri') ?? '', registry)
    const name = row.cells.get('name')
    if (uri === undefined || name === undefined) {
      problems.push({ line: row.line, message: 'No URI or CURIE as uri, or no name; row left out.' })
    } else {
      taken.push(readRow(row, uri, name, registry, problems))
    }
  }
  return assembleScheme(scheme, taken, problems)
}

function readRow(
  row: CsvRow,
  uri: string,
  name: string,
  registry: SchemeRegistry,
  problems: ImportProblem[],
): SchemeRow {
  const parentUris: string[] = []
  for (const stated of listCell(row, 'parent')) {
    const parentUri = canonicalTermUri(stated, registry)
    if (parentUri === undefined) problems.push({ line: row.line, message: `parent is no URI or CURIE: ${stated}` })
    else parentUris.push(parentUri)
  }
  const known = registry.findByTermUri(uri)
  const code = row.cells.get('code') ?? known?.code
  const description = row.cells.get('description')
  return {
    uri,
    name,
    otherNames: listCell(row, 'other_names'),
    ...(known === undefined ? {} : { curie: `${known.scheme.curiePrefix}:${known.code}` }),
    ...present({ code, description }),
    discontinued: /^(yes|true|1)$/i.test(row.cells.get('discontinued') ?? ''),
    parentUris,
    line: row.line,
  }
}

function listCell(row: CsvRow, column: string): readonly string[] {
  return (row.cells.get(column) ?? '')
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

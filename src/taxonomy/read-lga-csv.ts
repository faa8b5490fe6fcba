import type { ImportProblem } from '../model/import-problem.ts'
import { UnreadableImport } from '../model/import-problem.ts'
import { readCsvRows, type CsvRow } from '../model/csv-rows.ts'
import { schemeIdentity } from './identify-term.ts'
import type { KnownScheme } from './known-schemes.ts'
import { assembleScheme, type SchemeFile, type SchemeRow } from './scheme-file.ts'
import { builtInRegistry } from './scheme-registry.ts'
import { present } from '../model/present.ts'

/** What the file can't say of itself. */
export interface LgaCsvOptions {
  /** For files without a `Type` column: `services`, `needs`, `circumstances`, `functions`, or any name of the list. */
  readonly list?: string
  /** Absent: the latest date on which one of its terms changed. */
  readonly version?: string
}

/**
 * Reads one of the LGA's controlled lists as esd publishes them (`Identifier, Label, Status, Description, …, Type,
 * Parent identifiers`). Status "Discontinued" marks the term. UnreadableImport where the columns are not those.
 */
export function readLgaCsv(text: string, options: LgaCsvOptions = {}): SchemeFile {
  const rows = readCsvRows(text, ['identifier', 'label'])
  const list = schemeOfList(options.list ?? rows[0]?.cells.get('type') ?? '')
  const problems: ImportProblem[] = []
  const taken: SchemeRow[] = []
  for (const row of rows) {
    const code = row.cells.get('identifier') ?? ''
    const name = row.cells.get('label')
    if (name === undefined || !list.codePattern.test(code)) {
      problems.push({ line: row.line, message: 'No number as Identifier, or no Label; row left out.' })
    } else {
      taken.push(readRow(row, list, code, name))
    }
  }
  const version = options.version ?? latestChange(rows)
  const scheme = {
    ...schemeIdentity(list),
    ...present({ version }),
  }
  return assembleScheme(scheme, taken, problems)
}

function readRow(row: CsvRow, list: KnownScheme, code: string, name: string): SchemeRow {
  const description = row.cells.get('description')
  const parents = (row.cells.get('parent identifiers') ?? '').split(/[^\d]+/).filter((id) => id !== '')
  return {
    uri: `${list.uriStub}${code}`,
    curie: `${list.curiePrefix}:${code}`,
    code,
    name,
    ...present({ description }),
    discontinued: /^discontinued$/i.test(row.cells.get('status') ?? ''),
    parentUris: parents.map((id) => `${list.uriStub}${id}`),
    line: row.line,
  }
}

function schemeOfList(name: string): KnownScheme {
  const known = builtInRegistry.findByName(name) ?? builtInRegistry.findByName(`esd ${name}`)
  const scheme = name === '' ? undefined : known
  if (scheme === undefined || !scheme.curiePrefix.startsWith('esd')) {
    throw new UnreadableImport('The file does not say which LGA list it is (column Type); name the list.')
  }
  return scheme
}

/** `YYYY-MM-DD`; the files of 2015 write it so, those of 2022 as `DD/MM/YYYY`. */
function latestChange(rows: readonly CsvRow[]): string | undefined {
  const dates = rows.flatMap((row) => {
    const stated = row.cells.get('modified') ?? ''
    const british = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(stated)
    if (british !== null) return [`${british[3] ?? ''}-${british[2] ?? ''}-${british[1] ?? ''}`]
    return /^\d{4}-\d\d-\d\d/.test(stated) ? [stated.slice(0, 10)] : []
  })
  return dates.toSorted().at(-1)
}

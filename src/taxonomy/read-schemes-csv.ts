import type { ImportProblem } from '../model/import-problem.ts'
import { readCsvRows } from '../model/csv-rows.ts'
import type { KnownScheme } from './known-schemes.ts'
import { isTermUri } from './term-uri.ts'
import { present } from '../model/present.ts'

/** Shared schemes in the file's order, each with the file of its terms where it names one, and what was left out. */
export interface SchemesFile {
  readonly schemes: readonly (KnownScheme & { readonly file?: string })[]
  readonly problems: readonly ImportProblem[]
}

/**
 * Reads how publishers write the schemes a region shares: `uri_stub,curie_prefix,name` and optionally `other_names`
 * (parted by `;` or `|`) and `file`. With these in the registry a CURIE or a bare code is the same term as its URI.
 * UnreadableImport where the columns are not those.
 */
export function readSchemesCsv(text: string): SchemesFile {
  const problems: ImportProblem[] = []
  const schemes: (KnownScheme & { readonly file?: string })[] = []
  for (const { line, cells } of readCsvRows(text, ['uri_stub', 'curie_prefix', 'name'])) {
    const uriStub = cells.get('uri_stub') ?? ''
    const curiePrefix = cells.get('curie_prefix') ?? ''
    const name = cells.get('name')
    if (
      name === undefined ||
      !/^[a-z][\w.-]*$/i.test(curiePrefix) ||
      !isTermUri(`${uriStub}x`) ||
      !/[/#:=]$/.test(uriStub)
    ) {
      const message = 'Needs a URI that ends in / # = or :, a prefix of one word, and a name; row left out.'
      problems.push({ line, message })
      continue
    }
    const otherNames = (cells.get('other_names') ?? '')
      .split(/[;|]/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
    const file = cells.get('file')
    schemes.push({
      key: uriStub.replace(/[/#:=]$/, ''),
      name,
      uriStub,
      curiePrefix,
      otherNames,
      otherStubs: [],
      loosePrefixes: [],
      codePattern: /^[\w.~-]{1,100}$/,
      ...present({ file }),
    })
  }
  return { schemes, problems }
}

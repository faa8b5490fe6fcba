import type { AcceptedTerm } from '../model/accepted-term.ts'
import { type CsvRow, readCsvRows } from '../model/csv-rows.ts'
import type { ImportProblem } from '../model/import-problem.ts'
import { readDayCell } from './read-crosswalk.ts'
import { builtInRegistry, type SchemeRegistry } from './scheme-registry.ts'
import { canonicalTermUri } from './term-uri.ts'

/** Who accepted the rows that do not say it, and when. */
export interface AcceptedOptions {
  readonly by?: string
  readonly date?: string
}

/** What a reviewed list of untagged services accepts, in its order, and what it takes back. */
export interface AcceptedFile {
  readonly accepted: readonly AcceptedTerm[]
  readonly withdrawn: readonly Pick<AcceptedTerm, 'service' | 'term'>[]
  /** Rows that nobody has decided. */
  readonly open: number
  readonly problems: readonly ImportProblem[]
}

const ACCEPTED = /^(accept|accepted|yes|y|x|1)$/i
const WITHDRAWN = /^(withdraw|withdrawn|no longer)$/i
const REFUSED = /^(reject|rejected|no|n|0)$/i

/**
 * Reads what `taxonomy untagged` wrote and a person filled in: `feed,originId,decision,term` and `by,date`. A row says accepted,
 * rejected or withdrawn, which takes back what an earlier file accepted; one that says nothing is open. UnreadableImport where
 * the columns are not those.
 */
export function readAcceptedCsv(
  text: string,
  options: AcceptedOptions,
  registry: SchemeRegistry = builtInRegistry,
): AcceptedFile {
  const accepted: AcceptedTerm[] = []
  const withdrawn: Pick<AcceptedTerm, 'service' | 'term'>[] = []
  const problems: ImportProblem[] = []
  let open = 0
  for (const { line, cells } of readCsvRows(text, ['feed', 'originid', 'decision', 'term'])) {
    const decision = cells.get('decision') ?? ''
    if (decision === '') open += 1
    if (decision === '' || REFUSED.test(decision)) continue
    const subject = subjectOf(cells, registry)
    const by = cells.get('by') ?? options.by
    const date = readDayCell(cells.get('date') ?? '') ?? options.date
    if (subject !== undefined && WITHDRAWN.test(decision)) withdrawn.push(subject)
    else if (subject === undefined || !ACCEPTED.test(decision))
      problems.push({
        line,
        message: 'Needs a feed, an originId, a term and accepted, rejected or withdrawn; left out.',
      })
    else if (by === undefined || date === undefined)
      problems.push({ line, message: 'Does not say who accepted it: fill in by, or give --by; left out.' })
    else accepted.push({ ...subject, by, date })
  }
  return { accepted, withdrawn, open, problems }
}

function subjectOf(
  cells: CsvRow['cells'],
  registry: SchemeRegistry,
): Pick<AcceptedTerm, 'service' | 'term'> | undefined {
  const [feed, originId] = [cells.get('feed'), cells.get('originid')]
  const term = canonicalTermUri(cells.get('term') ?? '', registry)
  return feed === undefined || originId === undefined || term === undefined
    ? undefined
    : { service: `${feed}/${originId.replace(/^'(?=[=+\-@])/, '')}`, term }
}

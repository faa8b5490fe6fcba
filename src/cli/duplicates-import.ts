import { appendFileSync } from 'node:fs'
import { openDuplicates } from '../catalogue/clusters/open-duplicates.ts'
import { ConfigError } from '../config/config-error.ts'
import { createDecisionsReader, decisionsFileOf } from '../intake/clusters/decisions-file.ts'
import { Decision, formatDecision, parseDecisions } from '../merge/decisions.ts'
import { pairKeyOf } from '../merge/match-record.ts'
import { readCsvRows, type CsvRow } from '../model/csv-rows.ts'
import { present } from '../model/present.ts'
import { readBoundedFile } from '../model/read-bounded-file.ts'
import { createLog } from './create-log.ts'
import { catalogueFile, restateUnconfigured } from './duplicates-list.ts'

const MOST_BYTES = 100_000_000

/**
 * Appends what the rows of a CSV decide to the decisions file: `record`, `other` and `decision`, as a worklist has them, or
 * `a`, `b` and `relation`; rows without a decision are passed over, and so are those that stand already. Rows that can't be
 * meant, or with `feed` are of no record of it, do not stop the others; a ConfigError names each by its line, after the others are noted.
 */
export async function importDecisions(
  path: string,
  { by, note, feed }: { readonly by: string; readonly note?: string; readonly feed?: string },
): Promise<void> {
  const rows = readCsvRows(readText(path), []).map(readRow)
  if (rows.every(({ a, b }) => a === undefined || b === undefined))
    throw new ConfigError(path, [
      { path: 'columns', problem: 'needs record, other and decision, as a worklist has them' },
    ])
  const file = catalogueFile()
  const standing = parseDecisions(
    await createDecisionsReader(decisionsFileOf(file), await createLog('warn'))(),
  ).decisions
  const duplicates = openDuplicates(file, restateUnconfigured)
  const problems: { path: string; problem: string }[] = []
  const decided: Decision[] = []
  let same = 0
  try {
    for (const { line, ...row } of rows) {
      if (row.relation === undefined) continue
      const stated = { ...row, by, at: new Date().toISOString(), ...present({ note: row.note ?? note }) }
      const decision = Decision.safeParse(stated)
      const problem = decision.success
        ? whyNot(decision.data, duplicates.find(decision.data.a, decision.data.b).records, feed)
        : decision.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
      if (problem !== undefined) problems.push({ path: `line ${line}`, problem })
      else if (decision.success && isStanding(decision.data, standing)) same += 1
      else if (decision.success) decided.push(decision.data)
    }
  } finally {
    duplicates.close()
  }
  if (decided.length > 0) appendFileSync(decisionsFileOf(file), decided.map(formatDecision).join(''))
  console.log(`Noted ${decided.length} in ${decisionsFileOf(file)}; ${same} stood already.`)
  if (problems.length > 0) throw new ConfigError(path, problems)
}

function readText(path: string): string {
  try {
    return readBoundedFile(path, MOST_BYTES)
  } catch (cause) {
    const problem = cause instanceof Error ? `can not be read: ${cause.message}` : 'can not be read'
    throw new ConfigError('The arguments', [{ path: '--from', problem }], { cause })
  }
}

function readRow({ line, cells }: CsvRow) {
  const [a, b] = [textOf(cells, 'record', 'a'), textOf(cells, 'other', 'b')]
  const relation = textOf(cells, 'decision', 'relation')?.toUpperCase().replaceAll(' ', '_')
  return { line, a, b, relation, note: textOf(cells, 'note') }
}

/** The first of these cells that is filled in; a quote that keeps a spreadsheet from taking it for a formula is no part of it. */
function textOf(cells: CsvRow['cells'], ...names: readonly string[]): string | undefined {
  const text = names.flatMap((name) => cells.get(name) ?? [])[0]
  return text?.replace(/^'(?=[=+\-@\t\r])/, '')
}

function whyNot({ a, b }: Decision, records: readonly unknown[], feed: string | undefined): string | undefined {
  const slugs = feed?.split(',').map((slug) => slug.trim())
  if (slugs !== undefined && ![a, b].some((uid) => slugs.some((slug) => uid.startsWith(`${slug}/`))))
    return `neither ${a} nor ${b} is a record of ${slugs.join(' or ')}`
  if (a === b) return `${a} is the same record twice`
  const unknown = [a, b].filter((_, index) => records[index] === undefined)
  return unknown.length === 0
    ? undefined
    : `${unknown.join(' and ')}: no such record is held here; name it as feed/originId`
}

function isStanding({ a, b, relation }: Decision, standing: ReadonlyMap<string, Decision>): boolean {
  return standing.get(pairKeyOf(a, b))?.relation === relation
}

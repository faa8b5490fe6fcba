import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { type DuplicatePair, type DuplicatesReading, openDuplicates } from '../catalogue/clusters/open-duplicates.ts'
import { catalogueFile, restateUnconfigured, stateOfPair } from './duplicates-list.ts'
import { compareSideBySide, describeSideBySide, describeStanding } from './duplicates-side-by-side.ts'
import { present } from '../model/present.ts'

const MOST_PAIRS = 10_000

/** What a publisher's assurer is asked to look at. */
type Question = 'One service, or two?' | 'Listed twice?' | 'Which is right?'

interface ReportEntry {
  readonly question: Question
  readonly pair: DuplicatePair
}

/**
 * Writes for each publisher, or the one of that feed, what its assurer should look at, its own record on the left: as text
 * (`duplicates-FEED.txt`) and for spreadsheets (`duplicates-FEED.csv`), into the folder, which is made if missing; as JSON
 * to standard output instead.
 */
export function reportDuplicates({
  feed,
  output,
  json = false,
}: {
  readonly feed?: string
  readonly output: string
  readonly json?: boolean
}): void {
  const duplicates = openDuplicates(catalogueFile(), restateUnconfigured)
  try {
    const slugs = duplicates.feeds.filter((each) => feed === undefined || each === feed)
    if (json) {
      const reports = slugs.map((slug) => stateReport(slug, readEntries(duplicates, slug)))
      return console.log(JSON.stringify(reports, undefined, 2))
    }
    mkdirSync(output, { recursive: true })
    for (const slug of slugs) {
      const entries = readEntries(duplicates, slug)
      const path = join(output, `duplicates-${slug}`)
      writeFileSync(`${path}.txt`, describeReport(slug, entries))
      writeFileSync(`${path}.csv`, formatReport(entries))
      console.log(`${path}.txt and .csv: ${entries.length} to look at.`)
    }
  } finally {
    duplicates.close()
  }
}

function readEntries(duplicates: DuplicatesReading, slug: string): readonly ReportEntry[] {
  const pairs = duplicates.list({ feed: slug, first: MOST_PAIRS })
  return pairs.flatMap((pair) => toEntry(pair.a.feed === slug ? pair : turn(pair)))
}

function stateReport(slug: string, entries: readonly ReportEntry[]): object {
  const stated = entries.map(({ question, pair }) => ({
    question,
    ...stateOfPair(pair),
    fields: compareSideBySide(pair.a, pair.b),
  }))
  return { feed: slug, pairs: stated }
}

function toEntry(pair: DuplicatePair): readonly ReportEntry[] {
  if (pair.decision === 'PENDING')
    return [{ question: pair.a.feed === pair.b.feed ? 'Listed twice?' : 'One service, or two?', pair }]
  const isOne = pair.relation === 'SAME_SERVICE' && pair.decision !== 'REJECTED'
  return isOne && compareSideBySide(pair.a, pair.b).some(({ field, differs }) => differs && DISTINGUISHING.has(field))
    ? [{ question: 'Which is right?', pair }]
    : []
}

/** Fields in which two listings of one service should not differ. */
const DISTINGUISHING: ReadonlySet<string> = new Set(['address', 'phones', 'e-mail', 'web', 'ages', 'status'])

function turn({ a, b, evidence, ...rest }: DuplicatePair): DuplicatePair {
  const turned = evidence.map(({ left, right, ...each }) => ({
    ...each,
    ...present({ left: right, right: left }),
  }))
  return { ...rest, a: b, b: a, evidence: turned }
}

function describeReport(slug: string, entries: readonly ReportEntry[]): string {
  const parts = entries.map(({ question, pair }, index) =>
    [
      `${index + 1}. ${question}`,
      '',
      ...describeSideBySide(pair.a, pair.b),
      '',
      ...describeStanding(pair),
      '',
      ...(question === 'Which is right?'
        ? ['If yours is not right, mend it at its source.']
        : [`To decide: oruk-gateway duplicates decide ${pair.a.uid} ${pair.b.uid} RELATION --by "your name"`]),
      '',
    ].join('\n'),
  )
  return [`Possible duplicates of ${slug}: ${entries.length}. Your record stands on the left.`, '', ...parts].join('\n')
}

function formatReport(entries: readonly ReportEntry[]): string {
  const rows = entries.map(({ question, pair }) => {
    const fields = compareSideBySide(pair.a, pair.b)
    const stated = fields.flatMap(({ field, left, right }) => [
      [`your ${field}`, left],
      [`their ${field}`, right],
    ])
    return {
      question,
      score: pair.score,
      differs: fields.flatMap(({ field, differs }) => (differs ? field : [])).join(', '),
      evidence: pair.evidence.map(({ feature, weight }) => `${feature} ${weight}`).join('; '),
      ...Object.fromEntries(stated),
    }
  })
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return stringify(rows, { header: true, columns, bom: true, record_delimiter: 'windows', escape_formulas: true })
}

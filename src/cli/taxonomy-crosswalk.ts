import { stringify } from 'csv-stringify/sync'
import { existsSync } from 'node:fs'
import { openCrosswalkTemplate, type WaitingTerm } from '../catalogue/terms/open-crosswalk-template.ts'
import { ConfigError } from '../config/config-error.ts'
import { catalogueFile } from './duplicates-list.ts'
import { writeExport } from './export-writing.ts'

/** How a template is written. */
export interface CrosswalkOptions {
  /** Where to; "-" is standard output; `<feed>.crosswalk.csv` unless given. */
  readonly output?: string
  /** Suggestions a term has at most, a whole number. */
  readonly suggestions: string
  readonly json?: boolean
}

const COLUMNS = [
  'fromTerm',
  'relation',
  'toTerm',
  'source',
  'reviewer',
  'date',
  'fromName',
  'toName',
  'suggested',
  'reason',
  'places',
  'services',
]

/**
 * Writes the terms of a feed that nobody else understands as a crosswalk to be reviewed: a row for each suggestion, its
 * relation left empty. ConfigError where the feed is not held, or where the file is there, since it may have been edited.
 */
export async function writeCrosswalkTemplate(feed: string, options: CrosswalkOptions): Promise<void> {
  const output = options.output ?? `${feed}.crosswalk.csv`
  const waiting = readWaiting(feed, Number.parseInt(options.suggestions, 10) || 0)
  if (options.json === true) return console.log(JSON.stringify(waiting, undefined, 2))
  if (output !== '-' && existsSync(output))
    throw new ConfigError('The arguments', [
      { path: '--output', problem: `${output} is there already and may have been edited; name another file` },
    ])
  await writeExport(onePart(templateCsv(feed, waiting)), output)
  for (const line of describe(waiting, output)) console.error(line)
}

function readWaiting(feed: string, most: number): readonly WaitingTerm[] {
  const template = openCrosswalkTemplate(catalogueFile())
  try {
    if (!template.feeds.includes(feed))
      throw new ConfigError('The arguments', [
        { path: feed, problem: `is no feed held here; held are ${template.feeds.join(', ') || 'none'}` },
      ])
    return template.read(feed, most)
  } finally {
    template.close()
  }
}

async function* onePart(text: string): AsyncGenerator<string> {
  yield text
}

/** The template's text: terms in their order, each with its suggestions, or with one row to be filled in. */
export function templateCsv(feed: string, waiting: readonly WaitingTerm[]): string {
  const rows = waiting.flatMap((term) => {
    const { uri, name, places, services, suggestions } = term
    const rowOf = (to: string, toName: string, suggested: string, reason: string) =>
      [uri, '', to, `Review of ${feed}`, '', '', name, toName, suggested, reason, places, services] as const
    if (suggestions.length === 0) return [rowOf('', '', '', 'nothing suggested: name a term, or leave the row')]
    return suggestions.map(({ to, relation, reasons }) =>
      rowOf(to.uri, to.name, relation.toLowerCase(), reasons.join('; ')),
    )
  })
  return stringify([COLUMNS, ...rows], { bom: true, record_delimiter: 'windows', escape_formulas: true })
}

function describe(waiting: readonly WaitingTerm[], output: string): readonly string[] {
  const suggested = waiting.filter(({ suggestions }) => suggestions.length > 0).length
  return [
    `${waiting.length} terms wait, ${suggested} of them with suggestions.`,
    `Write exact, close, broad or narrow into the column relation of each row you accept; rows without stay open, and withdrawn takes an earlier one back.`,
    ...(output === '-' ? [] : [`Then: oruk-gateway taxonomy import ${output}`]),
  ]
}

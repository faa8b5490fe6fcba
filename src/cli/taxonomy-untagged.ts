import { stringify } from 'csv-stringify/sync'
import { openUntagged, type Untagged } from '../catalogue/terms/open-untagged.ts'
import { ConfigError } from '../config/config-error.ts'
import { catalogueFile } from './duplicates-list.ts'
import { writeExport } from './export-writing.ts'

/** How suggestions for untagged services are written. */
export interface UntaggedOptions {
  /** Where to; "-" is standard output; `<feed>.untagged.csv` unless given. */
  readonly output?: string
  /** Suggestions a service has at most, a whole number. */
  readonly suggestions: string
  /** Of this scheme alone: its key, URI or name. */
  readonly scheme?: string
  readonly json?: boolean
}

const COLUMNS = ['feed', 'originId', 'decision', 'term', 'by', 'date', 'name', 'termName', 'reason']

/** Writes a feed's untagged services with the terms that their own words suggest, and says how often such suggestions are right here. ConfigError where feed or scheme is not held. */
export async function writeUntagged(feed: string, options: UntaggedOptions): Promise<void> {
  const untagged = readUntagged(feed, options)
  if (options.json === true) return console.log(JSON.stringify({ feed, ...untagged }, undefined, 2))
  await writeExport(onePart(untaggedCsv(feed, untagged)), options.output ?? `${feed}.untagged.csv`)
  for (const line of describeUntagged(untagged)) console.error(line)
}

function readUntagged(feed: string, { suggestions, scheme }: UntaggedOptions): Untagged {
  const reader = openUntagged(catalogueFile())
  try {
    if (!reader.feeds.includes(feed))
      throw new ConfigError('The arguments', [
        { path: feed, problem: `is no feed held here; held are ${reader.feeds.join(', ') || 'none'}` },
      ])
    const untagged = reader.read(feed, Number.parseInt(suggestions, 10) || 0, scheme)
    if (untagged === undefined)
      throw new ConfigError('The arguments', [
        { path: '--scheme', problem: `${scheme ?? ''} is not the key, URI or name of any scheme held here` },
      ])
    return untagged
  } finally {
    reader.close()
  }
}

async function* onePart(text: string): AsyncGenerator<string> {
  yield text
}

/** A row for each suggestion; a service without any has one with empty cells. */
export function untaggedCsv(feed: string, { services }: Untagged): string {
  const rows = services.flatMap(({ originId, name, suggestions }) =>
    suggestions.length === 0
      ? [[feed, originId, '', '', '', '', name, '', '']]
      : suggestions.map(({ term, reason }) => [feed, originId, '', term.uri, '', '', name, term.name, reason]),
  )
  return stringify([COLUMNS, ...rows], { bom: true, record_delimiter: 'windows', escape_formulas: true })
}

/** How many, and how far to trust them. */
export function describeUntagged({ services, precision }: Untagged): readonly string[] {
  const having = services.filter(({ suggestions }) => suggestions.length > 0).length
  const shareOf = ({ suggestions, right }: Untagged['precision']['name']): string =>
    suggestions === 0 ? 'none' : `${right} of ${suggestions} (${Math.round((100 * right) / suggestions)} %)`
  return [
    `${services.length} active services have no term that is understood beyond the feed; ${having} of them have suggestions.`,
    `Of such suggestions for the ${precision.services} tagged services of all feeds, right are ${shareOf(precision.name)} by the name, ${shareOf(precision.description)} by the description. What a publisher left untagged counts as wrong.`,
    'They change nothing by themselves. Write accepted into the column decision where one is right, and give the file to `taxonomy import --by NAME`: the service then counts under it here, and `acceptedTerms` says by whom and when; withdrawn takes it back.',
  ]
}

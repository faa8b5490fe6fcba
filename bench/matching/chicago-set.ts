import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { pairKeyOf } from '../../src/merge/match-record.ts'
import type { MatchRecord } from '../../src/merge/match-record.ts'
import { readOrganizationName, readServiceName } from '../../src/merge/normalise-name.ts'
import { readAddress } from '../../src/merge/read-sites.ts'

/** Records with the pairs of them that are truly one, as `pairKeyOf` keys. */
export interface LabelledSet {
  readonly name: string
  readonly records: readonly MatchRecord[]
  readonly truth: ReadonlySet<string>
}

/**
 * The Chicago early-childhood sites with true ids, cross-source pairs only (5,072). Its adapter: `Agency` stands for the
 * organization, stated by 15 rows of 3,337; everywhere else the site's name holds it. `Source` is the feed.
 */
export function readChicagoSet(recordings: string): LabelledSet {
  const text = readFileSync(join(recordings, 'matching', 'chicago_early_childhood_true_ids.csv'), 'utf8')
  const rows: Record<string, string>[] = parse(text, { columns: true, relax_quotes: true })
  const records = rows.map(readRow)
  const byTrueId = Map.groupBy(rows.entries(), ([, row]) => row['True Id'])
  const truth = new Set<string>()
  for (const same of byTrueId.values()) {
    for (const [at, [left]] of same.entries()) {
      for (const [right] of same.slice(at + 1)) {
        const [a, b] = [records[left], records[right]]
        if (a !== undefined && b !== undefined && a.feed !== b.feed) truth.add(pairKeyOf(a.key, b.key))
      }
    }
  }
  return { name: 'Chicago, across lists', records, truth }
}

function readRow(row: Record<string, string>): MatchRecord {
  const field = (name: string): string => (row[name] ?? '').replaceAll(/\s+/g, ' ').trim()
  const [name, agency, phone] = [field('Site name'), field('Agency'), field('Phone')]
  const feed = field('Source')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
  const site = readAddress({ address1: field('Address'), postalCode: field('Zip') })
  return {
    key: `${feed}/${field('Id')}`,
    feed,
    originId: field('Id'),
    name: readServiceName(name),
    ...(agency === '' ? {} : { organization: readOrganizationName(agency) }),
    identifiers: [],
    placeTokens: [],
    // Seven digits without an area code: comparable with each other all the same.
    phones: phone.length >= 7 ? [`+1${phone.slice(-7)}`] : [],
    emails: [],
    hosts: [],
    links: [],
    sites: Object.keys(site).length === 0 ? [] : [site],
    areas: [],
    publisherAreas: [],
    areaCodes: [],
    withinCodes: [],
    virtual: false,
    national: false,
  }
}

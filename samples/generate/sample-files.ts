import type { CouncilRecords } from '../council-records.ts'
import { COUNCILS, LAPSED, SAMPLE_PORT } from '../councils.ts'
import { sampleFeedsConfig } from '../feeds-config.ts'
import { aroundCsv, aroundGeoJson, smallAreasCsv } from './around.ts'
import { crosswalkCsv } from './crosswalk-file.ts'
import { areasCsv, boundariesGeoJson, postcodesCsv } from './geography-files.ts'
import { generateRegion } from './generate-region.ts'
import { lapsedDirectory } from './lapsed-directory.ts'
import { schemeCsv, schemesCsv } from './scheme-files.ts'

/** Every generated file as text, keyed by its path below `samples/`. */
export function sampleFiles(): Map<string, string> {
  const region = generateRegion()
  const files = new Map<string, string>()
  for (const [slug, records] of region.councils) {
    for (const [name, text] of recordFiles(records)) files.set(`data/${slug}/${name}.ndjson`, text)
  }
  for (const [name, text] of recordFiles(lapsedDirectory())) files.set(`data/${LAPSED.slug}/${name}.ndjson`, text)
  files.set('truth.json', `${listed({ groups: region.truth.groups, falseFriends: region.truth.falseFriends })}\n`)
  files.set('untidy.ndjson', lines(region.untidy))
  files.set('feeds.config.json', `${JSON.stringify(standaloneConfig(), null, 2)}\n`)
  files.set('taxonomies/saltmere-services.csv', schemeCsv())
  files.set('taxonomies/schemes.csv', schemesCsv())
  files.set('taxonomies/local-to-shared.csv', crosswalkCsv(region.councils))
  files.set('geography/areas.csv', areasCsv())
  files.set('geography/boundaries.geojson', boundariesGeoJson())
  files.set('geography/postcodes.csv', postcodesCsv())
  files.set('geography/small-areas.csv', smallAreasCsv())
  files.set('geography/around.csv', aroundCsv())
  files.set('geography/around.geojson', aroundGeoJson())
  return files
}

/** The configuration for councils started alone, on their own port. */
function standaloneConfig() {
  return sampleFeedsConfig(
    COUNCILS.map(({ slug }) => ({ slug, url: `http://127.0.0.1:${SAMPLE_PORT}/${slug}` })),
    '',
  )
}

function recordFiles(records: CouncilRecords): [name: string, text: string][] {
  return [
    ['organizations', lines(records.organizations)],
    ['locations', lines(records.locations)],
    ['services', lines(records.services)],
    ['taxonomies', lines(records.taxonomies)],
    ['taxonomy-terms', lines(records.terms)],
  ]
}

function lines(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

/** JSON with one row of each list to a line, so that a change shows as the rows it changes. */
function listed(lists: Readonly<Record<string, readonly unknown[]>>): string {
  const members = Object.entries(lists).map(
    ([name, rows]) => `${JSON.stringify(name)}: [\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`,
  )
  return `{\n${members.join(',\n')}\n}`
}

import type { GraphQLError } from 'graphql'

import { CSV_TYPE } from '../../model/csv-lines.ts'
import { writeCoverageAreasCsv, writeCoverageCsv, writeOverlapsCsv } from './coverage-csv.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'
import { feedPartsWriter, FILTERS, UNMAPPED_TERMS, UNRESOLVED_AREAS, VERIFICATION } from './feed-parts-csv.ts'
import { writeFeedsCsv, writeIssuesCsv } from './feeds-csv.ts'
import { listWriter } from './list-csv.ts'
import { AREAS, CHANGES, COUNTED, DEMAND, GAPS, ORGANIZATIONS } from './list-tables.ts'
import { writePlacesGeojson } from './places-geojson.ts'
import { describeNdjsonError, writeRecordsNdjson } from './records-ndjson.ts'
import { writeDuplicatesCsv, writeQualityCsv } from './record-tables-csv.ts'
import { writeServiceDifferencesCsv, writeServiceIssuesCsv } from './service-parts-csv.ts'
import { writeServicesCsv } from './services-csv.ts'
import { writeSourcesCsv } from './sources-csv.ts'
import { writeTrendCsv } from './trend-csv.ts'
import { writeWorklistCsv } from './worklist-csv.ts'

/** A file that can be had: how it is written, and what its bytes are. */
export interface ExportFile {
  readonly mediaType: string
  readonly write: (source: ExportSource, request: ExportRequest) => AsyncGenerator<string>
  /** The last line of a file that broke off, where its form has room for one. */
  readonly describeError?: (error: GraphQLError) => string
  /** Whether the feeds' licences stand in the file itself. */
  readonly hasSources: boolean
}

/** Every export by its file's name. */
export const EXPORTS: ReadonlyMap<string, ExportFile> = new Map<string, ExportFile>([
  ['services.csv', { mediaType: CSV_TYPE, write: writeServicesCsv, hasSources: false }],
  ['places.geojson', { mediaType: 'application/geo+json', write: writePlacesGeojson, hasSources: true }],
  [
    'records.ndjson',
    {
      mediaType: 'application/x-ndjson; charset=utf-8',
      write: writeRecordsNdjson,
      describeError: describeNdjsonError,
      hasSources: true,
    },
  ],
  ['coverage.csv', { mediaType: CSV_TYPE, write: writeCoverageCsv, hasSources: false }],
  ['coverage-areas.csv', { mediaType: CSV_TYPE, write: writeCoverageAreasCsv, hasSources: false }],
  ['overlaps.csv', { mediaType: CSV_TYPE, write: writeOverlapsCsv, hasSources: false }],
  ['trend.csv', { mediaType: CSV_TYPE, write: writeTrendCsv, hasSources: false }],
  ['areas.csv', { mediaType: CSV_TYPE, write: listWriter(AREAS), hasSources: true }],
  ['counted.csv', { mediaType: CSV_TYPE, write: listWriter(COUNTED), hasSources: false }],
  ['gaps.csv', { mediaType: CSV_TYPE, write: listWriter(GAPS), hasSources: false }],
  ['organizations.csv', { mediaType: CSV_TYPE, write: listWriter(ORGANIZATIONS), hasSources: true }],
  ['quality.csv', { mediaType: CSV_TYPE, write: writeQualityCsv, hasSources: false }],
  ['duplicates.csv', { mediaType: CSV_TYPE, write: writeDuplicatesCsv, hasSources: false }],
  ['demand.csv', { mediaType: CSV_TYPE, write: listWriter(DEMAND), hasSources: true }],
  ['changes.csv', { mediaType: CSV_TYPE, write: listWriter(CHANGES), hasSources: true }],
  ['issues.csv', { mediaType: CSV_TYPE, write: writeIssuesCsv, hasSources: true }],
  ['worklist.csv', { mediaType: CSV_TYPE, write: writeWorklistCsv, hasSources: true }],
  ['feeds.csv', { mediaType: CSV_TYPE, write: writeFeedsCsv, hasSources: true }],
  ['verification.csv', { mediaType: CSV_TYPE, write: feedPartsWriter(VERIFICATION), hasSources: true }],
  ['filters.csv', { mediaType: CSV_TYPE, write: feedPartsWriter(FILTERS), hasSources: true }],
  ['unmapped-terms.csv', { mediaType: CSV_TYPE, write: feedPartsWriter(UNMAPPED_TERMS), hasSources: true }],
  ['unresolved-areas.csv', { mediaType: CSV_TYPE, write: feedPartsWriter(UNRESOLVED_AREAS), hasSources: true }],
  ['service-issues.csv', { mediaType: CSV_TYPE, write: writeServiceIssuesCsv, hasSources: true }],
  ['service-differences.csv', { mediaType: CSV_TYPE, write: writeServiceDifferencesCsv, hasSources: true }],
  ['sources.csv', { mediaType: CSV_TYPE, write: writeSourcesCsv, hasSources: true }],
])

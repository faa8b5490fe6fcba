import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { type ImportColumns, partColumns, UnreadableImport } from '../model/import-problem.ts'
import type { PostcodeEntry } from '../model/postcode-entry.ts'
import { readPostcode } from './postcode.ts'
import { isRealArea } from './area.ts'

/** What was taken from a directory so far, to be said to whoever imported it. */
interface PostcodeImportReport {
  taken: number
  terminated: number
  withoutPoint: number
  /** Rows without a full postcode. */
  leftOut: number
  columns: ImportColumns
}

/** A directory while it is being read. `report` is complete once `entries` is exhausted. */
export interface PostcodeImport {
  readonly entries: AsyncIterable<PostcodeEntry>
  readonly report: Readonly<PostcodeImportReport>
}

interface Columns {
  readonly postcode: number
  readonly terminated: number
  readonly latitude: number
  readonly longitude: number
  readonly areas: readonly number[]
}

const areaHeaders = [/^lsoa21(cd)?$/, /^(wd\d\dcd|osward|ward)$/, /^(lad\d\dcd|oslaua|laua)$/, /^(icb\d\dcd|icb)$/]

/**
 * Reads the ONS's postcode directories (NSPL, ONSPD) of any year by the beginnings of their headers, row by row, from
 * chunks of the CSV. Iterating rejects with UnreadableImport where the headers are not of such a file or it breaks off.
 * A latitude above 90 means that the postcode has no place; codes that stand for "none" are left out.
 */
export function readPostcodeDirectory(chunks: AsyncIterable<string | Uint8Array>): PostcodeImport {
  const report: PostcodeImportReport = {
    taken: 0,
    terminated: 0,
    withoutPoint: 0,
    leftOut: 0,
    columns: { taken: [], ignored: [] },
  }
  return { entries: readEntries(chunks, report), report }
}

async function* readEntries(
  chunks: AsyncIterable<string | Uint8Array>,
  report: PostcodeImportReport,
): AsyncGenerator<PostcodeEntry> {
  let columns: Columns | undefined
  for await (const record of readRecords(chunks)) {
    if (columns === undefined) {
      columns = findColumns(record, report)
      continue
    }
    const entry = readEntry(record, columns)
    if (entry === undefined) {
      report.leftOut++
      continue
    }
    report.taken++
    if (entry.terminated) report.terminated++
    if (entry.latitude === undefined) report.withoutPoint++
    yield entry
  }
  if (columns === undefined) throw new UnreadableImport('The file is empty.')
}

async function* readRecords(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<readonly string[]> {
  const parser = parse({ bom: true, relax_column_count: true, skip_empty_lines: true })
  const source = Readable.from(chunks)
  source.on('error', (error) => parser.destroy(error))
  try {
    for await (const record of source.pipe(parser)) {
      const cells: unknown = record
      if (Array.isArray(cells)) yield cells.map(String)
    }
  } catch (cause) {
    // A failing source is no fault of the file's content.
    if (!(cause instanceof CsvError)) throw cause
    throw new UnreadableImport('The file is not CSV that can be read to its end.', { cause })
  }
}

function findColumns(record: readonly string[], report: PostcodeImportReport): Columns {
  const headers = record.map((header) => header.trim().toLowerCase())
  const indexOf = (pattern: RegExp) => headers.findIndex((header) => pattern.test(header))
  const postcode =
    [/^pcds$/, /^pcd8$/, /^(pcd7|pcd|postcode)$/, /^pcd2$/].map(indexOf).find((index) => index >= 0) ?? -1
  const areas = areaHeaders.map(indexOf).filter((index) => index >= 0)
  const found = {
    postcode,
    terminated: indexOf(/^doterm$/),
    latitude: indexOf(/^lat(itude)?$/),
    longitude: indexOf(/^long(itude)?$/),
    areas,
  }
  const missing = [
    ...(postcode < 0 ? ['pcds (or pcd7)'] : []),
    ...(found.latitude < 0 ? ['lat'] : []),
    ...(found.longitude < 0 ? ['long'] : []),
    ...(areas.length === 0 ? ['a code of areas, such as lad25cd'] : []),
  ]
  if (missing.length > 0)
    throw new UnreadableImport(
      `Not a postcode directory of the ONS (NSPL, ONSPD): a column is missing: ${missing.join('; ')}.`,
    )
  const taken = new Set([postcode, found.terminated, found.latitude, found.longitude, ...areas])
  report.columns = partColumns(record, (_, at) => taken.has(at))
  return found
}

function readEntry(record: readonly string[], columns: Columns): PostcodeEntry | undefined {
  const read = readPostcode(record[columns.postcode] ?? '')
  if (read.kind !== 'POSTCODE') return undefined
  const latitude = Number.parseFloat(record[columns.latitude] ?? '')
  const longitude = Number.parseFloat(record[columns.longitude] ?? '')
  const hasPoint = Math.abs(latitude) < 90 && Math.abs(longitude) <= 180
  return {
    postcode: read.postcode,
    ...(hasPoint ? { latitude, longitude } : {}),
    areas: columns.areas.map((index) => (record[index] ?? '').trim()).filter(isRealArea),
    terminated: (record[columns.terminated] ?? '').trim() !== '',
  }
}

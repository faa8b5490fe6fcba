import { type Column, objectsAt, readCells, selectColumns } from './columns.ts'
import { csvHeader, csvLines } from '../../model/csv-lines.ts'
import type { ExportRequest, ExportSource } from './export-source.ts'
import { readServicePages } from './paged-services.ts'

/** Of each record, in both tables. */
const RECORD_COLUMNS: readonly Column[] = [
  ['id', 'node.id'],
  ['feed', 'node.feed.slug'],
  ['publisher', 'node.feed.publisher'],
  ['originId', 'node.originId'],
  ['sourceUrl', 'node.sourceUrl'],
  ['name', 'node.name'],
  ['organization', 'node.organization.name'],
  ['cluster', 'node.cluster.id'],
  ['assuredDate', 'node.assuredDate'],
  ['lastModified', 'node.lastModified'],
]

/** The columns of `quality.csv`, from an edge of the list. */
export const QUALITY_COLUMNS: readonly Column[] = [
  ...RECORD_COLUMNS,
  ['score', 'node.quality.score'],
  ['band', 'node.quality.band'],
  ['richness', 'node.quality.richness'],
  ['freshness', 'node.quality.freshness'],
  ['findability', 'node.quality.findability'],
  ['validity', 'node.quality.validity'],
  ['issueCodes', 'node.quality.issues.code'],
  ['issues', 'node.quality.issues.{severity,path,message}'],
  ['version', 'node.quality.version'],
]

const MATCHES = 'relations: [SAME_SERVICE, SAME_OFFERING_OTHER_AREA, POSSIBLE]'

/** The columns of `duplicates.csv` from an edge of the list, then from each of its matches. */
const MATCH_COLUMNS: readonly Column[] = [
  ['relation', 'relation'],
  ['decision', 'decision'],
  ['score', 'score'],
  ['otherId', 'service.id'],
  ['otherFeed', 'service.feed.slug'],
  ['otherPublisher', 'service.feed.publisher'],
  ['otherOriginId', 'service.originId'],
  ['otherSourceUrl', 'service.sourceUrl'],
  ['otherName', 'service.name'],
  ['otherOrganization', 'service.organization.name'],
  ['otherCluster', 'service.cluster.id'],
  ['otherAssuredDate', 'service.assuredDate'],
  ['otherLastModified', 'service.lastModified'],
  ['evidence', 'evidence.{feature,weight,left,right}'],
]

/** What `duplicates.csv` selects of an edge. */
export const DUPLICATES_SELECTION = `${selectColumns(RECORD_COLUMNS)} node { matches(${MATCHES}) { ${selectColumns(MATCH_COLUMNS)} } }`

/** `quality.csv`: a row for each record of the list, all listings of a service each by itself unless asked otherwise. */
export async function* writeQualityCsv(source: ExportSource, request: ExportRequest): AsyncGenerator<string> {
  let isFirst = true
  for await (const { edges, generation } of readServicePages(
    source,
    everyRecord(request),
    selectColumns(QUALITY_COLUMNS),
  )) {
    if (isFirst) yield csvHeader([...QUALITY_COLUMNS.map(([name]) => name), 'generation'])
    isFirst = false
    yield csvLines(edges.map((edge) => [...readCells(QUALITY_COLUMNS, edge), generation]))
  }
}

/**
 * `duplicates.csv`: a row for each pair of records that are or may be one service, or one offering in two areas, with one of the list on its
 * left; each pair once.
 */
export async function* writeDuplicatesCsv(source: ExportSource, request: ExportRequest): AsyncGenerator<string> {
  const seen = new Set<string>()
  let isFirst = true
  for await (const { edges, generation } of readServicePages(source, everyRecord(request), DUPLICATES_SELECTION)) {
    if (isFirst) yield csvHeader([...[...RECORD_COLUMNS, ...MATCH_COLUMNS].map(([name]) => name), 'generation'])
    isFirst = false
    const rows = edges.flatMap((edge) => {
      const own = readCells(RECORD_COLUMNS, edge)
      return objectsAt(edge, 'node.matches').flatMap((match) => {
        const cells = readCells(MATCH_COLUMNS, match)
        const pair = [own[0], cells[3]].map(String).toSorted().join(' ')
        if (seen.has(pair)) return []
        seen.add(pair)
        return [[...own, ...cells, generation]]
      })
    })
    if (rows.length > 0) yield csvLines(rows)
  }
}

function everyRecord(request: ExportRequest): ExportRequest {
  return { ...request, stated: new Map([['duplicates', 'KEEP'], ...request.stated]) }
}

import { parse } from 'graphql'
import { type Column, objectsAt, selectColumns } from '../server/exports/columns.ts'
import { CELL_COLUMNS, METHOD_COLUMNS, TERM_COLUMNS } from '../server/exports/coverage-columns.ts'
import type { ExportSource } from '../server/exports/export-source.ts'
import { FEED_COLUMNS } from '../server/exports/list-tables.ts'
import { readServicePages } from '../server/exports/paged-services.ts'
import { runQuery } from '../server/exports/run-query.ts'
import { SERVICE_COLUMNS } from '../server/exports/services-csv.ts'
import { describeColumns, readRow, type Table, type TableRow } from './table.ts'

const PLACE_COLUMNS: readonly Column[] = [
  ['id', 'id'],
  ['uuid', 'uuid'],
  ['serviceId', 'service.id'],
  ['service', 'service.name'],
  ['organization', 'service.organization.name'],
  ['status', 'service.status'],
  ['taxonomyTerms', 'service.taxonomyTerms.name'],
  ['taxonomyTermUris', 'service.taxonomyTerms.uri'],
  ['locationId', 'location.id'],
  ['location', 'location.name'],
  ['latitude', 'location.latitude'],
  ['longitude', 'location.longitude'],
  ['precision', 'location.precision'],
  ['address1', 'location.addresses.address1'],
  ['city', 'location.addresses.city'],
  ['postalCode', 'location.addresses.postalCode'],
  ['uprn', 'location.externalIdentifier'],
  ['uprnType', 'location.externalIdentifierType'],
  ['areaCodes', 'location.areas.code'],
  ['areas', 'location.areas.name'],
  ['schedules', 'schedules.inWords'],
  ['feed', 'feed.slug'],
  ['publisher', 'feed.publisher'],
  ['licence', 'feed.licence'],
  ['attribution', 'feed.attribution'],
  ['asOf', 'feed.report.asOf'],
]
const PAGE = 50
const ANY_STATUS = JSON.stringify({ or: [{ status: ['ACTIVE'] }, { not: { status: ['ACTIVE'] } }] })

/** The tables of a release: services, places, records, coverage, and the feeds behind them. `signal` ends their making. */
export function createTables(source: ExportSource, signal: AbortSignal): readonly Table[] {
  const { schema } = source
  const parts = { source, signal }
  return [
    {
      name: 'services',
      description: 'A row for each real service that is active: of several records of one, the preferred.',
      ...services(parts, new Map()),
    },
    {
      name: 'places',
      description: 'A row for each active service at each of its locations, in WGS 84 where it is known.',
      columns: describeColumns(schema, 'ServiceAtLocation', PLACE_COLUMNS),
      point: ['latitude', 'longitude'],
      rows: () => readPlaces(parts),
    },
    {
      name: 'records',
      description: 'A row for each record of each feed, of any status; records of one service have one cluster.',
      ...services(
        parts,
        new Map([
          ['duplicates', 'KEEP'],
          ['filter', ANY_STATUS],
        ]),
      ),
    },
    { name: 'coverage', description: COVERAGE, ...coverage(parts) },
    {
      name: 'feeds',
      description: 'A row for each feed: whose it is, its licence and attribution, how it stands and what it holds.',
      columns: describeColumns(schema, 'Feed', FEED_COLUMNS),
      rows: () => readFeeds(parts),
    },
  ]
}

const COVERAGE =
  'A row for each district that a feed covers and each top-level term of the shared scheme that most feeds use: services counted once, with rates and comparisons.'

interface Parts {
  readonly source: ExportSource
  readonly signal: AbortSignal
}

function services({ source, signal }: Parts, stated: ReadonlyMap<string, string>): Pick<Table, 'columns' | 'rows'> {
  const columns = describeColumns(source.schema, 'ServiceEdge', SERVICE_COLUMNS)
  return {
    columns,
    async *rows() {
      for await (const { edges } of readServicePages(source, { stated, signal }, selectColumns(SERVICE_COLUMNS)))
        for (const edge of edges) yield readRow(SERVICE_COLUMNS, columns, edge)
    },
  }
}

async function* readPlaces({ source, signal }: Parts): AsyncGenerator<TableRow> {
  const columns = describeColumns(source.schema, 'ServiceAtLocation', PLACE_COLUMNS)
  const document = parse(`query BulkPlaces($after: String) { page: serviceAtLocations(first: ${PAGE}, after: $after) {
    nodes { ${selectColumns(PLACE_COLUMNS)} } pageInfo { hasNextPage endCursor } } }`)
  for (let after: unknown = null; ;) {
    const [page = {}] = objectsAt(await runQuery(source, document, { after }, { signal }), 'page')
    for (const node of objectsAt(page, 'nodes')) yield readRow(PLACE_COLUMNS, columns, node)
    const [info = {}] = objectsAt(page, 'pageInfo')
    if (Reflect.get(info, 'hasNextPage') !== true) return
    after = Reflect.get(info, 'endCursor')
  }
}

const OF_REGION = 'areas: { type: DISTRICT, hasFeed: true }, rows: { level: { level: 1 } }'

function coverage({ source, signal }: Parts): Pick<Table, 'columns' | 'rows'> {
  const { schema } = source
  const [method, term, cell] = [
    describeColumns(schema, 'Coverage', METHOD_COLUMNS),
    describeColumns(schema, 'CoverageRow', TERM_COLUMNS),
    describeColumns(schema, 'CoverageCell', CELL_COLUMNS),
  ]
  const document = parse(`query BulkCoverage { coverage(${OF_REGION}) { ${selectColumns(METHOD_COLUMNS)}
    matrix { ${selectColumns(TERM_COLUMNS)} cells { ${selectColumns(CELL_COLUMNS)} } } } }`)
  return {
    columns: [...term, ...cell, ...method],
    async *rows() {
      if (!(await hasSharedScheme({ source, signal }))) return
      const [answer] = objectsAt(await runQuery(source, document, {}, { signal }), 'coverage')
      const stated = readRow(METHOD_COLUMNS, method, answer)
      for (const row of objectsAt(answer, 'matrix'))
        for (const each of objectsAt(row, 'cells'))
          yield [...readRow(TERM_COLUMNS, term, row), ...readRow(CELL_COLUMNS, cell, each), ...stated]
    },
  }
}

/** Whether there is a scheme that figures can be had by: without one the table has no rows. */
export async function hasSharedScheme({ source, signal }: Parts): Promise<boolean> {
  const document = parse('query BulkSchemes { taxonomies { shared feeds { slug } } }')
  const taxonomies = objectsAt(await runQuery(source, document, {}, { signal }), 'taxonomies')
  return taxonomies.some((each) => Reflect.get(each, 'shared') === true && objectsAt(each, 'feeds').length > 0)
}

async function* readFeeds({ source, signal }: Parts): AsyncGenerator<TableRow> {
  const columns = describeColumns(source.schema, 'Feed', FEED_COLUMNS)
  const document = parse(`query BulkFeeds { feeds { ${selectColumns(FEED_COLUMNS)} } }`)
  for (const feed of objectsAt(await runQuery(source, document, {}, { signal }), 'feeds'))
    yield readRow(FEED_COLUMNS, columns, feed)
}

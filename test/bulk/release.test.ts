import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { flattenService } from '../../src/bulk/standard-tables.ts'
import { describeColumns } from '../../src/bulk/table.ts'
import { writeRelease } from '../../src/bulk/write-release.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import { startFakeCouncil } from '../gateway/fake-council.ts'
import { startGateway, temporaryFolder, testConfig, testFeed, type TestGateway } from '../gateway/start-gateway.ts'

const DETAIL = {
  schedules: [{ freq: 'WEEKLY', byday: 'TU', opens_at: '12:00', closes_at: '14:00' }],
  service_at_locations: [
    {
      id: 'at',
      location: {
        id: 'hall',
        name: 'Hall',
        latitude: 53.5,
        longitude: -1.25,
        addresses: [{ address_1: '1 High Street', city: 'Tideholm', postal_code: 'S1 2HE' }],
      },
    },
  ],
  attributes: [{ taxonomy_term: { id: 'meals', name: 'Meals', taxonomy: 'Local' } }],
}

/** Services of one council, the first with all, the others with no place. */
async function startRegion(count: number): Promise<TestGateway> {
  const council = await startFakeCouncil(
    Array.from({ length: count }, (_, at) => ({
      id: `s${at}`,
      list: {
        name: `Club ${at}, “for all”`,
        status: 'active',
        minimum_age: at === 0 ? 50 : undefined,
        organization: { id: 'o', name: 'Friends' },
        last_modified: '2026-03-02T09:18:23Z',
      },
      detail: at === 0 ? DETAIL : {},
    })),
  )
  onTestFinished(() => council.close())
  const feed = testFeed('council', council.url, { licence: 'https://example.org/ogl', attribution: 'Ask us' })
  const gateway = await startGateway(testConfig([feed]))
  await gateway.refreshAll()
  return gateway
}

function partsOf(gateway: TestGateway, now: string, signal = new AbortController().signal) {
  const log = { info() {}, warn() {}, error() {} }
  const source = { schema: gateway.schema, createContext: gateway.createContext, log }
  return { source, generation: gateway.generation(), now: new Date(now), title: 'A region', signal }
}

const NOON = '2026-11-29T12:00:00.000Z'
const Package = z.looseObject({
  resources: z.array(z.looseObject({ path: z.string(), bytes: z.number(), hash: z.string() })),
  sources: z.array(z.looseObject({})),
})

describe('a release', () => {
  it('has the services as SQLite, Parquet and lines, all alike', async () => {
    const gateway = await startRegion(3)
    const { path } = await writeRelease(temporaryFolder(), partsOf(gateway, NOON))
    const db = new DatabaseSync(join(path, 'catalogue.sqlite'), { readOnly: true })
    onTestFinished(() => db.close())
    const { data } = await gateway.ask('{ services { nodes { id name minimumAge lastModified feed { licence } } } }')

    const file = await asyncBufferFromFile(join(path, 'services.parquet'))
    const packed = await parquetReadObjects({ file })
    const lines = readLines(join(path, 'services.ndjson'))
    const rows = db.prepare('SELECT * FROM services').all()
    expect(lines).toHaveLength(3)
    for (const [at, node] of data.services.nodes.entries()) {
      const { id, name, minimumAge, lastModified, feed } = node
      expect(lines[at]).toMatchObject({
        id,
        name,
        minimumAge,
        lastModified,
        licence: feed.licence,
        attribution: 'Ask us',
      })
      expect(rows[at]).toMatchObject({ id, name, minimumAge, lastModified, licence: feed.licence })
      expect(packed[at]).toMatchObject({ id, name, lastModified: new Date(lastModified), licence: feed.licence })
      expect(packed[at]?.['minimumAge'] ?? null).toBe(minimumAge)
    }
    expect(lines[0]).toMatchObject({ taxonomyTerms: ['Meals'] })
    expect(packed[0]).toMatchObject({ taxonomyTerms: ['Meals'] })
    expect(rows[0]).toMatchObject({ taxonomyTerms: '["Meals"]' })
    expect(db.prepare('SELECT name FROM service_terms').all()).toHaveLength(1)
    const unexplained = db.prepare(`SELECT "table", "column" FROM columns WHERE description = ''`).all()
    expect(unexplained).toEqual([])
  })

  it('has places as GeoParquet points, longitude first', async () => {
    const { path } = await writeRelease(temporaryFolder(), partsOf(await startRegion(2), NOON))
    const file = await asyncBufferFromFile(join(path, 'places.parquet'))
    const { key_value_metadata: metadata = [] } = await parquetMetadataAsync(file)
    const geo: unknown = JSON.parse(metadata.find(({ key }) => key === 'geo')?.value ?? 'null')
    expect(geo).toMatchObject({
      version: '1.1.0',
      columns: { geometry: { encoding: 'WKB', geometry_types: ['Point'] } },
    })
    const [place] = await parquetReadObjects({ file, geoparquet: true })
    expect(place).toMatchObject({
      location: 'Hall',
      latitude: 53.5,
      geometry: { type: 'Point', coordinates: [-1.25, 53.5] },
    })
  })

  it('is asked by DuckDB as it lies, points and lists and joins of HSDS’s tables', async () => {
    const { path } = await writeRelease(temporaryFolder(), partsOf(await startRegion(3), NOON))
    const instance = await DuckDBInstance.create()
    const connection = await instance.connect()
    onTestFinished(() => connection.closeSync())
    const ask = async (sql: string) =>
      (await connection.runAndReadAll(sql.replaceAll('@', `${path}/`))).getRowObjectsJson()
    expect(await ask(`SELECT count(*) AS n, max("asOf") AS "asOf" FROM '@services.parquet'`)).toEqual([
      { n: '3', asOf: '2026-11-23 10:00:00' },
    ])
    expect(
      await ask(`SELECT unnest(from_json("taxonomyTerms", '["VARCHAR"]')) AS term FROM '@records.parquet'`),
    ).toEqual([{ term: 'Meals' }])
    const typed = `SELECT column_type FROM (DESCRIBE SELECT * FROM '@places.parquet') WHERE column_name = 'geometry'`
    expect(await ask(typed)).toMatchObject([{ column_type: expect.stringContaining('GEOMETRY') }])
    const joined = `SELECT s.name, a.city FROM read_csv('@hsds/services.csv') s
      JOIN read_csv('@hsds/service_at_location.csv') p ON p.service_id = s.id
      JOIN read_csv('@hsds/addresses.csv') a ON a.location_id = p.location_id`
    expect(await ask(joined)).toEqual([{ name: 'Club 0, “for all”', city: 'Tideholm' }])
  })

  it('has the tables of HSDS, whose keys lead to each other', async () => {
    const { path } = await writeRelease(temporaryFolder(), partsOf(await startRegion(3), NOON))
    const table = (name: string): readonly Record<string, string>[] =>
      z
        .array(z.record(z.string(), z.string()))
        .parse(parse(readFileSync(join(path, 'hsds', name)), { columns: true, bom: true }))
    const [services, organizations] = [table('services.csv'), table('organizations.csv')]
    expect(services).toHaveLength(3)
    expect(organizations).toHaveLength(1)
    expect(services.every((each) => each['organization_id'] === organizations[0]?.['id'])).toBe(true)
    const [place] = table('service_at_location.csv')
    expect(table('locations.csv').map(({ id }) => id)).toEqual([place?.['location_id']])
    expect(table('addresses.csv')).toMatchObject([{ location_id: place?.['location_id'], city: 'Tideholm' }])
    expect(table('attributes.csv').map((each) => each['taxonomy_term_id'])).toEqual(
      table('taxonomy_terms.csv').map(({ id }) => id),
    )
    expect(table('statements.csv')).toContainEqual(
      expect.objectContaining({ link_type: 'licence', value: 'https://example.org/ogl' }),
    )
    const described = Package.parse(JSON.parse(readFileSync(join(path, 'hsds/datapackage.json'), 'utf8')))
    expect(described).toMatchObject({ profile: 'tabular-data-package' })
    expect(described.resources.every((each) => existsSync(join(path, 'hsds', each.path)))).toBe(true)
  })

  it('describes each of its files with its checksum, and whose data it is', async () => {
    const { path } = await writeRelease(temporaryFolder(), partsOf(await startRegion(1), NOON))
    const { resources, sources } = Package.parse(JSON.parse(readFileSync(join(path, 'datapackage.json'), 'utf8')))
    const beside = new Set(['datapackage.json', 'dcat.jsonld'])
    const files = readdirSync(path, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name).slice(path.length + 1))
    expect(resources.map((each) => each.path)).toEqual(files.filter((name) => !beside.has(name)).toSorted())
    for (const { path: name, bytes, hash } of resources) {
      const content = readFileSync(join(path, name))
      expect([content.length, `sha256:${createHash('sha256').update(content).digest('hex')}`], name).toEqual([
        bytes,
        hash,
      ])
    }
    expect(sources).toMatchObject([
      { title: 'council council', licence: 'https://example.org/ogl', attribution: 'Ask us' },
    ])
    const dataset = z.looseObject({ 'dcat:distribution': z.array(z.looseObject({})) })
    const dcat = dataset.parse(JSON.parse(readFileSync(join(path, 'dcat.jsonld'), 'utf8')))
    expect(dcat['dcat:distribution']).toHaveLength(resources.length)
    expect(dcat).toMatchObject({ '@type': 'dcat:Dataset', 'dct:license': [{ '@id': 'https://example.org/ogl' }] })
  })

  it('appears whole or not at all, and stays until there are two newer ones', async () => {
    const folder = temporaryFolder()
    const gateway = await startRegion(1)
    await writeRelease(folder, partsOf(gateway, NOON))
    const aborted = AbortSignal.abort(new Error('stopped'))
    await expect(writeRelease(folder, partsOf(gateway, '2026-11-29T13:00:00.000Z', aborted))).rejects.toThrow('stopped')
    expect(readdirSync(folder).toSorted()).toEqual(['20261129T120000Z', 'current.json'])
    await writeRelease(folder, partsOf(gateway, '2026-11-29T14:00:00.000Z'))
    await writeRelease(folder, partsOf(gateway, '2026-11-29T15:00:00.000Z'))
    expect(readdirSync(folder).toSorted()).toEqual(['20261129T140000Z', '20261129T150000Z', 'current.json'])
    expect(JSON.parse(readFileSync(join(folder, 'current.json'), 'utf8'))).toEqual({ release: '20261129T150000Z' })
  })

  it('begins by removing what a writer left a day ago, and leaves what another may be writing', async () => {
    const gateway = await startRegion(1)
    const folder = temporaryFolder()
    for (const name of ['.20261128T115959Z.part', '.20261128T120001Z.part', '.mine.part']) mkdirSync(join(folder, name))
    await writeRelease(folder, partsOf(gateway, NOON))
    const left = ['.20261128T120001Z.part', '.mine.part', '20261129T120000Z', 'current.json']
    expect(readdirSync(folder).toSorted()).toEqual(left)
  })
})

function readLines(file: string): readonly Record<string, unknown>[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)))
}

it.each([
  ['minimumAge', 'node.minimumAge', 'number'],
  ['level', 'node.taxonomyTerms.level', 'list'],
  ['free', 'node.free', 'boolean'],
  ['assuredDate', 'node.assuredDate', 'date'],
  ['asOf', 'node.feed.report.asOf', 'datetime'],
  ['services', 'node.feed.report.services', 'integer'],
  ['areas', 'node.locatedIn:areaCodes(basis: LOCATED)', 'list'],
  ['points', 'node.serviceAtLocations.location.{latitude,longitude}', 'list'],
  ['name', 'node.name', 'string'],
])('knows of %s, at %s, that it is %s, and what it means', (name, path, kind) => {
  expect(describeColumns(createSchema(), 'ServiceEdge', [[name, path]])).toEqual([
    { name, kind, description: expect.stringMatching(/.\.$/) },
  ])
})

it('takes a shared object of several services once, with all in it', () => {
  const seen = new Set<string>()
  const added: string[] = []
  const organization = { id: 'o', phones: [{ id: 'p' }], attributes: [{ id: 'a', link_type: 'licence' }] }
  for (const id of ['1', '2'])
    flattenService({ id, organization, languages: [{ id: `l${id}` }] }, seen, (table, object) =>
      added.push(`${table} ${String(object['id'])}`),
    )
  expect(added).toEqual([
    'service 1',
    'organization o',
    'phone p',
    'statement a',
    'language l1',
    'service 2',
    'language l2',
  ])
})

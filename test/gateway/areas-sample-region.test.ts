import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { sampleFeedsConfig } from '../../samples/feeds-config.ts'
import { startSampleCouncils } from '../../samples/server.ts'
import { importAreas } from '../../src/intake/places/import-areas.ts'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'
import { findHolding, readPolygons } from './areas-holding.ts'
import { startGateway, temporaryFolder } from './start-gateway.ts'

const FOLDER = fileURLToPath(new URL('../../samples/geography/', import.meta.url))
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8')
const rowsOf = (name: string) => z.array(z.record(z.string(), z.string())).parse(parse(read(name), { columns: true }))

const STATED = `query ($after: String) { services(first: 100, after: $after, duplicates: KEEP) { pageInfo { hasNextPage endCursor }
  nodes { originId feed { slug } serviceAtLocations { location { latitude longitude precision locationType addresses { postalCode } } }
    wards: areas(basis: LOCATED, type: WARD) { code } serviceAreas { name uri extent } } } }`

interface Stated {
  readonly originId: string
  readonly feed: { readonly slug: string }
  readonly wards: readonly { readonly code: string }[]
  readonly serviceAreas: readonly {
    readonly name: string | null
    readonly uri: string | null
    readonly extent: string | null
  }[]
  readonly serviceAtLocations: readonly {
    readonly location: {
      readonly latitude: number | null
      readonly longitude: number | null
      readonly precision: string
      readonly addresses: readonly { readonly postalCode: string | null }[]
    } | null
  }[]
}

/** The sample councils refreshed once, with their geography imported, and every active record as a client is shown it. */
async function startRegion() {
  const councils = await startSampleCouncils()
  onTestFinished(() => councils.close())
  const dataDir = temporaryFolder()
  const files = ['areas.csv', 'boundaries.geojson', 'postcodes.csv'].map((name) => join(FOLDER, name))
  await importAreas(files, join(dataDir, 'geography.sqlite'), '2026-11-23T10:00:00Z')
  // The schemes of terms have tests of their own.
  const { taxonomies: _, ...config } = parseFeedsConfig(
    'the samples',
    JSON.stringify(sampleFeedsConfig(councils.feeds)),
  )
  const gateway = await startGateway(
    { ...config, feeds: config.feeds.map((feed) => ({ ...feed, pageSize: 500 })) },
    { dataDir },
  )
  await gateway.refreshAll()
  const records: Stated[] = []
  for (let after: string | null = null; ;) {
    const { data, errors } = await gateway.ask(STATED, { after })
    expect(errors).toBeUndefined()
    records.push(...data.services.nodes)
    if (!data.services.pageInfo.hasNextPage) return { gateway, records, config }
    after = data.services.pageInfo.endCursor
  }
}

it('counts the sample region by district, ward and county as points in polygons and names by hand do', async () => {
  const { gateway, records, config } = await startRegion()
  expect(records.length).toBeGreaterThan(1_300)
  const polygons = readPolygons(read('boundaries.geojson'))
  const areas = rowsOf('areas.csv')
  const typeOf = new Map(areas.map((row) => [row['code'], row['type']]))
  const pointOf = new Map(
    rowsOf('postcodes.csv').map((row) => [row['pcds'], [Number(row['long']), Number(row['lat'])] as const]),
  )

  /** A masked place lies in what all postcodes of its outcode lie in. */
  const sharedBy = (outcode: string | null): readonly string[] => {
    const holding = [...pointOf].flatMap(([postcode, point]) =>
      postcode?.split(' ')[0] === outcode ? [findHolding(polygons, ...point)] : [],
    )
    return (holding[0] ?? []).filter((code) => holding.every((codes) => codes.includes(code)))
  }
  const locatedIn = ({ serviceAtLocations }: Stated): Set<string> =>
    new Set(
      serviceAtLocations.flatMap(({ location }) => {
        if (location === null) return []
        if (location.precision === 'OUTCODE')
          return location.addresses.flatMap(({ postalCode }) => sharedBy(postalCode))
        // The one mistyped postcode has the letter O for a zero.
        const byPostcode = location.addresses.flatMap(({ postalCode }) =>
          [pointOf.get(postalCode?.replace(' O', ' 0'))].filter((point) => point !== undefined),
        )
        const [longitude, latitude] = [location.longitude, location.latitude]
        const point =
          byPostcode[0] ?? (longitude === null || latitude === null ? undefined : ([longitude, latitude] as const))
        return point === undefined ? [] : findHolding(polygons, point[0], point[1])
      }),
    )
  const located = records.map(locatedIn)
  for (const type of ['DISTRICT', 'WARD', 'COUNTY', 'COMBINED_AUTHORITY'] as const) {
    const expected = new Map<string, number>()
    for (const codes of located)
      for (const code of codes) if (typeOf.get(code) === type) expected.set(code, (expected.get(code) ?? 0) + 1)
    const { data } = await gateway.ask(
      `{ services(duplicates: KEEP) { facets { areas(type: ${type}, basis: LOCATED, first: 1000) { area { code } count } } } }`,
    )
    expect(
      new Map(
        data.services.facets.areas.map(({ area, count }: { area: { code: string }; count: number }) => [
          area.code,
          count,
        ]),
      ),
      type,
    ).toEqual(expected)
    expect(expected.size).toBeGreaterThan(0)
  }
  expect(records.map(({ wards }) => wards.map(({ code }) => code).toSorted())).toEqual(
    located.map((codes) => [...codes].filter((code) => typeOf.get(code) === 'WARD').toSorted()),
  )

  const parentsOf = new Map(areas.map((row) => [row['code'] ?? '', (row['parents'] ?? '').split(';')]))
  const withParents = (code: string): string[] => [code, ...(parentsOf.get(code) ?? []).flatMap(withParents)]
  for (const [code] of typeOf) {
    const isOf = (own: string): boolean => withParents(own).includes(code ?? '')
    const publishers = new Set(config.feeds.filter((feed) => feed.areas.some(isOf)).map(({ slug }) => slug))
    const { data } = await gateway.ask(
      `{ services(duplicates: KEEP, where: { areas: { anyOf: ["${code}"], basis: PUBLISHER } }) { totalCount } }`,
    )
    expect(data.services.totalCount, code).toBe(records.filter(({ feed }) => publishers.has(feed.slug)).length)
  }

  // Areas declared by name or by code, all of whose names are the region's own or England's.
  const codeOf = new Map(
    areas.flatMap((row) =>
      [row['name'] ?? '', ...(row['other_names'] ?? '').split(';')].map(
        (name) => [name.toLowerCase(), row['code'] ?? ''] as const,
      ),
    ),
  )
  const declared = ({ serviceAreas }: Stated): (string | undefined)[] =>
    serviceAreas.map(
      ({ name, uri, extent }) =>
        /[A-Z]\d{8}$/.exec(uri ?? '')?.[0] ?? (extent === null ? codeOf.get((name ?? '').toLowerCase()) : 'drawn'),
    )
  const plain = records.filter(
    (record) =>
      record.serviceAreas.length > 0 && declared(record).every((code) => code !== undefined && typeOf.has(code)),
  )
  expect(plain.length).toBeGreaterThan(500)
  const isServed = (record: Stated, code: string): boolean =>
    declared(record).some(
      (own) => own !== undefined && (withParents(own).includes(code) || withParents(code).includes(own)),
    )
  const idOf = ({ feed, originId }: Stated): string => `${feed.slug}/${originId}`
  const known = new Set(plain.map(idOf))
  for (const [code = '', type] of typeOf) {
    if (type !== 'DISTRICT' && type !== 'COUNTY') continue
    const found: Stated[] = []
    for (let after: string | null = null; ;) {
      const { data } = await gateway.ask(
        `query ($after: String) { services(duplicates: KEEP, first: 100, after: $after, where: { areas: { anyOf: ["${code}"], basis: AVAILABLE } }) { pageInfo { hasNextPage endCursor } nodes { originId feed { slug } } } }`,
        { after },
      )
      found.push(...data.services.nodes)
      if (!data.services.pageInfo.hasNextPage) break
      after = data.services.pageInfo.endCursor
    }
    expect(
      found
        .map(idOf)
        .filter((id) => known.has(id))
        .toSorted(),
      code,
    ).toEqual(
      plain
        .filter((record) => isServed(record, code))
        .map(idOf)
        .toSorted(),
    )
  }
}, 60_000)

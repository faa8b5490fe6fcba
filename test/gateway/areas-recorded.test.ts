import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { importAreas } from '../../src/intake/places/import-areas.ts'
import { findHolding, readPolygons } from './areas-holding.ts'
import { replayRecordings } from './replay-recordings.ts'
import { startGateway, temporaryFolder, testConfig, testFeed } from './start-gateway.ts'

const RECORDINGS = process.env['RECORDINGS'] ?? ''
const BUCKINGHAMSHIRE = 'E06000060'

const PLACES = `query ($after: String) { services(first: 100, after: $after, where: { status: [ACTIVE, INACTIVE, DEFUNCT, TEMPORARILY_CLOSED] }) {
  pageInfo { hasNextPage endCursor }
  nodes { originId issues { code path sample } placements { basis route area { code } location { originId } } deliveryClass
    serviceAtLocations { location { originId latitude longitude precision addresses { postalCode } areas(type: DISTRICT) { code } } } } } }`

interface Place {
  readonly originId: string
  readonly latitude: number | null
  readonly longitude: number | null
  readonly precision: string
  readonly addresses: readonly { readonly postalCode: string | null }[]
  readonly areas: readonly { readonly code: string }[]
}

interface Node {
  readonly originId: string
  readonly issues: readonly { readonly code: string; readonly path: string; readonly sample: string | null }[]
  readonly placements: readonly {
    readonly route: string
    readonly area: { readonly code: string }
    readonly location: { readonly originId: string } | null
  }[]
  readonly serviceAtLocations: readonly { readonly location: Place | null }[]
}

async function startRecorded(slug: string, areas: readonly string[], files: readonly string[]) {
  const replay = await replayRecordings(RECORDINGS)
  onTestFinished(() => replay.stop())
  const dataDir = temporaryFolder()
  if (files.length > 0) await importAreas(files, join(dataDir, 'geography.sqlite'), '2026-11-23T10:00:00Z')
  const config = testConfig([testFeed(slug, replay.urlOf(slug), { areas })])
  const gateway = await startGateway(config, { dataDir, limits: { tries: 1 } })
  await gateway.refreshAll()
  const nodes: Node[] = []
  for (let after: string | null = null; ;) {
    const { data, errors } = await gateway.ask(PLACES, { after })
    expect(errors).toBeUndefined()
    nodes.push(...data.services.nodes)
    if (!data.services.pageInfo.hasNextPage) break
    after = data.services.pageInfo.endCursor
  }
  const places = nodes.flatMap(({ serviceAtLocations }) => serviceAtLocations.flatMap(({ location }) => location ?? []))
  return { gateway, config, dataDir, nodes, places }
}

describe.skipIf(RECORDINGS === '')('recorded feeds and the polygons of their districts', () => {
  const districts = join(RECORDINGS, 'geography/local-authority-districts.geojson')

  it('places 93 of Buckinghamshire’s locations where they lie, seven of them outside, and refines no masked one', async () => {
    const { nodes, places, gateway, config, dataDir } = await startRecorded(
      'buckinghamshire',
      [BUCKINGHAMSHIRE],
      [districts],
    )
    const polygons = readPolygons(readFileSync(districts, 'utf8'))
    expect(places).toHaveLength(98)
    const placed = places.filter(({ areas }) => areas.length > 0)
    expect(placed).toHaveLength(93)
    for (const { latitude, longitude, areas } of placed)
      expect(areas.map(({ code }) => code)).toEqual(findHolding(polygons, longitude ?? 0, latitude ?? 0))
    expect(placed.filter(({ areas }) => areas[0]?.code !== BUCKINGHAMSHIRE)).toHaveLength(7)
    const masked = places.filter(({ precision }) => precision === 'OUTCODE')
    expect(masked.map(({ areas }) => areas)).toEqual([[], [], [], []])
    const mistyped = places.filter(({ addresses }) => addresses[0]?.postalCode === 'LU7 0NY')
    expect(mistyped.map(({ areas }) => areas)).toEqual([[]])
    const isOfMistyped = ({ code, sample }: Node['issues'][number]): boolean =>
      code === 'POSTCODE_REPAIRED' && sample === 'LU7 ONY'
    expect(nodes.flatMap(({ issues }) => issues).filter(isOfMistyped)).toHaveLength(1)

    const directory = join(dataDir, 'directory.csv')
    writeFileSync(directory, 'pcds,doterm,lad25cd,lat,long\nLU7 0NY,,E06000060,51.9,-0.7\n')
    await importAreas([directory], join(dataDir, 'geography.sqlite'), '2026-11-23T11:00:00Z')
    await gateway.reload(config)
    await gateway.reprocessed()
    const { data } = await gateway.ask(PLACES)
    const corrected: Node[] = data.services.nodes.filter(({ issues }: Node) => issues.some(isOfMistyped))
    expect(corrected).toHaveLength(1)
    expect(corrected[0]?.placements).toContainEqual(
      expect.objectContaining({
        route: 'POSTCODE',
        area: { code: BUCKINGHAMSHIRE },
        location: { originId: mistyped[0]?.originId },
      }),
    )
  })

  it('counts Bristol’s record for Bristol and South Gloucestershire, which it names, and for no neighbour', async () => {
    const { gateway } = await startRecorded('bristol-v3', ['E06000023'], [])
    const id = '2a3483ea'
    const { data, errors } =
      await gateway.ask(`{ services(where: { areas: { anyOf: ["E06000025"], basis: SERVES } }, first: 100) { nodes { originId
      deliveryClass areas(basis: SERVES) { name } serviceAreas { name uri resolution area { code } } } }
      none: services(where: { areas: { anyOf: ["E06000022"], basis: SERVES } }, first: 100) { nodes { originId } } }`)
    expect(errors).toBeUndefined()
    const record = data.services.nodes.find(({ originId }: { originId: string }) => originId.startsWith(id))
    expect(record.areas).toEqual([{ name: 'Bristol, City of' }, { name: 'South Gloucestershire' }])
    expect(record.serviceAreas).toMatchObject([
      { name: 'Bristol', resolution: 'NAME', area: { code: 'E06000023' } },
      { name: 'South Gloucestershire', resolution: 'NAME', area: { code: 'E06000025' } },
    ])
    expect(data.none.nodes.filter(({ originId }: { originId: string }) => originId.startsWith(id))).toEqual([])
  })
})

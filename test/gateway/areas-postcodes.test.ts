import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { FeedsConfig } from '../../src/config/feeds-config.ts'
import { importShire, placedService } from './areas-shire.ts'
import { plainServices, sendJson, startFakeCouncil, type StatedService } from './fake-council.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

async function startWith(
  services: readonly StatedService[],
  { dataDir, ...more }: Partial<FeedsConfig> & { dataDir?: string } = {},
) {
  const council = await startFakeCouncil(services)
  onTestFinished(() => council.close())
  const config = testConfig([testFeed('north', council.url)], more)
  const gateway = await startGateway(config, dataDir === undefined ? {} : { dataDir })
  await gateway.refreshAll()
  return { gateway, council }
}

/** Three places of one sector, one of another sector of the district, and a masked one. */
const taught = [
  placedService('a', [], [{ latitude: 52.1, longitude: -0.7, postal_code: 'XX1 1AA' }]),
  placedService('b', [], [{ latitude: 52.2, longitude: -0.7, postal_code: 'XX1 1AB' }]),
  placedService('c', [], [{ latitude: 52.3, longitude: -0.7, postal_code: 'XX1 1AD' }]),
  placedService('d', [], [{ latitude: 53, longitude: -0.7, postal_code: 'XX1 2AA' }]),
  placedService('m', [], [{ latitude: 55, longitude: -2, postal_code: 'XX3' }]),
]

const WHERE = `query ($postcode: String!) { postcode(postcode: $postcode) { postcode latitude longitude precision terminated areas(type: DISTRICT) { name } } }`
const NEAR = `query ($near: Near) { services(where: { near: $near }) { totalCount pageInfo { hasNextPage } edges { cursor distanceMetres distanceApproximate nearBasis node { originId } } } }`

describe('without an imported directory', () => {
  it('finds a postcode by what the places of the feeds teach: itself, else its sector, else its district', async () => {
    const { gateway } = await startWith(taught)
    const ask = async (postcode: string) => (await gateway.ask(WHERE, { postcode })).data.postcode
    expect(await ask('xx11ab')).toEqual({
      postcode: 'XX1 1AB',
      latitude: 52.2,
      longitude: -0.7,
      precision: 'EXACT',
      terminated: false,
      areas: [],
    })
    expect(await ask('XX1 1ZZ')).toMatchObject({ postcode: 'XX1 1ZZ', latitude: 52.2, precision: 'SECTOR' })
    expect(await ask('XX1 9AA')).toMatchObject({ latitude: 52.25, precision: 'DISTRICT' })
    expect(await ask('XX1')).toMatchObject({ postcode: 'XX1', latitude: 52.25, precision: 'DISTRICT' })
    expect(await ask('XX3 1AA')).toBeNull()
    expect(await ask('XX11 1AA')).toBeNull()
  })

  it('measures from it, and says where that is approximate', async () => {
    const { gateway } = await startWith(taught)
    const near = async (postcode: string) =>
      (await gateway.ask(NEAR, { near: { postcode, withinMetres: 100 } })).data.services.edges
    expect(await near('XX1 1AB')).toMatchObject([
      { distanceMetres: 0, distanceApproximate: false, nearBasis: ['LOCATED'], node: { originId: 'b' } },
    ])
    expect(await near('XX1 1XY')).toMatchObject([{ distanceApproximate: true, node: { originId: 'b' } }])
    const { data } = await gateway.ask(
      '{ locations(where: { near: { postcode: "XX1 2AA", withinMetres: 10 } }) { nodes { originId } } }',
    )
    expect(data.locations.nodes).toEqual([{ originId: 'd-l0' }])
  })

  it('refuses what is no postcode, proposes the likely one, and says of an unknown one what to do', async () => {
    const { gateway } = await startWith(taught)
    for (const [near, code, path, message] of [
      [{ postcode: 'XX1 1A' }, 'BAD_USER_INPUT', 'postcode', /not a UK postcode/],
      [{ postcode: 'XX1 OAA' }, 'BAD_USER_INPUT', 'postcode', /XX1 0AA/],
      [{ postcode: 'XX99 9ZZ' }, 'UNKNOWN_POSTCODE', 'postcode', /latitude and longitude/],
      [{ postcode: 'XX1 1AB', latitude: 52 }, 'BAD_USER_INPUT', 'postcode', /not both/],
      [{ latitude: 52 }, 'BAD_USER_INPUT', 'longitude', /longitude/],
      [{}, 'BAD_USER_INPUT', 'latitude', /postcode/],
      [{ postcode: 'XX1 1AB', by: [] }, 'BAD_USER_INPUT', 'by', /LOCATED/],
    ] as const) {
      const { data, errors } = await gateway.ask(NEAR, { near })
      expect(data.services, JSON.stringify(near)).toBeNull()
      expect(errors?.[0]?.extensions, JSON.stringify(near)).toEqual({ code, path: ['where', 'near', path] })
      expect(errors?.[0]?.message).toMatch(message)
    }
    const { errors } = await gateway.ask(WHERE, { postcode: 'nonsense' })
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', path: ['postcode'] })
  })

  it('keeps a cursor while the places that teach a sector change', async () => {
    const { gateway, council } = await startWith(taught)
    const page = `query ($after: String) { services(where: { near: { postcode: "XX1 1ZZ", withinMetres: null } }, first: 2, after: $after) { pageInfo { endCursor } nodes { originId } } }`
    const first = await gateway.ask(page)
    expect(first.data.services.nodes).toHaveLength(2)
    council.services = [
      ...taught,
      placedService('n', [], [{ latitude: 52.35, longitude: -0.7, postal_code: 'XX1 1AE' }]),
    ]
    await gateway.refreshAll()
    const next = await gateway.ask(page, { after: first.data.services.pageInfo.endCursor })
    expect(next.errors).toBeUndefined()
    expect(next.data.services.nodes.length).toBeGreaterThan(0)
  })
})

describe('with an imported directory', () => {
  it('finds a postcode by it, withdrawn ones too, with the areas it lies in', async () => {
    const { gateway } = await startWith(taught, { dataDir: await importShire() })
    const ask = async (postcode: string) => (await gateway.ask(WHERE, { postcode })).data.postcode
    expect(await ask('XX1 1AA')).toMatchObject({ latitude: 52.2, precision: 'EXACT', areas: [{ name: 'Westham' }] })
    expect(await ask('XX1 1AZ')).toMatchObject({ terminated: true, latitude: 52.21 })
    expect(await ask('XX9 9XX')).toMatchObject({ latitude: null, longitude: null, areas: [] })
    expect(await ask('XX1 1AB')).toMatchObject({ precision: 'EXACT', areas: [{ name: 'Westham' }] })
    const { errors } = await gateway.ask(NEAR, { near: { postcode: 'XX9 9XX' } })
    expect(errors?.[0]?.extensions?.['code']).toBe('UNKNOWN_POSTCODE')
  })

  it('finds what serves its area, without places after those with a distance', async () => {
    const { gateway } = await startWith(
      [
        placedService('near', [], [{ latitude: 52.2, longitude: -0.701 }]),
        placedService('far-serving', [{ name: 'Westham' }], [{ latitude: 52.4, longitude: -0.9 }]),
        placedService('serving', [{ name: 'Downshire' }]),
        placedService('national', [{ name: 'UK-wide' }]),
        placedService('elsewhere', [{ name: 'Eastham' }], [{ latitude: 52.2, longitude: -0.3 }]),
        placedService('near-serving', [{ name: 'Westham' }], [{ latitude: 52.2, longitude: -0.702 }]),
        placedService('part', [
          {
            extent: '{"type":"Polygon","coordinates":[[[-0.8,52.1],[-0.6,52.1],[-0.6,52.3],[-0.8,52.3],[-0.8,52.1]]]}',
          },
        ]),
      ],
      { dataDir: await importShire() },
    )
    const near = { postcode: 'XX1 1AA', withinMetres: 1000 }
    const edges = async (by: string[]) =>
      (await gateway.ask(NEAR, { near: { ...near, by } })).data.services.edges.map(
        (edge: { node: { originId: string }; nearBasis: string[]; distanceMetres: number | null }) =>
          [edge.node.originId, edge.nearBasis.join('+'), edge.distanceMetres === null ? 'none' : 'metres'] as const,
      )
    expect(await edges(['LOCATED', 'SERVES'])).toEqual([
      ['near', 'LOCATED', 'metres'],
      ['near-serving', 'LOCATED+SERVES', 'metres'],
      ['far-serving', 'SERVES', 'metres'],
      ['national', 'SERVES', 'none'],
      ['serving', 'SERVES', 'none'],
    ])
    expect((await edges(['SERVES'])).map(([id]: readonly string[]) => id)).toEqual([
      'near-serving',
      'far-serving',
      'national',
      'serving',
    ])
    expect((await edges(['LOCATED'])).map(([id]: readonly string[]) => id)).toEqual(['near', 'near-serving'])
    const { data } = await gateway.ask(NEAR, {
      near: { latitude: 52.2, longitude: -0.3, withinMetres: 10, by: ['SERVES'] },
    })
    expect(data.services.edges.map(({ node }: { node: { originId: string } }) => node.originId).toSorted()).toEqual([
      'elsewhere',
      'national',
      'serving',
    ])
  })
})

describe('with a provider', () => {
  async function startProvider() {
    const asked: string[][] = []
    const state = { isDown: false }
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => (body += chunk))
      request.on('end', () => {
        if (state.isDown) return sendJson(response, 500, {})
        const { postcodes }: { postcodes: string[] } = JSON.parse(body)
        asked.push(postcodes)
        const result = postcodes.map((query) => ({
          query,
          result: query.startsWith('XX5')
            ? { latitude: 52.25, longitude: -0.25, codes: { admin_district: 'E07900012', admin_county: 'E10900011' } }
            : null,
        }))
        return sendJson(response, 200, { status: 200, result })
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void (server.closeAllConnections(), server.close()))
    const { port } = server.address() as AddressInfo
    return { asked, state, postcodeProvider: { url: `http://127.0.0.1:${port}` } }
  }

  it('asks it for what is not known here, many in one call and each once, and for nothing that is', async () => {
    const { asked, postcodeProvider } = await startProvider()
    const { gateway } = await startWith(taught, {
      dataDir: await importShire(['areas', 'boundaries']),
      postcodeProvider,
    })
    const several = `{ known: postcode(postcode: "XX1 1AA") { precision } a: postcode(postcode: "xx5 1aa") { precision latitude areas(type: DISTRICT) { name } }
      b: postcode(postcode: "XX5 1AB") { precision } sector: postcode(postcode: "XX1 1ZZ") { precision } outcode: postcode(postcode: "XX1") { precision } none: postcode(postcode: "XX77 1AA") { precision }
      services(where: { near: { postcode: "XX5 1AA", by: [SERVES] } }) { totalCount } }`
    const { data, errors } = await gateway.ask(several)
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      known: { precision: 'EXACT' },
      a: { precision: 'EXACT', latitude: 52.25, areas: [{ name: 'Eastham' }] },
      b: { precision: 'EXACT' },
      sector: { precision: 'SECTOR' },
      outcode: { precision: 'DISTRICT' },
      none: null,
      services: { totalCount: 0 },
    })
    expect(asked.map((postcodes) => postcodes.toSorted())).toEqual([['XX1 1ZZ', 'XX5 1AA', 'XX5 1AB', 'XX77 1AA']])
    await gateway.ask(several)
    expect(asked).toHaveLength(1)
  })

  it('answers as if there were none while it fails, and leaves it alone for a while', async () => {
    const { asked, state, postcodeProvider } = await startProvider()
    state.isDown = true
    const { gateway } = await startWith([...taught, ...plainServices(1)], { postcodeProvider })
    const { data, errors } = await gateway.ask(NEAR, { near: { postcode: 'XX1 1ZZ', withinMetres: 10 } })
    expect(errors).toBeUndefined()
    expect(data.services.edges).toMatchObject([{ distanceApproximate: true }])
    state.isDown = false
    expect((await gateway.ask(WHERE, { postcode: 'XX5 1AA' })).data.postcode).toBeNull()
    expect(asked).toEqual([])
  })
})

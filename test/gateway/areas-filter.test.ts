import { describe, expect, it } from 'vitest'
import { EAST, FORD, idsIn, importShire, placedService, SHIRE, startFeed, startShire, WEST } from './areas-shire.ts'
import { startGateway, testConfig } from './start-gateway.ts'

describe('the filter by areas', () => {
  it('finds by every basis, in a parent what lies in its children, and in a child what is for all of its parent', async () => {
    const { gateway } = await startShire([
      placedService('none'),
      placedService('in-east', [], [{ latitude: 52.2, longitude: -0.3 }]),
      placedService('for-west', [{ name: 'Westham' }], [{ latitude: 52.2, longitude: -0.3 }]),
      placedService('for-shire', [{ name: 'Downshire' }]),
      placedService('for-all', [{ name: 'England' }]),
    ])
    const find = (codes: string[], basis: string) =>
      idsIn(gateway, `{ areas: { anyOf: ${JSON.stringify(codes)}, basis: ${basis} } }`)
    expect(await find([WEST], 'AVAILABLE')).toEqual(['for-all', 'for-shire', 'for-west', 'none'])
    expect(await find([EAST], 'AVAILABLE')).toEqual(['for-all', 'for-shire', 'in-east'])
    expect(await find([SHIRE], 'AVAILABLE')).toEqual(['for-all', 'for-shire', 'for-west', 'in-east', 'none'])
    expect(await find([FORD], 'AVAILABLE')).toEqual(['for-all'])
    expect(await find([EAST], 'LOCATED')).toEqual(['for-west', 'in-east'])
    expect(await find([SHIRE], 'LOCATED')).toEqual(['for-west', 'in-east'])
    expect(await find([WEST], 'SERVES')).toEqual(['for-all', 'for-shire', 'for-west'])
    expect(await find(['E92000001'], 'SERVES')).toEqual(['for-all', 'for-shire', 'for-west'])
    expect(await find(['S92000003'], 'SERVES')).toEqual([])
    expect(await find([EAST, FORD], 'SERVES')).toEqual(['for-all', 'for-shire'])
    expect(await find([SHIRE], 'PUBLISHER')).toEqual(['for-all', 'for-shire', 'for-west', 'in-east', 'none'])
    expect(await find([EAST], 'PUBLISHER')).toEqual([])
    expect(await idsIn(gateway, `{ not: { areas: { anyOf: ["${EAST}"] } } }`)).toEqual(['for-west', 'none'])
    expect(
      await idsIn(gateway, `{ or: [{ areas: { anyOf: ["${EAST}"], basis: LOCATED } }, { text: "none" }] }`),
    ).toEqual(['for-west', 'in-east', 'none'])
  })

  it('places nothing in a district because of a county’s feed', async () => {
    const { gateway } = await startShire([placedService('s')], { areas: [SHIRE] })
    expect(await idsIn(gateway, `{ areas: { anyOf: ["${SHIRE}"], basis: PUBLISHER } }`)).toEqual(['s'])
    expect(await idsIn(gateway, `{ areas: { anyOf: ["${WEST}", "${EAST}"] } }`)).toEqual([])
    expect(
      (
        await gateway.ask(
          '{ services { nodes { areas { name } county: areas(type: COUNTY) { name } } } feeds { areas { name } } }',
        )
      ).data,
    ).toEqual({
      services: { nodes: [{ areas: [], county: [{ name: 'Downshire' }] }] },
      feeds: [{ areas: [{ name: 'Downshire' }] }],
    })
  })

  it('takes an abolished area for those that followed it, and names them', async () => {
    const { gateway } = await startShire([placedService('s')])
    expect(await idsIn(gateway, '{ areas: { anyOf: ["E07900019"] } }')).toEqual(['s'])
    const { data } = await gateway.ask(
      '{ area(code: "E07900019") { name validTo successors { code } services { totalCount } } }',
    )
    expect(data.area).toEqual({
      name: 'Old Westham',
      validTo: '2020-03-31',
      successors: [{ code: WEST }],
      services: { totalCount: 1 },
    })
  })

  it('says of a code nobody has where to look', async () => {
    const { gateway } = await startShire([])
    for (const [query, path, message] of [
      [
        '{ services(where: { areas: { anyOf: ["E07900011", "E00000000"] } }) { totalCount } }',
        ['where', 'areas', 'anyOf', 1],
        /look for it by name/,
      ],
      [
        '{ services(where: { areas: { anyOf: ["Westham"] } }) { totalCount } }',
        ['where', 'areas', 'anyOf', 0],
        /Westham is E07900011/,
      ],
      ['{ area(code: "E00000000") { name } }', ['code'], /No area has the code “E00000000”: look for it by name/],
      ['{ areas(where: { within: "X" }) { totalCount } }', ['where', 'within'], /look for it/],
      [
        '{ locations(where: { areas: { anyOf: ["X"] } }) { totalCount } }',
        ['where', 'areas', 'anyOf', 0],
        /look for it/,
      ],
      [
        '{ organizations(where: { areas: { anyOf: ["X"] } }) { totalCount } }',
        ['where', 'areas', 'anyOf', 0],
        /look for it/,
      ],
    ] as const) {
      const { errors } = await gateway.ask(query)
      expect(errors?.[0]?.extensions, query).toEqual({ code: 'UNKNOWN_AREA', path })
      expect(errors?.[0]?.message).toMatch(message)
    }
  })

  it('finds locations and organizations too, and asks no statement more for more locations', async () => {
    const { gateway } = await startShire([
      placedService('a', [], [{ latitude: 52.2, longitude: -0.3 }]),
      placedService('b', [{ name: 'Fordmouth' }], [{ latitude: 52.2, longitude: -0.8 }]),
      placedService('c', [], [{ latitude: 52.2, longitude: -0.31, postal_code: 'XX2' }]),
    ])
    const names = async (field: string, areas: string) => {
      const { data, errors } = await gateway.ask(
        `{ ${field}(where: { areas: ${areas} }) { totalCount nodes { originId } } }`,
      )
      expect(errors).toBeUndefined()
      return data[field].nodes.map(({ originId }: { originId: string }) => originId)
    }
    expect(await names('locations', `{ anyOf: ["${EAST}"] }`)).toEqual(['a-l0', 'c-l0'])
    expect(await names('locations', `{ anyOf: ["${SHIRE}"] }`)).toHaveLength(3)
    expect(await names('locations', `{ anyOf: ["${FORD}"], basis: SERVES }`)).toEqual(['b-l0'])
    expect(await names('organizations', `{ anyOf: ["${FORD}"] }`)).toEqual(['o-b'])
    expect(await names('organizations', `{ anyOf: ["${WEST}"], basis: LOCATED }`)).toEqual(['o-b'])
    const { data } = await gateway.ask(
      '{ locations { nodes { originId areas(type: DISTRICT) { name } all: areas { name } } } }',
    )
    expect(data.locations.nodes).toContainEqual({
      originId: 'c-l0',
      areas: [{ name: 'Eastham' }],
      all: expect.arrayContaining([{ name: 'Eastham' }]),
    })
    expect(data.locations.nodes).toContainEqual({
      originId: 'a-l0',
      areas: [{ name: 'Eastham' }],
      all: ['Eastham', 'Downshire', 'England', 'England and Wales', 'Great Britain', 'United Kingdom'].map((name) => ({
        name,
      })),
    })
  })
})

it('finds across boundaries what the neighbouring council lists', async () => {
  const dataDir = await importShire()
  const west = await startFeed('west', [placedService('w', [], [{ latitude: 52.2, longitude: -0.51 }])], {
    areas: [WEST],
  })
  const east = await startFeed(
    'east',
    [placedService('e', [], [{ latitude: 52.2, longitude: -0.49 }]), placedService('for-west', [{ name: 'Westham' }])],
    { areas: [EAST] },
  )
  const gateway = await startGateway(testConfig([west.feed, east.feed]), { dataDir })
  await gateway.refreshAll()
  expect(await idsIn(gateway, `{ areas: { anyOf: ["${WEST}"] } }`)).toEqual(['for-west', 'w'])
  expect(await idsIn(gateway, '{ near: { latitude: 52.2, longitude: -0.505, withinMetres: 2000 } }')).toEqual([
    'e',
    'w',
  ])
})

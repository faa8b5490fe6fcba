import { expect, it } from 'vitest'
import { square } from '../geography/shapes.ts'
import { FORD, placedService, SHIRE, startShire, WEST } from './areas-shire.ts'

it('counts by areas of a kind under the same filter, less its own where that is asked', async () => {
  const { gateway } = await startShire([
    placedService('a', [{ name: 'Westham' }, { name: 'Eastham' }]),
    placedService('b', [{ name: 'Eastham' }]),
    placedService('c', [{ name: 'Downshire' }]),
    placedService('d', [{ name: 'UK' }]),
  ])
  const { data, errors } = await gateway.ask(`{ services(where: { areas: { anyOf: ["${WEST}"] } }) { totalCount facets {
    own: areas(type: DISTRICT, first: 3) { area { name } count } county: areas(type: COUNTY, first: 1) { area { name } count }
    all: areas(type: DISTRICT, first: 3, excludeOwnFilter: true) { area { name } count }
    publisher: areas(type: DISTRICT, basis: PUBLISHER) { area { name } count } } } }`)
  expect(errors).toBeUndefined()
  const pairs = (counts: { area: { name: string }; count: number }[]) =>
    counts.map(({ area, count }) => [area.name, count])
  expect(data.services.totalCount).toBe(3)
  expect(pairs(data.services.facets.own).slice(0, 2)).toEqual([
    ['Westham', 3],
    ['Eastham', 3],
  ])
  expect(pairs(data.services.facets.county)).toEqual([['Downshire', 3]])
  expect(pairs(data.services.facets.all).slice(0, 2)).toEqual([
    ['Eastham', 4],
    ['Westham', 3],
  ])
  expect(pairs(data.services.facets.publisher)).toEqual([['Westham', 3]])
})

it('lists areas by name, kind, parent and whether anything is there', async () => {
  const { gateway } = await startShire([placedService('s', [{ name: 'Downshire' }])])
  const names = async (where: string) => {
    const { data, errors } = await gateway.ask(`{ areas(where: ${where}) { totalCount nodes { name } } }`)
    expect(errors).toBeUndefined()
    return data.areas.nodes.map(({ name }: { name: string }) => name)
  }
  expect(await names('{ text: "west end" }')).toEqual(['Westham'])
  expect(await names(`{ within: "${SHIRE}" }`)).toEqual(['Eastham', 'Westham'])
  expect(await names('{ codes: ["E07900019"] }')).toEqual(['Old Westham'])
  expect(await names('{ type: [DISTRICT], withServices: true }')).toEqual(['Eastham', 'Westham'])
  expect(await names('{ text: "ford", withServices: false, type: [DISTRICT] }')).toContain('Fordmouth')
  const paged = await gateway.ask(
    '{ areas(where: { type: [REGION] }, first: 4) { totalCount pageInfo { hasNextPage endCursor } } }',
  )
  expect(paged.data.areas).toMatchObject({ totalCount: 9, pageInfo: { hasNextPage: true } })
  const next = await gateway.ask(
    'query ($after: String) { areas(where: { type: [REGION] }, first: 9, after: $after) { nodes { name } } }',
    {
      after: paged.data.areas.pageInfo.endCursor,
    },
  )
  expect(next.data.areas.nodes).toHaveLength(5)
  const { data } =
    await gateway.ask(`{ area(code: "${SHIRE}") { id name type otherNames parents { name } children(type: DISTRICT) { name }
    population { value year source } old: population(band: AGE_65_PLUS) { value } boundary services(basis: SERVES) { totalCount }
    none: services(where: { areas: { anyOf: ["${FORD}"] } }) { totalCount } } west: area(code: "${WEST}") { boundary } }`)
  expect(data.area).toMatchObject({
    name: 'Downshire',
    type: 'COUNTY',
    parents: [{ name: 'England' }],
    children: [{ name: 'Eastham' }, { name: 'Westham' }],
    population: { value: 900, year: 2024, source: 'areas.csv' },
    old: null,
    boundary: null,
    services: { totalCount: 1 },
    none: { totalCount: 0 },
  })
  expect(data.west.boundary).toEqual(square(52, -1, 0.5))
  expect(
    (await gateway.ask('query ($id: ID!) { node(id: $id) { __typename ... on Area { code } } }', { id: data.area.id }))
      .data.node,
  ).toEqual({
    __typename: 'Area',
    code: SHIRE,
  })
})

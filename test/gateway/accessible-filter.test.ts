import { expect, it } from 'vitest'
import { uuid } from './good-services.ts'
import { serveExports } from './serve-exports.ts'

const STATEMENTS: readonly (readonly [name: string, accessibility: string | undefined])[] = [
  ['Level hall', 'Step-free entrance'],
  ['Loft', 'No wheelchair access'],
  ['Half a hall', 'Wheelchair access to the ground floor only'],
  ['Silent hall', undefined],
]

const SERVICES = STATEMENTS.map(([name, description], at) => {
  const accessibility = description === undefined ? [] : [{ id: uuid(at + 30), description }]
  const location = { id: uuid(at + 20), location_type: 'physical', accessibility }
  return { id: uuid(at + 1), list: { name }, detail: { service_at_locations: [{ id: uuid(at + 10), location }] } }
})

it('finds, counts and exports services by what their places state of access, and says where nothing is known', async () => {
  const { gateway, get } = await serveExports(SERVICES, { areas: ['E06000001'] })
  const { data, errors } = await gateway.ask(`
    query {
      kept: services(where: { accessible: true }) { edges { node { name } unknownOn } facets { accessible { accessible notAccessible unknown } } }
      certain: services(where: { accessible: true }, unknowns: EXCLUDE) {
        nodes { name }
        facets { accessible(excludeOwnFilter: true) { accessible notAccessible unknown } }
      }
      not: services(where: { not: { accessible: true } }, unknowns: EXCLUDE) { nodes { name } }
      inaccessible: services(where: { accessible: false }, unknowns: EXCLUDE) { nodes { name } }
      coverage(areas: { codes: ["E06000001"] }, rows: { terms: [] }, where: { accessible: true }) { total { serviceCount unknownCount } }
    }`)
  expect(errors).toBeUndefined()
  expect(data).toEqual({
    kept: {
      edges: [
        { node: { name: 'Half a hall' }, unknownOn: ['accessible'] },
        { node: { name: 'Level hall' }, unknownOn: [] },
        { node: { name: 'Silent hall' }, unknownOn: ['accessible'] },
      ],
      facets: { accessible: { accessible: 1, notAccessible: 0, unknown: 2 } },
    },
    certain: {
      nodes: [{ name: 'Level hall' }],
      facets: { accessible: { accessible: 1, notAccessible: 1, unknown: 2 } },
    },
    not: { nodes: [{ name: 'Loft' }] },
    inaccessible: { nodes: [{ name: 'Loft' }] },
    coverage: { total: { serviceCount: 1, unknownCount: 2 } },
  })
  const csv = await (await get('services.csv', { filter: { accessible: true }, unknowns: 'EXCLUDE' })).text()
  expect(STATEMENTS.filter(([name]) => csv.includes(name)).map(([name]) => name)).toEqual(['Level hall'])
})

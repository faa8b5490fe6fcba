import { expect, it } from 'vitest'
import { square } from '../geography/shapes.ts'
import { EAST, FORD, placedService, SHIRE, startShire, WEST } from './areas-shire.ts'
import type { StatedService } from './fake-council.ts'

const SHOWN = `{ services(first: 50) { nodes { originId deliveryClass areas { name } located: areas(basis: LOCATED) { code }
  placements { area { code } basis route serviceArea { name resolution } location { precision } } } } }`

it('places each service of Westham’s feed by what its record shows', async () => {
  const inEast = { latitude: 52.2, longitude: -0.3 }
  const publisher = { area: { code: WEST }, basis: 'PUBLISHER', route: 'PUBLISHER', serviceArea: null, location: null }
  const serves = (code: string, route: string, resolution: string, name: string | null = null) => ({
    area: { code },
    basis: 'SERVES',
    route,
    serviceArea: { name, resolution },
    location: null,
  })
  const at = (code: string, route: string, precision = 'POINT') => ({
    area: { code },
    basis: 'LOCATED',
    route,
    serviceArea: null,
    location: { precision },
  })
  const cases: readonly (readonly [
    string,
    (id: string) => StatedService,
    readonly unknown[],
    string,
    readonly string[],
  ])[] = [
    ['by nothing but its publisher', (id) => placedService(id), [], 'UNPLACED', ['Westham']],
    [
      'by the code in an area’s URI',
      (id) => placedService(id, [{ uri: `http://statistics.data.gov.uk/id/statistical-geography/${EAST}` }]),
      [serves(EAST, 'DECLARED_CODE', 'CODE')],
      'AREA_ONLY',
      ['Eastham'],
    ],
    [
      'by an area’s name, its address on a placeholder host aside',
      (id) => placedService(id, [{ name: 'the west end', uri: 'http://www.example.com' }]),
      [serves(WEST, 'DECLARED_NAME', 'NAME', 'the west end')],
      'AREA_ONLY',
      ['Westham'],
    ],
    [
      'by the outline an area draws',
      (id) => placedService(id, [{ extent: JSON.stringify(square(52, -0.5, 0.5)), extent_type: 'geojson' }]),
      [serves(EAST, 'DECLARED_GEOMETRY', 'GEOMETRY')],
      'AREA_ONLY',
      ['Eastham'],
    ],
    [
      'by the name of a country, which answers for all areas',
      (id) => placedService(id, [{ name: 'UK-wide' }]),
      [serves('K02000001', 'DECLARED_NAME', 'NAME', 'UK-wide')],
      'NATIONAL',
      ['United Kingdom'],
    ],
    [
      'by the code of a county, in each of its districts',
      (id) => placedService(id, [{ uri: `http://statistics.data.gov.uk/id/statistical-geography/${SHIRE}` }]),
      [serves(SHIRE, 'DECLARED_CODE', 'CODE')],
      'AREA_ONLY',
      ['Eastham', 'Westham'],
    ],
    [
      'by the postcode of its place rather than by the point',
      (id) => placedService(id, [], [{ ...inEast, postal_code: 'xx11aa' }]),
      [at(WEST, 'POSTCODE')],
      'SITE',
      ['Westham'],
    ],
    [
      'by a postcode without a point',
      (id) => placedService(id, [], [{ postal_code: 'XX2 0AB' }]),
      [at(EAST, 'POSTCODE', 'POSTCODE')],
      'SITE',
      ['Eastham'],
    ],
    [
      'by the point of its place where the directory does not hold the postcode',
      (id) => placedService(id, [], [{ ...inEast, postal_code: 'XX7 7ZZ' }]),
      [at(EAST, 'POINT')],
      'SITE',
      ['Eastham'],
    ],
    [
      'by the outcode of a place that is masked, where it lies in one area',
      (id) => placedService(id, [], [{ ...inEast, postal_code: 'XX2' }]),
      [{ ...at(EAST, 'POSTCODE'), location: { precision: 'OUTCODE' } }],
      'SITE',
      ['Eastham'],
    ],
    [
      'by what it declares before its place',
      (id) => placedService(id, [{ name: 'Fordmouth' }], [inEast]),
      [at(EAST, 'POINT'), serves(FORD, 'DECLARED_NAME', 'NAME', 'Fordmouth')],
      'SITE_AND_AREA',
      ['Fordmouth'],
    ],
    [
      'by no area whose name means several',
      (id) => placedService(id, [{ name: 'Dorset' }]),
      [],
      'AREA_ONLY',
      ['Westham'],
    ],
  ]
  const { gateway } = await startShire(cases.map(([, stated], index) => stated(`s${index}`)))
  const { data, errors } = await gateway.ask(SHOWN)
  expect(errors).toBeUndefined()
  const shown = new Map(data.services.nodes.map((node: { originId: string }) => [node.originId, node]))
  for (const [index, [what, , evidence, deliveryClass, areas]] of cases.entries()) {
    expect(shown.get(`s${index}`), what).toMatchObject({
      placements: [publisher, ...evidence],
      deliveryClass,
      areas: areas.map((name) => ({ name })),
    })
  }
})

it('names what could not be resolved by its frequency, ways of delivery aside', async () => {
  const { gateway } = await startShire([
    placedService('a', [{ name: 'The Coast' }]),
    placedService('b', [{ name: 'the coast' }, { name: 'Online' }]),
    placedService('c', [{ name: 'Dorset' }]),
  ])
  const { data } = await gateway.ask(
    '{ feeds { content { unresolvedAreaNames { name count } } } services { nodes { serviceAreas { name resolution area { code } } } } }',
  )
  expect(data.feeds[0].content.unresolvedAreaNames).toEqual([
    { name: 'The Coast', count: 2 },
    { name: 'Dorset', count: 1 },
  ])
  expect(data.services.nodes.map(({ serviceAreas }: { serviceAreas: unknown[] }) => serviceAreas)).toEqual([
    [{ name: 'The Coast', resolution: 'UNRESOLVED', area: null }],
    [
      { name: 'the coast', resolution: 'UNRESOLVED', area: null },
      { name: 'Online', resolution: 'UNRESOLVED', area: null },
    ],
    [{ name: 'Dorset', resolution: 'AMBIGUOUS', area: null }],
  ])
})

import { expect, it } from 'vitest'
import { both, BRISTOL, codesOf, serving, SOMERSET, start, stated } from './coverage-kit.ts'

// One small area beside the site, one 5.6 km north of it, and one across the border that no feed covers.
const SMALL_AREAS = `code,name,parents,latitude,longitude,population,year,population_0_17,deprivation_decile
E01099901,Quay,${BRISTOL},51.45,-2.60,118000,2024,35400,2
E01099902,North,${BRISTOL},51.50,-2.60,354000,2024,82600,9
E01099903,Over there,${SOMERSET},51.52,-2.60,500,2024,100,5
`

function atSite(latitude: number) {
  const location = { id: 'l', location_type: 'physical', latitude, longitude: -2.6 }
  return { service_at_locations: [{ id: 's', location }], ...serving(BRISTOL) }
}

it('7: measures from imported small areas to the nearest site, in straight lines, and warns at the edge of what feeds cover', async () => {
  const { coverage } = await start(
    { bristol: { services: [stated('a', [1], atSite(51.45)), stated('b', [1])], feed: { areas: [BRISTOL] } } },
    SMALL_AREAS,
  )
  const { areas } = await coverage(
    `${both([BRISTOL])} population: AGE_0_17`,
    `areas { ratePer1000 { value population } distance { meanMetres medianMetres populationWithin(metres: 1000) { value numerator }
      deserts(metres: 1000) { area { code name type } population deprivationDecile nearestMetres } rateByDeprivation { decile rate { value numerator } } }
      caveats { code } }`,
  )
  const { distance, caveats, ratePer1000 } = areas[0]
  expect(ratePer1000).toEqual({ value: expect.closeTo(2 / 118, 10), population: 118_000 })
  expect(distance.meanMetres).toBeCloseTo((3000 * 5559.8) / 4000, -1)
  expect(distance.medianMetres).toBeCloseTo(5559.8, 0)
  expect(distance.populationWithin).toEqual({ value: 0.25, numerator: 118_000 })
  expect(distance.deserts).toMatchObject([
    { area: { code: 'E01099902', name: 'North', type: 'SMALL_AREA' }, population: 354_000, deprivationDecile: 9 },
  ])
  expect(distance.rateByDeprivation).toEqual([
    { decile: 2, rate: { value: expect.closeTo(1 / 118, 10), numerator: 1 } },
    { decile: 9, rate: { value: 0, numerator: 0 } },
  ])
  expect(codesOf(caveats)).toEqual(expect.arrayContaining(['STRAIGHT_LINE', 'EDGE_OF_FEEDS']))
})

it('M14: measures to no place that is known by its postcode alone, near though it be', async () => {
  const nearer = {
    service_at_locations: [
      {
        id: 'p',
        location: {
          id: 'lp',
          location_type: 'physical',
          addresses: [{ id: 'ap', address_1: '1 North Street', postal_code: 'BS9 1AA', address_type: 'physical' }],
        },
      },
    ],
    ...serving(BRISTOL),
  }
  const { coverage, gateway } = await start(
    {
      bristol: {
        services: [stated('a', [1], atSite(51.45)), stated('b', [1], nearer)],
        feed: { areas: [BRISTOL] },
      },
    },
    SMALL_AREAS,
    `pcds,dointr,doterm,lad25cd,lat,long\nBS9 1AA,199001,,${BRISTOL},51.50,-2.60\n`,
  )
  const { areas } = await coverage(both([BRISTOL]), 'areas { distance { medianMetres } }')
  expect(areas[0].distance.medianMetres).toBeCloseTo(5559.8, 0)
  // It is near all the same.
  const { data } = await gateway.ask(
    '{ services(where: { near: { latitude: 51.5, longitude: -2.6, withinMetres: 100 } }) { nodes { originId } } }',
  )
  expect(data.services.nodes).toEqual([{ originId: 'b' }])
})

it('takes small areas for the population of the whole only where they are the whole', async () => {
  const part = SMALL_AREAS.replace('E01099902,North', 'E01099904,Elsewhere').replace(
    `${BRISTOL},51.50`,
    `${SOMERSET},51.50`,
  )
  const { coverage, gateway } = await start(
    { bristol: { services: [stated('a', [1])], feed: { areas: [BRISTOL] } } },
    part,
  )
  const { areas } = await coverage(
    `${both([BRISTOL])} population: AGE_0_17`,
    'areas { ratePer1000 { population year } }',
  )
  const { data } = await gateway.ask(
    `{ area(code: "${BRISTOL}") { population(band: AGE_0_17) { value year vintages } old: population(band: AGE_85_PLUS) { value } } }`,
  )
  expect(data.area).toEqual({
    population: { value: expect.any(Number), year: 2020, vintages: ['mid-2020'] },
    old: { value: expect.any(Number) },
  })
  expect(areas).toEqual([{ ratePer1000: { population: data.area.population.value, year: 2020 } }])
})

it('names both vintages where people of several are summed', async () => {
  const { coverage } = await start({
    bristol: { services: [stated('a', [1])], feed: { areas: [BRISTOL] } },
    scotland: { services: [stated('b', [1])], feed: { areas: ['S12000036'] } },
  })
  const { caveats } = await coverage(
    `${both([BRISTOL, 'S12000036'])} population: AGE_65_PLUS`,
    'caveats { code message }',
  )
  expect(caveats).toContainEqual({
    code: 'POPULATION_VINTAGES',
    message: expect.stringContaining('mid-2020, mid-2022'),
  })
})

it('has no distances where no small areas were imported', async () => {
  const { coverage } = await start({ bristol: { services: [stated('a', [1])], feed: { areas: [BRISTOL] } } })
  expect((await coverage(both([BRISTOL]), 'areas { distance { meanMetres } }')).areas).toEqual([{ distance: null }])
})

it('counts as `services` does after every change, by kept counts or by what changed since', async () => {
  const { coverage, councils, gateway } = await start({
    bristol: { services: [stated('a', [1], serving(BRISTOL)), stated('b', [1])], feed: { areas: [BRISTOL] } },
    somerset: { services: [stated('c', [1])], feed: { areas: [SOMERSET] } },
  })
  const [bristol] = [councils['bristol']]
  if (bristol === undefined) throw new Error('There is no such council.')
  const orders = [
    [stated('a', [1], serving(BRISTOL)), stated('b', [1])],
    [stated('a', [2], serving(SOMERSET)), stated('b', [1]), stated('d', [1], serving(BRISTOL, SOMERSET, 'E92000001'))],
    [stated('b', [2]), stated('d', [1], serving('E92000001'))],
  ]
  for (const services of orders) {
    bristol.services = services
    await gateway.refreshAll()
    const { areas, matrix } = await coverage(
      both([BRISTOL, SOMERSET]),
      'areas { serviceCount } matrix { cells { serviceCount } }',
    )
    for (const [at, code] of [BRISTOL, SOMERSET].entries()) {
      const { data } = await gateway.ask(`{
        all: services(where: { areas: { anyOf: ["${code}"] } }) { totalCount }
        one: services(where: { areas: { anyOf: ["${code}"] }, taxonomyTerms: { anyOf: ["esdServiceType:1"] } }) { totalCount }
      }`)
      expect(areas[at].serviceCount).toBe(data.all.totalCount)
      expect(matrix[0].cells[at].serviceCount).toBe(data.one.totalCount)
    }
  }
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locateInSmallAreas, rateByDeprivation } from '../../src/coverage/deprivation.ts'
import { desertsOf, distancesOf, populationWithin, reachSmallAreas } from '../../src/coverage/distance.ts'
import { createDistanceFigures } from '../../src/coverage/distance-figures.ts'
import { createNearestPoint } from '../../src/coverage/nearest-point.ts'
import { distanceMetres } from '../../src/geography/distance.ts'
import { readSmallAreas } from '../../src/geography/read-small-areas.ts'

const HEADER = 'code,name,parents,latitude,longitude,population,year,population_65_plus,deprivation_decile'
const CSV = `${HEADER}
E01900001,Quay 1,E06900001,54.80,1.00,1000,2024,200,1
E01900002,Quay 2,E06900001;E05900001,54.81,1.00,3000,2024,,10
E01900003,Fen,E07900003,54.90,1.00,1000,2024,300,
E01900004,No point,E07900003,,1.00,1000,2024,300,4
E01900001,Again,E06900001,54.80,1.00,1000,2024,200,1
`
const { smallAreas, problems } = readSmallAreas(CSV, 'lsoa.csv')
const KM = 1000

describe('small areas', () => {
  it('are read from CSV with what was left out', () => {
    expect(
      smallAreas.map(({ code, parents, populations, deprivationDecile }) => [
        code,
        parents,
        populations,
        deprivationDecile,
      ]),
    ).toEqual([
      ['E01900001', ['E06900001'], { ALL: 1000, AGE_65_PLUS: 200 }, 1],
      ['E01900002', ['E06900001', 'E05900001'], { ALL: 3000 }, 10],
      ['E01900003', ['E07900003'], { ALL: 1000, AGE_65_PLUS: 300 }, undefined],
    ])
    expect(problems.map(({ line }) => line)).toEqual([5, 6])
  })
})

// Sites at the centroid of Quay 1, whose people are 0 m away; Quay 2 is 1.11 km and the Fen 11.1 km away.
const reached = reachSmallAreas(smallAreas, createNearestPoint([{ latitude: 54.8, longitude: 1 }]))

describe('M14 to M17', () => {
  it('M14 weighs distances by people', () => {
    const { meanMetres, medianMetres, p90Metres } = distancesOf(reached)
    expect(meanMetres).toBeCloseTo((3000 * 1111.95 + 1000 * 11_119.5) / 5000, -1)
    expect(medianMetres).toBeCloseTo(1111.95, 0)
    expect(p90Metres).toBeCloseTo(11_119.5, 0)
    expect(distancesOf(reachSmallAreas(smallAreas, createNearestPoint([])))).toEqual({})
  })
  it('M15 counts the people within', () => {
    expect(populationWithin(reached, 2 * KM)).toMatchObject({ numerator: 4000, denominator: 5000, value: 0.8 })
  })
  it('M16 lists what lies farther, the farthest first, and all where there is no site', () => {
    expect(desertsOf(reached, KM).map(({ smallArea }) => smallArea.name)).toEqual(['Fen', 'Quay 2'])
    expect(desertsOf(reachSmallAreas(smallAreas, createNearestPoint([])), KM)).toHaveLength(3)
  })
  it('M17 counts services where they are by the decile of where that is', () => {
    const points = [
      { latitude: 54.8, longitude: 1, cluster: 1, record: 1 },
      { latitude: 54.801, longitude: 1, cluster: 1, record: 1 },
      { latitude: 54.8, longitude: 1, cluster: 2, record: 2 },
      { latitude: 54.811, longitude: 1, cluster: 2, record: 2 },
    ]
    expect(
      rateByDeprivation(smallAreas, locateInSmallAreas(smallAreas, points)).map(({ decile, rate }) => [
        decile,
        rate.value,
      ]),
    ).toEqual([
      [1, 2],
      [10, 1 / 3],
    ])
  })
  it('knows the edge: somebody lives nearer to an uncovered area than to the nearest site', () => {
    const own = smallAreas.slice(2)
    const points = [{ latitude: 54.8, longitude: 1, cluster: 1, record: 1 }]
    const edge = (longitude: number) =>
      createDistanceFigures(own, {
        smallAreas,
        points: () => points,
        findPoint: () => createNearestPoint(points),
        findUncovered: () => createNearestPoint([{ ...own[0], latitude: 54.9, longitude } as (typeof own)[number]]),
      }).isAtEdge()
    expect(edge(1.1)).toBe(true)
    expect(edge(1.5)).toBe(false)
  })
})

it('finds the nearest point as looking at all of them does', () => {
  const point = fc.record({
    latitude: fc.double({ min: 50, max: 60, noNaN: true }),
    longitude: fc.double({ min: -6, max: 2, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(point, { maxLength: 40 }), point, (points, from) => {
      const expected = points.length === 0 ? undefined : Math.min(...points.map((each) => distanceMetres(from, each)))
      expect(createNearestPoint(points)(from)?.metres).toBe(expected)
    }),
  )
})

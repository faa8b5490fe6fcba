import { describe, expect, it } from 'vitest'
import { both, BRISTOL, codesOf, DEVON, EXETER, serving, SOMERSET, start, stated } from './coverage-kit.ts'

const DIRECTORY = `pcds,dointr,doterm,lad25cd,lat,long
BS1 1AA,199001,,${BRISTOL},51.45,-2.59
BS1 1AB,199001,,${BRISTOL},51.46,-2.59
EX1 1AA,199001,,${EXETER},50.72,-3.53
`

/** A service at one place of these addresses. */
function at(id: string, ...addresses: readonly Readonly<Record<string, unknown>>[]) {
  const location = {
    id: `l-${id}`,
    location_type: 'physical',
    addresses: addresses.map((address, n) => ({ id: `a-${id}-${n}`, address_type: 'physical', ...address })),
  }
  return stated(id, [1], { service_at_locations: [{ id: `at-${id}`, location }] })
}

describe('sites', () => {
  it.each([
    ['without a point are one by postcode and number', [['4 High Street'], ['4, High St., Hall']], 1],
    ['without a point are several by number', [['4 High Street'], ['6 High Street']], 2],
    ['at a PO box are none', [['PO Box 4'], ['6 High Street']], 1],
    ['with a PO box for post are where one can go', [['PO Box 4', '6 High Street'], ['6 High Street']], 1],
  ])('%s', async (_, lines, expected) => {
    const services = lines.map((own, n) =>
      at(
        `s${n}`,
        ...own.map((address_1) => ({ address_1, postal_code: /box/i.test(address_1) ? 'EX1 1AA' : 'BS1 1AA' })),
      ),
    )
    const { coverage } = await start({ bristol: { services, feed: { areas: [BRISTOL] } } }, DIRECTORY)
    const { areas } = await coverage(both([BRISTOL, EXETER]), 'areas { siteCount }')
    expect(areas[0]).toEqual({ siteCount: expected })
  })
})

describe('outOfArea', () => {
  it("counts a head office for its publisher's area, and its service where the office lies", async () => {
    const { coverage } = await start(
      {
        bristol: {
          services: [
            at('hq', { address_1: '1 High Street', postal_code: 'EX1 1AA' }),
            at('here', { address_1: '1 High Street', postal_code: 'BS1 1AA' }),
            stated('nowhere', [1]),
          ],
          feed: { areas: [BRISTOL] },
        },
        exeter: {
          services: [at('own', { address_1: '9 High Street', postal_code: 'EX1 1AA' })],
          feed: { areas: [EXETER] },
        },
      },
      DIRECTORY,
    )
    const share = 'serviceCount outOfArea { numerator denominator }'
    const { areas, total } = await coverage(both([BRISTOL, EXETER, DEVON]), `areas { ${share} } total { ${share} }`)
    expect(areas).toEqual([
      { serviceCount: 2, outOfArea: { numerator: 1, denominator: 3 } },
      { serviceCount: 2, outOfArea: { numerator: 0, denominator: 1 } },
      { serviceCount: 2, outOfArea: { numerator: 0, denominator: 1 } },
    ])
    expect(total).toEqual({ serviceCount: 4, outOfArea: { numerator: 1, denominator: 4 } })
  })
})

describe('populations', () => {
  const AREAS = `code,name,type,population,year
${BRISTOL},Bristol,DISTRICT,1000,2020
${SOMERSET},Somerset,DISTRICT,3000,2022
${EXETER},Exeter,DISTRICT,500,2022
`
  const asked = (codes: readonly string[]) =>
    start(
      {
        bristol: { services: [stated('b', [1])], feed: { areas: [BRISTOL] } },
        somerset: { services: [stated('s', [1])], feed: { areas: [SOMERSET] } },
      },
      AREAS,
    ).then(({ coverage }) =>
      coverage(both(codes), 'total { ratePer1000 { value population year } } caveats { code message areas { code } }'),
    )

  it('of several years are summed, and a caveat says so', async () => {
    const { total, caveats } = await asked([BRISTOL, SOMERSET])
    expect(total.ratePer1000).toEqual({ value: 0.5, population: 4000, year: 2020 })
    expect(caveats).toContainEqual({
      code: 'POPULATION_VINTAGES',
      message: expect.stringContaining('2020, 2022'),
      areas: [{ code: BRISTOL }, { code: SOMERSET }],
    })
  })

  it('of one year need no caveat', async () => {
    const { total, caveats } = await asked([SOMERSET, EXETER])
    expect(total.ratePer1000).toMatchObject({ population: 3500, year: 2022 })
    expect(codesOf(caveats)).not.toContain('POPULATION_VINTAGES')
  })
})

describe('an integrated care board', () => {
  const [NORTH, SOUTH] = ['E54000001', 'E54000002']
  const WARDS = ['E05000001', 'E05000002', 'E05000003'] as const
  const AREAS = `code,name,type,parents,population,year
${NORTH},North Board,ICB,,1000,2022
${SOUTH},South Board,ICB,,1000,2022
${WARDS[0]},Quay,WARD,${BRISTOL},,
${WARDS[1]},Mendip Hills,WARD,${SOMERSET},,
${WARDS[2]},Levels,WARD,${SOMERSET},,
`
  const POSTCODES = `pcds,dointr,doterm,wd25cd,lad25cd,icb25cd,lat,long
BS1 1AA,199001,,${WARDS[0]},${BRISTOL},${NORTH},51.45,-2.59
BS40 1AA,199001,,${WARDS[1]},${SOMERSET},${NORTH},51.3,-2.6
TA1 1AA,199001,,${WARDS[2]},${SOMERSET},${SOUTH},51.0,-3.1
`
  const bristol = {
    services: [
      at('quay', { address_1: '1 High Street', postal_code: 'BS1 1AA' }),
      stated('city', [1], serving(BRISTOL)),
    ],
    feed: { areas: [BRISTOL] },
  }
  const somerset = {
    services: [
      at('hills', { address_1: '1 High Street', postal_code: 'BS40 1AA' }),
      at('levels', { address_1: '1 High Street', postal_code: 'TA1 1AA' }),
      stated('ward', [1], serving(WARDS[1])),
      stated('county', [1], serving(SOMERSET)),
    ],
    feed: { areas: [SOMERSET] },
  }
  const SELECTION = 'areas { serviceCount caveats { code } } matrix { cells { state } }'

  it('counts what lies in it by postcode, and what serves it or a part of it, where its districts are covered', async () => {
    const { coverage } = await start({ bristol, somerset }, AREAS, POSTCODES)
    const { areas, matrix } = await coverage(both([NORTH, SOUTH, ...WARDS]), SELECTION)
    expect(areas.map(({ serviceCount }: { serviceCount: number }) => serviceCount)).toEqual([5, 2, 2, 3, 2])
    expect(matrix[0].cells[0]).toEqual({ state: 'PRESENT' })
    expect(codesOf(areas[0].caveats)).not.toContain('AREA_PARTLY_COVERED')
    expect(codesOf(areas[1].caveats)).not.toContain('AREA_PARTLY_COVERED')
  })

  it('has its wards and districts by the postcodes in use, wherever withdrawn ones lay', async () => {
    const withdrawn = `BS1 9ZZ,198001,200501,${WARDS[0]},${BRISTOL},${SOUTH},51.45,-2.59\n`
    const { coverage } = await start({ bristol, somerset }, AREAS, POSTCODES + withdrawn)
    const { areas } = await coverage(both([NORTH, SOUTH]), SELECTION)
    expect(areas.map(({ serviceCount }: { serviceCount: number }) => serviceCount)).toEqual([5, 2])
    expect(codesOf(areas[0].caveats)).not.toContain('AREA_PARTLY_COVERED')
  })

  it('is covered in part where one of its districts is, and not where none is', async () => {
    const { coverage } = await start({ bristol }, AREAS, POSTCODES)
    const { areas } = await coverage(both([NORTH, SOUTH]), SELECTION)
    expect(areas[0]).toMatchObject({ serviceCount: 2 })
    expect(codesOf(areas[0].caveats)).toContain('AREA_PARTLY_COVERED')
    expect(areas[1]).toMatchObject({ serviceCount: null })
  })

  it.each(['SERVES', 'LOCATED'])('has a count by %s', async (basis) => {
    const { coverage } = await start({ bristol, somerset }, AREAS, POSTCODES)
    const { areas } = await coverage(`${both([NORTH])} basis: ${basis}`, SELECTION)
    expect(areas[0]).toMatchObject({ serviceCount: { SERVES: 3, LOCATED: 2 }[basis] })
  })
})

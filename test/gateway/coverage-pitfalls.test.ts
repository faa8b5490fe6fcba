import { describe, expect, it } from 'vitest'
import { both, BRISTOL, codesOf, DEVON, EXETER, serving, SOMERSET, start, stated } from './coverage-kit.ts'
import { lunchClub } from './listed-twice.ts'

const HOUR_MS = 3_600_000

describe('the pitfalls of comparing areas', () => {
  it('1: counts what two feeds list once, and what is stated for each area once in each', async () => {
    const { coverage } = await start({
      east: {
        services: [lunchClub({ id: 'e1' }), stated('advocacy', [1], serving(BRISTOL))],
        feed: { areas: [BRISTOL] },
      },
      west: {
        services: [lunchClub({ id: 'w1' }), stated('advocacy', [1], serving(SOMERSET))],
        feed: { areas: [SOMERSET] },
      },
    })
    const { total, areas, overlaps } = await coverage(
      both([BRISTOL, SOMERSET]),
      'total { serviceCount recordCount duplication { value } } areas { serviceCount recordCount crossListed { numerator } } overlaps { both share }',
    )
    expect(total).toEqual({ serviceCount: 3, recordCount: 4, duplication: { value: 0.25 } })
    expect(areas.map(({ serviceCount }: { serviceCount: number }) => serviceCount)).toEqual([2, 2])
    expect(overlaps).toEqual([{ both: 1, share: 0.5 }])
  })

  it('2: shows head offices outside as such, and leaves them out under SERVES', async () => {
    const exeter = {
      id: 'l',
      location_type: 'physical',
      latitude: 50.72,
      longitude: -3.53,
      addresses: [{ id: 'a', address_1: '1 High Street', postal_code: 'EX1 1AA' }],
    }
    const { coverage } = await start({
      bristol: {
        services: [
          stated('hq', [1], { service_at_locations: [{ id: 's', location: exeter }] }),
          stated('here', [1], serving(BRISTOL)),
        ],
        feed: { areas: [BRISTOL] },
      },
    })
    const { areas } = await coverage(
      `${both([BRISTOL])} basis: SERVES`,
      'areas { serviceCount basisMix { serves located publisher } }',
    )
    expect(areas).toEqual([{ serviceCount: 1, basisMix: { serves: 1, located: 0, publisher: 0 } }])
  })

  it('2: flags a place that more than 20 services of more than 5 organizations share', async () => {
    const hub = {
      id: 'hub',
      location_type: 'physical',
      latitude: 51.45,
      longitude: -2.59,
      addresses: [{ id: 'a', address_1: '1 High Street', postal_code: 'BS1 1AA' }],
    }
    const DIRECTORY = `pcds,dointr,doterm,lad25cd,lat,long\nBS1 1AA,199001,,${BRISTOL},51.45,-2.59\n`
    const serviceOf = (n: number, organizations: number) => {
      const service = stated(`s${n}`, [1], { service_at_locations: [{ id: `at${n}`, location: hub }] })
      const organization = { id: `o${n % organizations}`, name: `Body ${n % organizations}`, description: 'x' }
      return { ...service, list: { ...service.list, organization } }
    }
    const codesOf = async (services: number, organizations: number): Promise<string[]> => {
      const all = Array.from({ length: services }, (_, n) => serviceOf(n, organizations))
      const { coverage } = await start({ bristol: { services: all, feed: { areas: [BRISTOL] } } }, DIRECTORY)
      const { areas } = await coverage(both([BRISTOL]), 'areas { caveats { code } }')
      return areas[0].caveats.map(({ code }: { code: string }) => code)
    }
    expect(await codesOf(21, 6)).toContain('SHARED_SITES')
    expect(await codesOf(20, 6)).not.toContain('SHARED_SITES')
    expect(await codesOf(21, 5)).not.toContain('SHARED_SITES')
  })

  it("3: counts the unplaced and the virtual once, for the publisher's area, and says how many they are", async () => {
    const { coverage } = await start({
      bristol: {
        services: [
          stated('phone', [1], { schedules: [{ id: 'x', attending_type: 'phone' }] }),
          stated('nowhere', [1]),
          stated('area', [1], serving(BRISTOL)),
        ],
        feed: { areas: [BRISTOL] },
      },
    })
    const { areas } = await coverage(
      both([BRISTOL, SOMERSET]),
      'areas { serviceCount siteCount unplaced { numerator denominator } deliveryMix { virtual unplaced areaOnly } basisMix { publisher serves } }',
    )
    expect(areas).toEqual([
      {
        serviceCount: 3,
        siteCount: 0,
        unplaced: { numerator: 1, denominator: 3 },
        deliveryMix: { virtual: 1, unplaced: 1, areaOnly: 1 },
        basisMix: { publisher: 2, serves: 1 },
      },
      { serviceCount: null, siteCount: null, unplaced: null, deliveryMix: null, basisMix: null },
    ])
  })

  it('4: says that the feeds compared differ in scope', async () => {
    const { coverage } = await start({
      bristol: { services: [stated('a', [1])], feed: { areas: [BRISTOL], scope: 'All ages', name: 'Bristol' } },
      somerset: { services: [stated('b', [1])], feed: { areas: [SOMERSET], scope: 'Families', name: 'Somerset' } },
    })
    const { caveats } = await coverage(
      both([BRISTOL, SOMERSET]),
      'caveats { code message areas { code } feeds { slug } }',
    )
    expect(caveats).toContainEqual({
      code: 'SCOPES_DIFFER',
      message: 'The feeds compared do not include the same: Bristol (All ages), Somerset (Families).',
      areas: [{ code: BRISTOL }, { code: SOMERSET }],
      feeds: [{ slug: 'bristol' }, { slug: 'somerset' }],
    })
  })

  it('5: calls an empty cell ABSENT only where enough is tagged, and finds the gap there alone', async () => {
    const { coverage } = await start({
      tagged: { services: [stated('a', [1])], feed: { areas: [BRISTOL] } },
      untagged: { services: [stated('b', [2]), stated('c', [])], feed: { areas: [SOMERSET] } },
      full: { services: [stated('d', [1, 2])], feed: { areas: [EXETER] } },
    })
    const selection =
      'matrix { cells { state serviceCount } } gaps(presentInShare: 0.5) { totalCount edges { node { area { code } term { code } presentIn { value } } } } areas { caveats { code } }'
    const { matrix, gaps, areas } = await coverage(both([BRISTOL, SOMERSET, EXETER]), selection, [1, 2])
    expect(matrix).toEqual([
      {
        cells: [
          { state: 'PRESENT', serviceCount: 1 },
          { state: 'NOT_CLASSIFIED', serviceCount: 0 },
          { state: 'PRESENT', serviceCount: 1 },
        ],
      },
      {
        cells: [
          { state: 'ABSENT', serviceCount: 0 },
          { state: 'PRESENT', serviceCount: 1 },
          { state: 'PRESENT', serviceCount: 1 },
        ],
      },
    ])
    expect(gaps).toEqual({
      totalCount: 1,
      edges: [{ node: { area: { code: BRISTOL }, term: { code: '2' }, presentIn: { value: 1 } } }],
    })
    expect(codesOf(areas[1].caveats)).toContain('NOT_CLASSIFIED')
    const lenient = await coverage(`${both([SOMERSET])} classifiedShare: 0.5`, 'matrix { cells { state } }')
    expect(lenient.matrix[0].cells).toEqual([{ state: 'ABSENT' }])
  })

  it('6: shows counts with and without what was assured long ago, and that a feed is stale', async () => {
    const region = await start({
      bristol: {
        services: [
          { ...stated('new', [1]), list: { ...stated('new', [1]).list, assured_date: '2026-11-01' } },
          { ...stated('old', [1]), list: { ...stated('old', [1]).list, assured_date: '2024-11-01' } },
        ],
        feed: { areas: [BRISTOL], name: 'Bristol' },
      },
    })
    region.pass(3 * HOUR_MS)
    const { areas } = await region.coverage(
      both([BRISTOL]),
      'areas { serviceCount freshness { d90 older } caveats { code message } }',
    )
    expect(areas[0]).toMatchObject({ serviceCount: 2, freshness: { d90: 1, older: 1 } })
    expect(areas[0].caveats).toContainEqual({
      code: 'FEED_STALE',
      message: 'Bristol could not be read lately: figures of Bristol, City of rest on older data.',
    })
    const recent = await region.coverage(
      `${both([BRISTOL])} where: { assuredSince: "2026-08-25" }`,
      'areas { serviceCount }',
    )
    expect(recent.areas).toEqual([{ serviceCount: 1 }])
  })

  it('8: gives intervals with small numbers, and no rank where they overlap', async () => {
    const { coverage } = await start({
      bristol: { services: [stated('a', [1]), stated('b', [1])], feed: { areas: [BRISTOL] } },
      somerset: { services: [stated('c', [1])], feed: { areas: [SOMERSET] } },
    })
    const { areas } = await coverage(
      both([BRISTOL, SOMERSET]),
      'areas { ratePer1000 { value numerator ci95 { low high } } comparison { rank verdict comparators } caveats { code } }',
    )
    for (const { comparison, caveats, ratePer1000 } of areas) {
      expect(comparison).toMatchObject({ rank: null, verdict: 'SIMILAR', comparators: 1 })
      expect(codesOf(caveats)).toContain('SMALL_NUMBERS')
      expect(ratePer1000.ci95.low).toBeLessThan(ratePer1000.value)
    }
  })

  it('9: answers for the successors of an abolished area, and says so', async () => {
    const { coverage } = await start({ barnsley: { services: [stated('a', [1])], feed: { areas: ['E08000016'] } } })
    const { areas } = await coverage(
      both(['E08000016']),
      'areas { area { code } serviceCount caveats { code message } }',
    )
    expect(areas).toMatchObject([{ area: { code: 'E08000038' }, serviceCount: 1 }])
    expect(codesOf(areas[0].caveats)).toContain('AREA_RECODED')
  })

  it('10: counts a larger area from its services, not as a sum of its districts', async () => {
    const { coverage } = await start({
      devon: {
        services: [stated('a', [1], serving(DEVON)), stated('b', [1], serving(EXETER)), stated('c', [1])],
        feed: { areas: [DEVON] },
      },
    })
    const { areas, total } = await coverage(
      both([DEVON, EXETER, 'E07000046']),
      'areas { serviceCount caveats { code } } total { serviceCount }',
    )
    expect(areas.map(({ serviceCount }: { serviceCount: number }) => serviceCount)).toEqual([3, 2, 1])
    expect(total.serviceCount).toBe(3)
    expect(codesOf(areas[1].caveats)).toContain('PUBLISHER_AREA_WIDER')
    const byPublisher = await coverage(`${both([EXETER])} basis: PUBLISHER`, 'areas { serviceCount caveats { code } }')
    expect(byPublisher.areas[0].serviceCount).toBeNull()
  })

  it('11: names the feed that is missing, and says NO_DATA where it alone would say', async () => {
    const { coverage } = await start({
      bristol: { services: [stated('a', [1])], feed: { areas: [BRISTOL] } },
      somerset: { services: [], feed: { areas: [SOMERSET], name: 'North Somerset Online' } },
    })
    const { areas, matrix, caveats, feeds } = await coverage(
      both([BRISTOL, SOMERSET]),
      'feeds { feed { slug } state } areas { serviceCount caveats { code message } } matrix { cells { state serviceCount } } caveats { code feeds { slug } areas { code } }',
    )
    expect(feeds).toEqual([
      { feed: { slug: 'bristol' }, state: 'FRESH' },
      { feed: { slug: 'somerset' }, state: 'MISSING' },
    ])
    expect(areas[1].serviceCount).toBeNull()
    expect(matrix[0].cells).toEqual([
      { state: 'PRESENT', serviceCount: 1 },
      { state: 'NO_DATA', serviceCount: null },
    ])
    expect(areas[1].caveats[0]).toEqual({
      code: 'FEED_MISSING',
      message: 'Nothing is held of North Somerset Online, which should cover North Somerset.',
    })
    expect(caveats).toContainEqual({ code: 'FEED_MISSING', feeds: [{ slug: 'somerset' }], areas: [{ code: SOMERSET }] })
  })

  it('12: has no rate by an age band whose population is not known, and says so', async () => {
    const BELFAST = 'N09000003'
    const { coverage } = await start({ bristol: { services: [stated('a', [1])], feed: { areas: [BELFAST] } } })
    const { areas } = await coverage(
      `${both([BELFAST])} population: AGE_0_17`,
      'areas { serviceCount ratePer1000 { value } caveats { code } }',
    )
    expect(areas[0]).toMatchObject({ serviceCount: 1, ratePer1000: null })
    expect(codesOf(areas[0].caveats)).toContain('POPULATION_MISSING')
  })
})

import { describe, expect, it } from 'vitest'
import { both, BRISTOL, DEVON, EXETER, serving, SOMERSET, start, stated } from './coverage-kit.ts'

const CELLS = 'matrix { cells { state serviceCount unknownCount } } gaps(presentInShare: 0.5) { totalCount }'
const at = (latitude: number, longitude: number) => ({
  service_at_locations: [{ id: 's', location: { id: 'l', location_type: 'physical', latitude, longitude } }],
})
/** Exeter's own postcode, known by an import. */
const EXETER_POSTCODE = `pcds,lad25cd,lat,long\nEX1 1AA,${EXETER},50.725,-3.527\n`
const inExeter = {
  service_at_locations: [
    { id: 's', location: { id: 'l', location_type: 'physical', addresses: [{ id: 'a', postal_code: 'EX1 1AA' }] } },
  ],
}

describe('a term that no service has for certain', () => {
  it('is UNCERTAIN where a candidate does not state the fact asked for, and no gap', async () => {
    const { coverage } = await start({
      perhaps: { services: [stated('a', [1]), stated('b', [2])], feed: { areas: [BRISTOL] } },
      free: { services: [stated('c', [1], { fees: 'Free of charge' })], feed: { areas: [SOMERSET] } },
    })
    const { matrix, gaps } = await coverage(`${both([BRISTOL, SOMERSET])} where: { free: true }`, CELLS)
    expect(matrix[0].cells).toEqual([
      { state: 'UNCERTAIN', serviceCount: 0, unknownCount: 1 },
      { state: 'PRESENT', serviceCount: 1, unknownCount: 0 },
    ])
    expect(gaps.totalCount).toBe(0)
  })

  it('is UNCERTAIN by SERVES where services there declare no area, and ABSENT where there are none at all', async () => {
    const { coverage } = await start({
      undeclared: { services: [stated('a', [1]), stated('b', [2], serving(BRISTOL))], feed: { areas: [BRISTOL] } },
      declared: { services: [stated('c', [1], serving(SOMERSET))], feed: { areas: [SOMERSET] } },
      without: { services: [stated('d', [2], serving(EXETER))], feed: { areas: [EXETER] } },
    })
    const { matrix } = await coverage(`${both([BRISTOL, SOMERSET, EXETER])} basis: SERVES`, CELLS)
    expect(matrix[0].cells.map(({ state }: { state: string }) => state)).toEqual(['UNCERTAIN', 'PRESENT', 'ABSENT'])
  })

  it("is UNCERTAIN where a county's service without a place may be there", async () => {
    const { coverage } = await start({
      district: { services: [stated('a', [2])], feed: { areas: [EXETER] } },
      county: { services: [stated('b', [1])], feed: { areas: [DEVON] } },
    })
    const { matrix } = await coverage(both([EXETER]), CELLS)
    expect(matrix[0].cells).toEqual([{ state: 'UNCERTAIN', serviceCount: 0, unknownCount: 1 }])
  })

  it('is the same however the filter for feeds is nested', async () => {
    const { coverage } = await start({
      district: { services: [stated('a', [2])], feed: { areas: [EXETER] } },
      other: { services: [stated('b', [1])], feed: { areas: [BRISTOL] } },
    })
    for (const where of [
      '{ feeds: ["other"] }',
      '{ and: [{ feeds: ["other"] }] }',
      '{ or: [{ and: [{ feeds: ["other"] }] }] }',
      '{ not: { feeds: ["district"] } }',
    ]) {
      const { matrix } = await coverage(`${both([EXETER])} where: ${where}`, 'matrix { cells { state } }')
      expect(matrix[0].cells, where).toEqual([{ state: 'NO_DATA' }])
    }
  })
})

describe('a feed of a wider area', () => {
  it('makes nothing ABSENT in a part of which it lists hardly anything', async () => {
    const bristol = { services: [stated('b', [1])], feed: { areas: [BRISTOL] } }
    const few = await start(
      { county: { services: [stated('a', [2], inExeter)], feed: { areas: [DEVON] } }, bristol },
      EXETER_POSTCODE,
    )
    expect((await few.coverage(both([EXETER]), CELLS, [1, 2])).matrix).toMatchObject([
      { cells: [{ state: 'NO_DATA' }] },
      { cells: [{ state: 'PRESENT' }] },
    ])
    const many = Array.from({ length: 10 }, (_, index) => stated(`a${index}`, [2], inExeter))
    const much = await start({ county: { services: many, feed: { areas: [DEVON] } }, bristol }, EXETER_POSTCODE)
    expect((await much.coverage(both([EXETER]), CELLS)).matrix[0].cells).toMatchObject([{ state: 'ABSENT' }])
  })
})

describe('an area that feeds cover only in part', () => {
  it('has a count, and neither verdict nor rank', async () => {
    const { coverage } = await start({
      exeter: { services: [stated('a', [1], at(50.725, -3.527))], feed: { areas: [EXETER] } },
      bristol: { services: [stated('b', [1])], feed: { areas: [BRISTOL] } },
      somerset: { services: [stated('c', [1])], feed: { areas: [SOMERSET] } },
    })
    const { areas } = await coverage(
      both([DEVON, BRISTOL, SOMERSET]),
      'areas { serviceCount comparison { rank verdict comparators } }',
    )
    expect(areas[0]).toEqual({ serviceCount: 1, comparison: { rank: null, verdict: null, comparators: 2 } })
    expect(areas[1].comparison).toMatchObject({ verdict: expect.any(String), comparators: 1 })
  })
})

it('refuses a level beyond the depth of the scheme', async () => {
  const { gateway } = await start({ bristol: { services: [stated('a', [1])], feed: { areas: [BRISTOL] } } })
  const { errors } = await gateway.ask(
    `{ coverage(${both([BRISTOL])} rows: { level: { scheme: "esdServiceTypes", level: 4 } }) { asOf } }`,
  )
  expect(errors).toMatchObject([
    {
      message: '“esdServiceTypes” has no terms at level 4: its deepest level is 1.',
      extensions: { code: 'BAD_USER_INPUT', path: ['rows', 'level', 'level'] },
    },
  ])
})

it('leaves comparators that no feed covers out of a location quotient', async () => {
  const services = Array.from({ length: 6 }, (_, index) => stated(`a${index}`, [1], serving(BRISTOL, SOMERSET)))
  const { coverage } = await start({ bristol: { services, feed: { areas: [BRISTOL] } } })
  const { matrix } = await coverage(both([BRISTOL, SOMERSET]), 'matrix { cells { state locationQuotient } }')
  expect(matrix[0].cells).toEqual([
    { state: 'PRESENT', locationQuotient: 1 },
    { state: 'NO_DATA', locationQuotient: null },
  ])
})

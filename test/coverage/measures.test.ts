import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellStateOf } from '../../src/coverage/cell-state.ts'
import { compareRate, medianOf } from '../../src/coverage/comparison.ts'
import { countSites } from '../../src/coverage/count-sites.ts'
import { findGaps, type GapRow } from '../../src/coverage/gaps.ts'
import { poissonInterval, wilsonInterval } from '../../src/coverage/interval.ts'
import { ratePer1000, type Rate } from '../../src/coverage/rate.ts'

describe('intervals', () => {
  it.each([
    [0, 0, 3.6889],
    [1, 0.0253, 5.5716],
    [5, 1.6235, 11.6683],
    [9, 4.1154, 17.0848],
    // From 10 on Byar's approximation; the exact ones are 4.7954 to 18.3904 and 81.3640 to 121.6272.
    [10, 4.7875, 18.3917],
    [100, 81.3623, 121.6286],
  ])('of a count of %i are %f to %f', (count, low, high) => {
    const interval = poissonInterval(count)
    expect(interval.low).toBeCloseTo(low, 2)
    expect(interval.high).toBeCloseTo(high, 2)
  })
  it.each([
    [0, 10, 0, 0.2775],
    [5, 10, 0.2366, 0.7634],
    [10, 10, 0.7225, 1],
    [81, 263, 0.2553, 0.3662],
  ])('of the share %i of %i are %f to %f', (numerator, denominator, low, high) => {
    const interval = wilsonInterval(numerator, denominator)
    expect(interval?.low).toBeCloseTo(low, 4)
    expect(interval?.high).toBeCloseTo(high, 4)
  })
  it('hold the value and never leave what is possible', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (a, b) => {
        const [numerator, denominator] = [Math.min(a, b), Math.max(a, b)]
        const { low, high } = poissonInterval(a)
        expect(low).toBeLessThanOrEqual(a)
        expect(high).toBeGreaterThan(a)
        const share = wilsonInterval(numerator, denominator)
        expect(share === undefined).toBe(denominator === 0)
        if (share === undefined) return
        expect(share.low).toBeGreaterThanOrEqual(0)
        expect(share.low).toBeLessThanOrEqual(numerator / denominator)
        expect(share.high).toBeGreaterThanOrEqual(numerator / denominator)
        expect(share.high).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('the state of a cell', () => {
  it.each([
    [3, 0, 'WHOLE', 0.1, 'PRESENT'],
    [3, 2, 'PART', undefined, 'PRESENT'],
    [3, 0, 'NONE', 1, 'NO_DATA'],
    [0, 0, 'WHOLE', 0.8, 'ABSENT'],
    [0, 1, 'WHOLE', 0.8, 'UNCERTAIN'],
    [0, 1, 'WHOLE', 0.1, 'UNCERTAIN'],
    [0, 1, 'PART', 1, 'UNCERTAIN'],
    [0, 1, 'NONE', 1, 'NO_DATA'],
    [0, 0, 'WHOLE', 0.79, 'NOT_CLASSIFIED'],
    [0, 0, 'WHOLE', undefined, 'NOT_CLASSIFIED'],
    [0, 0, 'PART', 1, 'NO_DATA'],
    [0, 0, 'NONE', 1, 'NO_DATA'],
  ] as const)(
    'of %i services for certain and %i more that may count, covered %s, classified %s is %s',
    (services, more, reach, taxonomyCoverage, state) => {
      expect(cellStateOf({ services, mayCount: () => more, reach, taxonomyCoverage, classifiedShare: 0.8 })).toBe(state)
    },
  )
})

describe('comparison', () => {
  const rate = (services: number, people = 100_000): Rate | undefined =>
    ratePer1000(services, { value: people, year: 2024, band: 'ALL' })
  const rates = new Map([
    ['a', rate(10)],
    ['b', rate(100)],
    ['c', rate(110)],
    ['d', rate(300)],
    ['e', undefined],
  ])
  it('ranks only where no interval overlaps, and judges against the median', () => {
    expect(compareRate('a', rates.get('a'), rates)).toEqual({ comparators: 3, median: 1.1, verdict: 'LOWER', rank: 4 })
    expect(compareRate('b', rates.get('b'), rates)).toEqual({ comparators: 3, median: 1.1, verdict: 'SIMILAR' })
    expect(compareRate('d', rates.get('d'), rates)).toEqual({
      comparators: 3,
      median: 1,
      verdict: 'HIGHER',
      rank: 1,
    })
  })
  it('says nothing of an area without a rate', () => {
    expect(compareRate('e', undefined, rates)).toEqual({ comparators: 4, median: 1.05 })
    expect(compareRate('a', rate(10), new Map())).toEqual({ comparators: 0 })
  })
  it('leaves the area itself out of its comparators', () => {
    expect(compareRate('a', rate(10), new Map([['a', rate(10)]]))).toEqual({ comparators: 0 })
  })
  it('judges no area that feeds hold only in part', () => {
    expect(compareRate('a', rates.get('a'), rates, false)).toEqual({ comparators: 3, median: 1.1 })
  })
  it.each([
    [[], undefined],
    [[3], 3],
    [[9, 1, 2], 2],
    [[4, 1, 2, 9], 3],
  ])('takes the middle of %j: %s', (values, median) => expect(medianOf(values)).toBe(median))
})

describe('gaps', () => {
  const STATES = { P: 'PRESENT', A: 'ABSENT', U: 'UNCERTAIN', N: 'NO_DATA', C: 'NOT_CLASSIFIED' } as const
  const row = (term: string, states: string, medianRate?: number): GapRow => ({
    term,
    states: new Map(states.split('').map((letter, at) => [`E${at}`, STATES[letter as keyof typeof STATES]])),
    medianRateWithout: () => medianRate,
  })
  const rows = [
    row('few', 'APAAA'),
    row('half', 'APPPA', 0.2),
    row('most', 'APPPP', 0.1),
    row('frequent', 'APPPA', 0.9),
    row('blind', 'CPPPN'),
    row('perhaps', 'UPPPP'),
  ]
  const all = ['E0', 'E1', 'E2', 'E3', 'E4']
  it('are ABSENT here and PRESENT in at least the share of those for which it is known, the commonest first', () => {
    expect(
      findGaps(rows, ['E0'], all, 0.6).map(({ term, presentIn }) => [term, presentIn.numerator, presentIn.denominator]),
    ).toEqual([
      ['most', 4, 4],
      ['frequent', 3, 4],
      ['half', 3, 4],
    ])
  })
  it('leave comparators of which it is not known out of the denominator', () => {
    expect(findGaps([row('x', 'APNNC')], ['E0'], all, 0.5)).toMatchObject([
      { presentIn: { numerator: 1, denominator: 1 } },
    ])
    expect(findGaps([row('x', 'APAUU')], ['E0'], all, 0.5)).toMatchObject([
      { presentIn: { numerator: 1, denominator: 2 } },
    ])
  })
  it('never count the area itself among its comparators', () => {
    expect(findGaps([row('x', 'AAPPP')], ['E0', 'E1'], all, 0.7)).toMatchObject([
      { area: 'E0', presentIn: { numerator: 3, denominator: 4 } },
      { area: 'E1', presentIn: { numerator: 3, denominator: 4 } },
    ])
    expect(findGaps([row('x', 'ANNCC')], ['E0'], ['E1', 'E2', 'E3', 'E4'], 0)).toEqual([])
  })
})

describe('sites', () => {
  it.each([
    ['the same UPRN', [{ uprn: '100' }, { uprn: '100', address: '1 high st', postcode: 'WX1 1AA' }], 1],
    [
      'the same address and postcode',
      [
        { address: '1 high st', postcode: 'WX1 1AA' },
        { address: '1 high st', postcode: 'WX1 1AA' },
      ],
      1,
    ],
    [
      'one address in two postcodes',
      [
        { address: '1 high st', postcode: 'WX1 1AA' },
        { address: '1 high st', postcode: 'WX2 1AA' },
      ],
      2,
    ],
    [
      '22 metres and one number',
      [
        { latitude: 54.8, longitude: 1, premise: '4' },
        { latitude: 54.8002, longitude: 1, premise: '4' },
      ],
      1,
    ],
    [
      '22 metres and two numbers',
      [
        { latitude: 54.8, longitude: 1, premise: '4' },
        { latitude: 54.8002, longitude: 1, premise: '6' },
      ],
      2,
    ],
    [
      '33 metres and one number',
      [
        { latitude: 54.8, longitude: 1, premise: '4' },
        { latitude: 54.8003, longitude: 1, premise: '4' },
      ],
      2,
    ],
    [
      '24 metres east and one number',
      [
        { latitude: 54.8, longitude: 1, premise: '4' },
        { latitude: 54.8, longitude: 1.00037, premise: '4' },
      ],
      1,
    ],
    [
      'one number and postcode, none with a point',
      [
        { address: '4 high st', premise: '4', postcode: 'WX1 1AA' },
        { address: '4 high street flat b', premise: '4', postcode: 'WX1 1AA' },
        { address: '6 high st', premise: '6', postcode: 'WX1 1AA' },
        { address: '4 low st', premise: '4', postcode: 'WX1 1AB' },
      ],
      3,
    ],
    [
      'one number and postcode, one of them without a point',
      [
        { address: '4 high street hall', premise: '4', postcode: 'WX1 1AA' },
        { latitude: 54.8, longitude: 1, address: '4 high st', premise: '4', postcode: 'WX1 1AA' },
        { latitude: 54.9, longitude: 1, address: '4 the mews', premise: '4', postcode: 'WX1 1AA' },
      ],
      2,
    ],
    [
      'a postcode alone, which is one place however often, and none with a number',
      [{ postcode: 'WX1 1AA' }, { postcode: 'WX1 1AA' }, { address: '4 high st', premise: '4', postcode: 'WX1 1AA' }],
      2,
    ],
    [
      'half a postcode, in which a number says nothing',
      [
        { address: '4 high st', premise: '4', postcode: 'WX1' },
        { address: '4 low st', premise: '4', postcode: 'WX1' },
        { address: '4 high st', premise: '4', postcode: 'WX1' },
      ],
      2,
    ],
    ['nothing known', [{}, {}], 0],
    [
      'a chain of likenesses',
      [{ uprn: '1', address: 'x', postcode: 'y' }, { uprn: '2', address: 'x', postcode: 'y' }, { uprn: '2' }],
      1,
    ],
  ])('with %s', (_, sites, expected) => {
    expect(countSites(sites.map((site, at) => ({ record: at, location: at, ...site })))).toBe(expected)
  })
})

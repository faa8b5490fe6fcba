import { describe, expect, it } from 'vitest'
import { judgeFilterHonesty } from '../../src/quality/judge-filter-honesty.ts'
import type { FilterObservation, FilterProbe } from '../../src/model/feed-observations.ts'

const hit: FilterProbe = { status: 200, returned: 12, found: true }
const miss: FilterProbe = { status: 200, returned: 12, found: false }
const nothing: FilterProbe = { status: 200, returned: 0, found: false }
const all: FilterProbe = { status: 200, returned: 818, found: true }
const refused: FilterProbe = { status: 500, found: false }
const ten = (probe: FilterProbe, ...rest: readonly FilterProbe[]): readonly FilterProbe[] => [
  ...Array.from({ length: 10 - rest.length }, () => probe),
  ...rest,
]

describe('a filter', () => {
  it.each<readonly [string, Omit<FilterObservation, 'parameter'>, string, number | undefined]>([
    [
      'finds each by its own value and nothing by an impossible one',
      { probes: ten(hit), impossible: nothing },
      'HONOURED',
      1,
    ],
    ['misses one in ten', { probes: ten(hit, miss), impossible: nothing }, 'HONOURED', 0.9],
    ['misses two in ten', { probes: ten(hit, miss, miss), impossible: nothing }, 'BREAKS', 0.8],
    ['finds all by an impossible value', { probes: ten(all), impossible: all, unfiltered: 818 }, 'IGNORED', 1],
    ['finds nothing by any value', { probes: ten(nothing), impossible: nothing }, 'BREAKS', 0],
    ['is refused', { probes: ten(refused), impossible: refused }, 'ERROR', undefined],
    ['is refused for an impossible value alone', { probes: ten(hit), impossible: { status: 400 } }, 'HONOURED', 1],
    [
      'fails for an impossible value, but narrows',
      { probes: ten(hit), impossible: refused, unfiltered: 818 },
      'HONOURED',
      1,
    ],
    ['does not narrow, and no impossible value was asked', { probes: ten(all), unfiltered: 818 }, 'IGNORED', 1],
    ['cannot be asked to narrow', { probes: ten(hit) }, 'UNTESTED', 1],
    [
      'finds all by an impossible value, each record out of sight',
      { probes: [], impossible: all },
      'IGNORED',
      undefined,
    ],
    [
      'finds nothing by an impossible value, each record out of sight',
      { probes: [], impossible: nothing },
      'UNTESTED',
      undefined,
    ],
    ['was not asked', { probes: [] }, 'UNTESTED', undefined],
  ])('that %s', (_, observation, result, recall) => {
    expect(judgeFilterHonesty([{ parameter: 'postcode', ...observation }])).toEqual([
      { parameter: 'postcode', result, ...(recall === undefined ? {} : { recall }) },
    ])
  })
})

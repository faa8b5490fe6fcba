import { describe, expect, it } from 'vitest'
import type { HistoryReader, ObservedRow } from '../../src/catalogue/history/history-reader.ts'
import { readSeries } from '../../src/coverage/area-series.ts'
import { createTrends } from '../../src/coverage/trend.ts'
import type { Area } from '../../src/geography/area.ts'
import { createGazetteer } from '../../src/geography/gazetteer.ts'
import { ANY_TERM_KEY, type KeptObservation, type ObservedCount, schemeKeyOf } from '../../src/model/observation.ts'
import { createFakeCatalogue } from '../graphql/fake-catalogue.ts'

const [SCHEME, TERM] = ['https://terms.example', 'https://terms.example/1']
const WHOLE = { publisher: 'WHOLE', others: 'WHOLE' } as const

function area(code: string, successors: readonly string[] = []): Area {
  return { ...{ code, name: `Town ${code}`, otherNames: [], parents: [] }, type: 'DISTRICT', successors }
}

function row(observed: number, services: number, more: Partial<ObservedRow> = {}): ObservedRow {
  const count: ObservedCount = { services, records: services, serves: 0, located: 0, publisher: services, possible: 0 }
  return { observed, counts: { AVAILABLE: count, SERVES: count, LOCATED: count, PUBLISHER: count }, ...more }
}

const LOOKS = [1, 2, 3, 4].map((id): KeptObservation => {
  const rules = { matching: 'm', placing: 'p', coverage: 'c' }
  return {
    id,
    at: `2026-0${id}-15T06:00:00.000Z`,
    generation: id,
    frame: { feeds: [], rules, geography: 'g', terms: 't', decisions: 'd' },
  }
})

/** A history of these rows by area and key; the scheme was known from a look on. */
function historyOf(rows: Readonly<Record<string, Readonly<Record<string, readonly ObservedRow[]>>>>, since = 1) {
  const history: HistoryReader = {
    ...createFakeCatalogue().reader.history,
    observations: () => LOOKS,
    countedSince: (keys) => new Map(keys.filter((key) => key === schemeKeyOf(SCHEME)).map((key) => [key, since])),
    rowsOf: (code, keys) => new Map(Object.entries(rows[code] ?? {}).filter(([key]) => keys.includes(key))),
  }
  return history
}

const counts = (services: readonly [look: number, services: number][]) => ({
  [ANY_TERM_KEY]: services.map(([look, each]) => row(look, each, { reach: WHOLE })),
})

function seriesOf(code: string, areas: readonly Area[], history: HistoryReader) {
  return readSeries(code, { history, gazetteer: createGazetteer(areas), terms: [TERM], scheme: SCHEME, upTo: 4 })
}

describe('a series', () => {
  it('stands from one row until the next, and is not known before the first', () => {
    const series = seriesOf(
      'A',
      [area('A')],
      historyOf({
        A: counts([
          [2, 5],
          [4, 7],
        ]),
      }),
    )
    expect([1, 2, 3, 4].map((look) => series.reachAt(look)?.others)).toEqual([undefined, 'WHOLE', 'WHOLE', 'WHOLE'])
    expect([2, 3, 4].map((look) => series.countAt(ANY_TERM_KEY, 'AVAILABLE', look)?.services)).toEqual([5, 5, 7])
    expect([2, 3, 4].map((look) => series.isChangedAt(ANY_TERM_KEY, look))).toEqual([true, false, true])
  })

  it('counts none under a term of a scheme that was known, and nothing before it was', () => {
    const series = seriesOf('A', [area('A')], historyOf({ A: counts([[1, 5]]) }, 3))
    expect([1, 2, 3, 4].map((look) => series.countAt(TERM, 'AVAILABLE', look)?.services)).toEqual([
      undefined,
      undefined,
      0,
      0,
    ])
  })

  it('goes on from the area whose code alone it took', () => {
    const areas = [area('A', ['B']), area('B')]
    const series = seriesOf('B', areas, historyOf({ A: counts([[1, 5]]), B: counts([[3, 6]]) }))
    expect([1, 2, 3].map((look) => series.countAt(ANY_TERM_KEY, 'AVAILABLE', look)?.services)).toEqual([5, 5, 6])
    expect(series.recoded).toEqual({ look: 3, from: ['A'] })
  })

  it.each([
    ['put together of several', [area('A', ['C']), area('B', ['C']), area('C')]],
    ['a part of one that was divided', [area('A', ['B', 'C']), area('B'), area('C')]],
  ])('adds nothing up for an area that was %s', (_what, areas) => {
    const series = seriesOf('C', areas, historyOf({ A: counts([[1, 5]]), C: counts([[3, 9]]) }))
    expect(series.reachAt(2)).toBeUndefined()
    expect(series.recoded).toEqual({ look: 3, from: ['A'] })
  })
})

it('a trend marks where an area was recoded, and states no change across it', () => {
  const areas = [area('A', ['B']), area('B')]
  const selected = { areas: [area('B')], recoded: [] }
  const source = {
    figures: createFakeCatalogue().reader.figures,
    history: historyOf({
      A: counts([[1, 5]]),
      B: counts([
        [3, 6],
        [4, 8],
      ]),
    }),
    gazetteer: createGazetteer(areas),
    ...{ feeds: [], smallAreas: [], smallAreasIn: () => [] },
  }
  const months = LOOKS.map(({ at }) => ({ from: `${at.slice(0, 7)}-01`, to: `${at.slice(0, 7)}-28` }))
  const [trend] = createTrends(
    {
      ...{ filter: {}, unknowns: 'EXCLUDE', basis: 'AVAILABLE', selected, comparators: [] },
      ...{ rows: [], schemes: [SCHEME], schemeTerms: [], band: 'ALL', classifiedShare: 0.8, today: '2026-05-01' },
    },
    source,
    months,
  )
  const shown = trend?.points.map(({ count, change, breaks }) => [
    count?.services,
    change,
    breaks.map(({ kind }) => kind),
  ])
  expect(shown).toEqual([
    [5, undefined, []],
    [5, 0, []],
    [6, undefined, ['AREA_RECODED']],
    [8, 2, []],
  ])
  expect(trend?.points[2]?.breaks[0]?.message).toBe('Town B (B) took the place of Town A (A).')
})

import type { HistoryReader, ObservedRow } from '../../../src/catalogue/history/history-reader.ts'
import type { CoverageQuestion } from '../../../src/coverage/coverage-question.ts'
import { createTrends } from '../../../src/coverage/trend.ts'
import { intervalsBetween } from '../../../src/coverage/trend-intervals.ts'
import type { Area } from '../../../src/geography/area.ts'
import { createGazetteer } from '../../../src/geography/gazetteer.ts'
import { EXAMPLE_TABLES } from '../../../src/model/definitions/example-tables.ts'
import {
  ANY_TERM_KEY,
  type KeptObservation,
  type ObservedCount,
  type ObservedCounts,
  schemeKeyOf,
} from '../../../src/model/observation.ts'
import { createFakeCatalogue } from '../../graphql/fake-catalogue.ts'

const [CODE, SCHEME, TERM] = ['E06999999', 'https://terms.example', 'https://terms.example/lunch-clubs']
const AMBLEBY: Area = { code: CODE, name: 'Ambleby', otherNames: [], type: 'DISTRICT', parents: [], successors: [] }

const LOOKED = EXAMPLE_TABLES.looks.rows.flatMap((row) => ('looked' in row ? [row] : []))
const LOOKS = LOOKED.map(({ looked, feeds, matching }, at): KeptObservation => {
  const frame = {
    feeds: feeds.split(' ').map((slug) => ({
      ...{ slug, name: slug, areas: [CODE], readBy: 'read/1', readWith: '' },
      state: 'FRESH' as const,
    })),
    rules: { matching, placing: 'place/1', coverage: 'coverage/1' },
    ...{ geography: '', terms: '', decisions: '' },
  }
  return { id: at + 1, at: `${looked}T06:00:00.000Z`, generation: at, frame }
})

function countsOf(services: number): ObservedCounts {
  const count: ObservedCount = { services, records: services, serves: 0, located: services, publisher: 0, possible: 0 }
  return { AVAILABLE: count, SERVES: count, LOCATED: count, PUBLISHER: count }
}

const ROWS = LOOKED.map(({ services }, at): ObservedRow => ({
  observed: at + 1,
  counts: countsOf(services),
  reach: { publisher: 'WHOLE', others: 'WHOLE' },
}))
const HISTORY: HistoryReader = {
  ...createFakeCatalogue().reader.history,
  observations: () => LOOKS,
  countedSince: (keys) => new Map(keys.map((key) => [key, 1])),
  rowsOf: () => new Map([ANY_TERM_KEY, schemeKeyOf(SCHEME), TERM].map((key) => [key, ROWS])),
}
const QUESTION: CoverageQuestion = {
  ...{ filter: {}, unknowns: 'EXCLUDE', basis: 'AVAILABLE' },
  selected: { areas: [AMBLEBY], recoded: [] },
  comparators: [],
  rows: [TERM],
  schemes: [SCHEME],
  schemeTerms: [],
  ...{ band: 'ALL', classifiedShare: 0.8, today: '2026-12-31' },
}

/** M31 over the example's looks, by the gateway's own functions. */
export function trendOfExample() {
  const source = {
    figures: createFakeCatalogue().reader.figures,
    history: HISTORY,
    gazetteer: createGazetteer([AMBLEBY]),
    feeds: [],
    smallAreas: [],
    smallAreasIn: () => [],
  }
  const [, lunchClubs] = createTrends(QUESTION, source, intervalsBetween('2026-01-01', '2026-12-31', 'MONTH'))
  const points = lunchClubs?.points ?? []
  const month = (day: string): string => day.slice(0, 7)
  return {
    changes: points
      .flatMap(({ change }) => (change === undefined ? [] : [change > 0 ? `+${change}` : String(change)]))
      .join(' '),
    noData: points.flatMap(({ state, from }) => (state === 'NO_DATA' ? [month(from)] : [])).join(' '),
    breaks: points.flatMap(({ breaks, from }) => breaks.map(({ kind }) => `${month(from)} ${kind}`)).join(', '),
    low: points[0]?.interval?.low,
    high: points[0]?.interval?.high,
  }
}

import type { FigureDefinition } from './figure-definition.ts'

/** The definitions of figures over time. */
export const TREND_DEFINITIONS = [
  {
    id: 'M31',
    name: 'trend',
    definition:
      'M2 of an area, a term and a basis over time: each interval has what its last look counted, or no data where nobody looked. A change is stated only where nothing besides the world changed between the two looks. A break says what did: a feed came, went or is read otherwise, more of its records are held in full, the area was recoded, records are matched or placed by other rules, geography or decisions, terms or mappings are others, figures are defined otherwise, rates are per other people. The last bears on rates alone: every rate of a trend is per the people of now, so that none changes by another estimate, and a change of the count across it is stated.',
    numerator: 'M2 at the last look of the interval; change: less that of the interval before',
    denominator: 'not divided; ratePer1000 is of the people of now in every interval',
    interval: '95 %, of the count: exact below 10 services, Byar’s approximation from 10 on; of a rate as for M7',
    source:
      'the counts of each area, term and basis at each look: daily, and by `history record`; kept whenever they change, never rewritten',
    pitfalls: [
      'No look is no data: it is neither zero nor the value before, and nothing is put between two values.',
      'Between two looks a break and the world may both have changed a count: how much each did is not known, so no change is stated.',
      '`isStale` says that older data was counted: what happened meanwhile shows when the feed is read again.',
    ],
    example: {
      table: 'looks',
      working:
        'Changes are known for February, April, September, October and December. None is stated for January, the first; March, since shire came; May to July, for want of looks; August, since records are matched by match/2; November, since shire went.',
      results: {
        changes: '+1 0 0 -2 +1',
        noData: '2026-05 2026-06',
        breaks: '2026-03 FEED_CAME, 2026-08 MATCHING_CHANGED, 2026-11 FEED_WENT',
        low: 1.0899,
        high: 10.2416,
      },
    },
    fields: {
      'Coverage.trend':
        'How the counts of the areas changed: for each area all its services unless `allServices` is false, then those under each term of `rows`. At most 400 intervals and 100,000 points. Counts are kept by area, term and basis alone: `where` is refused, or has no trends where `onlyKept`.',
      'TrendPoint.change':
        'How many services more, or fewer, than at the point before. Null where a break lies between (POPULATIONS_CHANGED alone is of rates, and hides none), and where either has no data: what our own rules change is no change in the world.',
    },
  },
] as const satisfies readonly FigureDefinition[]

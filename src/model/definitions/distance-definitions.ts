import type { FigureDefinition } from './figure-definition.ts'

const PLACES =
  'small areas that were imported (centre, people, decile), and the measured points of places that pass the filter in any feed'
const STRAIGHT = 'Distances are in straight lines, not by road or bus: STRAIGHT_LINE.'

/** How far people live from services (docs/figures.md 2.3). */
export const DISTANCE_DEFINITIONS = [
  {
    id: 'M14',
    name: 'distanceToNearest',
    definition:
      'For each small area, straight metres from its centre to the nearest place that passes the filter, inside or outside the area asked about; the mean, median and 90th percentile weighted by population. Places known by postcode or outcode alone are left out.',
    numerator: 'Σ people · metres',
    denominator: 'Σ people of the small areas from which a place is reached',
    source: PLACES,
    pitfalls: [STRAIGHT, 'Near the border of what feeds cover, the nearest place may lie beyond: EDGE_OF_FEEDS.'],
    example: {
      table: 'smallAreas',
      working: '20,000 people; Σ people · metres is 66.5 million. The 10,000th lives in A6, the 18,000th in A10.',
      results: { meanMetres: 3325, medianMetres: 2500, p90Metres: 6000 },
    },
    fields: {
      'AreaCoverage.distance':
        'How far its people live from the nearest site. Null where no small areas were imported.',
      'DistanceFigures.meanMetres': 'The mean over all people. Null where there is no site.',
      'DistanceFigures.medianMetres': 'The median over all people. Null where there is no site.',
      'DistanceFigures.p90Metres': 'Nine in ten people live at most so far. Null where there is no site.',
    },
  },
  {
    id: 'M15',
    name: 'populationWithin',
    definition: 'The share of people who live in small areas whose centre is at most so many metres from a place.',
    numerator: 'people of small areas within the distance',
    denominator: 'people of all small areas of the area',
    interval: '95 %, Wilson’s',
    source: PLACES,
    pitfalls: [STRAIGHT, 'A small area is within or beyond as a whole, by its centre.'],
    example: {
      table: 'smallAreas',
      working: 'Within 2,000 m: A1 to A5, 8,000 of 20,000.',
      results: { numerator: 8000, denominator: 20_000, value: 0.4 },
    },
    fields: { 'DistanceFigures.populationWithin': 'The share of people who live at most so far.' },
  },
  {
    id: 'M16',
    name: 'deserts',
    definition:
      'The small areas farther away than so many metres, the farthest first; those of deprivation deciles 1 to 3 apart.',
    numerator: 'small areas beyond the distance, or with no place at all',
    source: PLACES,
    pitfalls: [STRAIGHT],
    example: {
      table: 'smallAreas',
      working: 'Beyond 5,500 m: A12, A11 and A10, of which A11 is of decile 3.',
      results: { deserts: 'A12 A11 A10', deprived: 'A11' },
    },
    fields: { 'DistanceFigures.deserts': 'The small areas that lie farther, the farthest first.' },
  },
  {
    id: 'M17',
    name: 'rateByDeprivation',
    definition:
      'Services at places per 1,000 people by the deprivation decile of the place’s small area, which is the one with the nearest centre.',
    numerator: 'services with a place in small areas of the decile; in each decile once',
    denominator: 'people of the small areas of the decile',
    interval: '95 %, as for M7',
    source: PLACES,
    pitfalls: ['A place in a deprived area serves others too: this is where services are, not whom they reach.'],
    example: {
      table: 'smallAreas',
      working:
        'All six services are at the place, in A1: 6 for the 3,000 people of decile 1, none for the 4,000 of decile 2.',
      results: { decile1: 2, decile2: 0, deciles: 9 },
    },
    fields: {
      'DistanceFigures.rateByDeprivation':
        'Services located here by the deprivation of where they are. Empty where that is not known.',
    },
  },
] as const satisfies readonly FigureDefinition[]

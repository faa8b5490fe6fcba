import type { ExampleTable } from './example-tables.ts'

/** Looks at one town's services of a term, by month. */
export const EXAMPLE_LOOKS = {
  title: 'Looks at the lunch clubs of Ambleby',
  note: 'The last look of each month from January to December 2026: which feeds were counted, by which rules records were matched, and how many services there were. In May and June the gateway did not run.',
  columns: {
    month: 'Month',
    looked: 'Last look',
    feeds: 'Feeds counted',
    matching: 'Matching by',
    services: 'Services',
  },
  rows: [
    { month: '2026-01', looked: '2026-01-31', feeds: 'north', matching: 'match/1', services: 4 },
    { month: '2026-02', looked: '2026-02-28', feeds: 'north', matching: 'match/1', services: 5 },
    { month: '2026-03', looked: '2026-03-31', feeds: 'north shire', matching: 'match/1', services: 9 },
    { month: '2026-04', looked: '2026-04-30', feeds: 'north shire', matching: 'match/1', services: 9 },
    { month: '2026-05' },
    { month: '2026-06' },
    { month: '2026-07', looked: '2026-07-31', feeds: 'north shire', matching: 'match/1', services: 11 },
    { month: '2026-08', looked: '2026-08-31', feeds: 'north shire', matching: 'match/2', services: 8 },
    { month: '2026-09', looked: '2026-09-30', feeds: 'north shire', matching: 'match/2', services: 8 },
    { month: '2026-10', looked: '2026-10-31', feeds: 'north shire', matching: 'match/2', services: 6 },
    { month: '2026-11', looked: '2026-11-30', feeds: 'north', matching: 'match/2', services: 3 },
    { month: '2026-12', looked: '2026-12-31', feeds: 'north', matching: 'match/2', services: 4 },
  ],
} as const satisfies ExampleTable

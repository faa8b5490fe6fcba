import { expect, it } from 'vitest'

import type { FeedStanding } from '../../src/catalogue/catalogue-reader.ts'
import { describeProgress } from '../../src/cli/show-progress.ts'

const NOTHING: FeedStanding = { slug: 'northam', state: 'MISSING', services: 0, consecutiveFailures: 0 }

it.each<[what: string, standings: FeedStanding[], lines: string]>([
  ['nothing yet', [NOTHING], '0 of 1 feeds listed to their end, 0 services, 0 % in full detail.'],
  [
    'details still to come',
    [
      { ...NOTHING, state: 'FRESH', services: 30, detailedShare: 1 },
      { ...NOTHING, state: 'PARTIAL', services: 10 },
    ],
    '1 of 2 feeds listed to their end, 40 services, 75 % in full detail.',
  ],
  [
    'a feed that fails',
    [{ ...NOTHING, consecutiveFailures: 1, lastErrorMessage: 'The host name is not known.' }],
    '0 of 1 feeds listed to their end, 0 services, 0 % in full detail.\n  northam: The host name is not known.',
  ],
])('progress reports %s', (_what, standings, lines) => {
  expect(describeProgress(standings).join('\n')).toBe(lines)
})

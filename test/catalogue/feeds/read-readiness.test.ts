import { expect, it } from 'vitest'
import { failingFeeds } from '../../../src/catalogue/feeds/read-readiness.ts'

it.each([
  ['MISSING', 0, false],
  ['MISSING', 1, true],
  ['PARTIAL', 0, false],
  ['PARTIAL', 1, true],
  ['FRESH', 0, false],
  ['FRESH', 1, true],
  ['STALE', 0, true],
  ['STALE', 2, true],
] as const)('a feed that is %s after %i failures: counts as failing: %s', (state, consecutiveFailures, isFailing) => {
  const standing = { slug: 'north', state, services: 0, consecutiveFailures }
  expect(failingFeeds([standing])).toStrictEqual(isFailing ? [{ feed: 'north', state }] : [])
})

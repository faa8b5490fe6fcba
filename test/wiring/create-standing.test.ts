import { expect, it } from 'vitest'

import type { FeedStanding } from '../../src/catalogue/catalogue-reader.ts'
import { createStanding } from '../../src/wiring/create-standing.ts'
import { NO_TAXONOMIES } from '../../src/taxonomy/files/taxonomy-set.ts'
import { testConfig, testFeed } from '../gateway/start-gateway.ts'

const FEED = testFeed('north', 'http://127.0.0.1:1')
const FRESH: FeedStanding = { slug: 'north', state: 'FRESH', services: 3, consecutiveFailures: 0 }
const BASE = {
  config: testConfig([FEED]),
  counting: [FEED],
  geography: 'a',
  taxonomies: NO_TAXONOMIES,
  standings: [FRESH],
  generation: '7',
  atMs: 300_000,
}

function markOf(changed: Partial<typeof BASE>): string {
  const { config, counting, taxonomies, standings, generation, geography, atMs } = { ...BASE, ...changed }
  return createStanding({
    config,
    counting,
    taxonomies,
    standings: () => standings,
    generation: () => generation,
    geographyVersion: () => geography,
    now: () => atMs,
  })()
}

it.each<[what: string, changed: Partial<typeof BASE>, isEqual: boolean]>([
  ['in another process', {}, true],
  ['within five minutes', { atMs: 599_999 }, true],
  ['after them', { atMs: 600_000 }, false],
  ['once a feed stands otherwise', { standings: [{ ...FRESH, state: 'STALE' }] }, false],
  ['under another configuration', { config: testConfig([{ ...FEED, publisher: 'Another' }]) }, false],
  ['before its feeds count', { counting: [] }, false],
  ['with other people in its areas', { geography: 'b' }, false],
  ['under other mappings of terms', { taxonomies: { ...NO_TAXONOMIES, proposeByLabel: true } }, false],
])('the mark of what decides answers %s: equal or not', (_what, changed, isEqual) => {
  expect(markOf(changed) === markOf({})).toBe(isEqual)
})

it('is worked out once a second while the generation stands', () => {
  let worked = 0
  let now = 0
  const standings = () => {
    worked += 1
    return [FRESH]
  }
  const mark = createStanding({
    ...{ ...BASE, standings, now: () => now },
    generation: () => '7',
    geographyVersion: () => 'a',
  })
  for (now = 0; now < 2_000; now += 250) mark()
  expect(worked).toBe(2)
})

it('is another at once where other people are taken up within the second', () => {
  let geography = 'a'
  const mark = createStanding({
    ...{ ...BASE, standings: () => [FRESH], now: () => 0 },
    generation: () => '7',
    geographyVersion: () => geography,
  })
  const before = mark()
  geography = 'b'
  expect(mark()).not.toBe(before)
})

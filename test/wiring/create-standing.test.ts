import { expect, it } from 'vitest'

import type { FeedStanding } from '../../src/catalogue/catalogue-reader.ts'
import { createStanding } from '../../src/wiring/create-standing.ts'
import { NO_TAXONOMIES } from '../../src/taxonomy/files/taxonomy-set.ts'
import { testConfig, testFeed } from '../gateway/start-gateway.ts'

const FEED = testFeed('north', 'http://127.0.0.1:1')
const FRESH: FeedStanding = { slug: 'north', state: 'FRESH', services: 3, consecutiveFailures: 0 }
const BASE = {
  config: testConfig([FEED]),
  taxonomies: NO_TAXONOMIES,
  standings: [FRESH],
  generation: '7',
  atMs: 300_000,
}

function markOf(changed: Partial<typeof BASE>): string {
  const { config, taxonomies, standings, generation, atMs } = { ...BASE, ...changed }
  return createStanding({
    config,
    taxonomies,
    standings: () => standings,
    generation: () => generation,
    now: () => atMs,
  })()
}

it.each<[what: string, changed: Partial<typeof BASE>, isEqual: boolean]>([
  ['in another process', {}, true],
  ['within five minutes', { atMs: 599_999 }, true],
  ['after them', { atMs: 600_000 }, false],
  ['once a feed stands otherwise', { standings: [{ ...FRESH, state: 'STALE' }] }, false],
  ['under another configuration', { config: testConfig([{ ...FEED, publisher: 'Another' }]) }, false],
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
  const mark = createStanding({ ...BASE, standings, generation: () => '7', now: () => now })
  for (now = 0; now < 2_000; now += 250) mark()
  expect(worked).toBe(2)
})

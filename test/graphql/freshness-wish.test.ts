import { expect, it } from 'vitest'
import { readFreshnessWish } from '../../src/graphql/freshness-wish.ts'

it.each([
  [undefined, undefined],
  ['', undefined],
  ['max-age=60', 60_000],
  ['MAX-AGE="60"', 60_000],
  ['no-cache', 0],
  ['max-age=60, no-cache', 0],
  ['max-age=600, max-age=60', 60_000],
  ['max-age=soon', undefined],
  ['max-age=-1', undefined],
  ['s-maxage=60', undefined],
  ['no-store', undefined],
])('Cache-Control %j asks for details of at most %s ms', (header, maxAgeMs) => {
  expect(readFreshnessWish(header).maxAgeMs).toBe(maxAgeMs)
})

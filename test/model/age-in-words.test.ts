import { expect, it } from 'vitest'
import { ageInWords } from '../../src/model/age-in-words.ts'

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000]

it.each([
  [0, '1 minute'],
  [MINUTE, '1 minute'],
  [89 * MINUTE, '89 minutes'],
  [90 * MINUTE, '2 hours'],
  [47 * HOUR, '47 hours'],
  [48 * HOUR, '2 days'],
  [960 * HOUR, '40 days'],
  [89 * DAY, '89 days'],
  [90 * DAY, '3 months'],
  [400 * DAY, '13 months'],
])('says an age of %i ms as %s', (ms, words) => {
  expect(ageInWords(ms)).toBe(words)
})

import { hash } from 'node:crypto'
import { expect, it } from 'vitest'
import { createByteCache } from '../../src/model/byte-cache.ts'
import { estimateBytes } from '../../src/model/estimate-bytes.ts'

it('keeps nothing that is asked for once, and a value from the second time on', () => {
  const cache = createByteCache<string>({ maxBytes: 100_000 })
  cache.set('lunch', 'a', 1_000)
  expect(cache.get('lunch')).toBeUndefined()
  cache.set('lunch', 'b', 1_000)
  expect(cache.get('lunch')).toBe('b')
})

it('keeps newcomers in their own part, where they push nothing out that proved its worth', () => {
  const cache = createByteCache<string>({ maxBytes: 1_000_000, newcomerBytes: 10_000 })
  cache.set('proven', 'a', 1_000)
  expect(cache.get('proven')).toBe('a')
  for (let n = 0; n < 10_000; n += 1) cache.set(`once ${n}`, 'b', 1_000)
  expect(cache.get('proven')).toBe('a')
  expect(cache.get('once 9999')).toBe('b')
  expect(cache.get('once 0')).toBeUndefined()
})

it('keeps what is asked for again and again, though more of it than newcomers have room for', () => {
  const cache = createByteCache<string>({ maxBytes: 1_000_000, newcomerBytes: 10_000 })
  for (let round = 0; round < 2; round += 1)
    for (let n = 0; n < 100; n += 1) if (cache.get(`in use ${n}`) === undefined) cache.set(`in use ${n}`, 'a', 1_000)
  const kept = Array.from({ length: 100 }, (_, n) => cache.get(`in use ${n}`)).filter((value) => value !== undefined)
  expect(kept).toHaveLength(100)
})

it.each([
  ['small values', 0, 10, 1],
  ['large values', 0, 5_000, 1],
  ['values asked for twice', 0, 5_000, 2],
  ['newcomers', 20_000, 5_000, 1],
  ['values without any size', 20_000, 0, 2],
  ['texts of 80,000 characters', 0, 0, 2],
])('stays within its bytes under 20,000 %s', (what, newcomerBytes, bytes, times) => {
  const cache = createByteCache<string>({ maxBytes: 100_000, newcomerBytes })
  const padding = what.startsWith('texts') ? 'x'.repeat(80_000) : ''
  let most = 0
  for (let n = 0; n < 20_000; n += 1)
    for (let time = 0; time < times; time += 1) {
      cache.set(`${padding}${n}`, 'value', bytes)
      most = Math.max(most, cache.bytes)
    }
  expect(most).toBeLessThanOrEqual(100_000)
  expect(most).toBeGreaterThan(10_000)
})

it('keeps long texts and short ones apart, even one that is the hash of another', () => {
  const cache = createByteCache<string>({ maxBytes: 100_000, newcomerBytes: 50_000 })
  const long = 'x'.repeat(1_000)
  const texts = [
    long,
    hash('sha256', long, 'base64url'),
    `#${hash('sha256', long, 'base64url')}`,
    'x'.repeat(120),
    'x'.repeat(121),
  ]
  for (const text of texts) cache.set(text, text, 100)
  expect(texts.map((text) => cache.get(text))).toEqual(texts)
})

it('keeps no value larger than a sixteenth of itself', () => {
  const cache = createByteCache<string>({ maxBytes: 100_000, newcomerBytes: 50_000 })
  cache.set('large', 'value', 6_300)
  expect(cache.get('large')).toBeUndefined()
})

it.each<[what: string, value: unknown, least: number, most: number]>([
  ['a text', 'x'.repeat(1_000), 2_000, 2_200],
  ['numbers', Array.from({ length: 1_000 }, (_, n) => n), 16_000, 17_000],
  ['a map', new Map([['k', 'x'.repeat(1_000)]]), 2_000, 2_500],
  ['rows', Array.from({ length: 100 }, () => ({ uid: 'x'.repeat(50), n: 1 })), 15_000, 40_000],
  ['a slice of a buffer, which holds all of it', Buffer.alloc(100_000).subarray(0, 10), 100_000, 100_200],
])('estimates %s', (_what, value, least, most) => {
  expect(estimateBytes(value)).toBeGreaterThanOrEqual(least)
  expect(estimateBytes(value)).toBeLessThanOrEqual(most)
})

it('counts an object once that is met twice, and ends where objects lead back to themselves', () => {
  const shared = { text: 'x'.repeat(1_000) }
  expect(estimateBytes([shared, shared])).toBeLessThan(2_500)
  const circle: { next?: object } = {}
  circle.next = circle
  expect(estimateBytes(circle)).toBeLessThan(200)
})

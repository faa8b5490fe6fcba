import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { createAnswerMemory } from '../../src/feeds/answer-memory.ts'

const BOUND = 16 * 1024 * 1024
const address = (page: number): URL => new URL(`https://council.example/services?page=${page}`)

/** A memory in which so many pages were kept, each with an etag of so many characters. */
async function fill(pages: number, bytes: () => Uint8Array, etagLength = 10) {
  const memory = createAnswerMemory(() => 0)
  for (let page = 1; page <= pages; page += 1) {
    const url = address(page)
    await memory.keep('north', url, { bytes: bytes(), url: url.href }, { etag: 'e'.repeat(etagLength) })
  }
  return memory
}

it('holds little memory for pages that pack well, and so keeps them all', async () => {
  // Packed to 60 bytes, in a buffer of 64 kB or more that must not be held with them.
  const memory = await fill(500, () => new Uint8Array(100_000))
  expect(memory.bytes).toBeLessThan(500 * 2_000)
  expect(memory.find('north', address(1))).toBeDefined()
})

it.each([
  ['pages that do not pack', 30_000, 10],
  ['validators of 16,000 characters', 100, 16_000],
])('stays within its bytes with 2,000 %s', async (_what, bytes, etagLength) => {
  const memory = await fill(2_000, () => randomBytes(bytes), etagLength)
  expect(memory.bytes).toBeLessThanOrEqual(BOUND)
  expect(memory.bytes).toBeGreaterThan(BOUND / 2)
  expect([memory.find('north', address(1)), memory.find('north', address(2_000))?.validators.etag?.length]).toEqual([
    undefined,
    etagLength,
  ])
})

it('gives an answer back as it was, for a day', async () => {
  let nowMs = 0
  const memory = createAnswerMemory(() => nowMs)
  const bytes = new TextEncoder().encode('{"contents":[]}')
  await memory.keep(
    'north',
    address(1),
    { bytes, url: address(1).href, contentType: 'application/json' },
    { etag: 'a' },
  )
  expect(memory.find('south', address(1))).toBeUndefined()
  expect(memory.find('north', address(2))).toBeUndefined()
  const kept = memory.find('north', address(1))
  expect(kept?.validators).toEqual({ etag: 'a' })
  const body = await kept?.read()
  expect({ ...body, bytes: new TextDecoder().decode(body?.bytes) }).toEqual({
    bytes: '{"contents":[]}',
    url: address(1).href,
    contentType: 'application/json',
  })
  nowMs = 86_400_000
  expect(memory.find('north', address(1))).toBeUndefined()
})

it('forgets one feed’s answers alone', async () => {
  const memory = createAnswerMemory(() => 0)
  for (const feed of ['north', 'northmoor'])
    await memory.keep(feed, address(1), { bytes: randomBytes(9), url: address(1).href }, { etag: 'a' })
  memory.forget('north')
  expect([memory.find('north', address(1)), memory.find('northmoor', address(1))?.validators]).toEqual([
    undefined,
    { etag: 'a' },
  ])
})

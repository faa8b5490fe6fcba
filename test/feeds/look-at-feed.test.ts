import { expect, it } from 'vitest'
import { lookAtFeed } from '../../src/feeds/look-at-feed.ts'

/** A feed that has the same service everywhere, as the only one of its list. */
function look(service: object, maxValues: number) {
  const bytes = (value: object) => new TextEncoder().encode(JSON.stringify(value))
  return lookAtFeed({
    reader: {
      observe: ({ kind }) =>
        Promise.resolve({
          status: 200,
          body: {
            url: '',
            contentType: 'application/json',
            bytes: bytes(kind === 'page' ? { contents: [service] } : service),
          },
        }),
    },
    baseUrl: 'https://feed.example',
    context: { feed: 'north', quirks: [], maxValues },
    random: () => 0,
  })
}

it.each([
  [20, { pages: [{ originIds: ['a'] }], details: [{ originId: 'a' }] }, 1],
  [200, { pages: [{ originIds: [], isTooLarge: true }], details: [] }, 0],
])('of answers of some %i values judges those of at most 100', async (count, seen, services) => {
  const look100 = await look({ id: 'a', name: 'Repair Table', x: Array.from({ length: count }, () => 1) }, 100)
  expect(look100.seen).toMatchObject(seen)
  expect(look100.services).toHaveLength(services)
  expect(look100.seen.pages[0]?.body === undefined).toBe(services === 0)
})

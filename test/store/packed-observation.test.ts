import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type FeedReach, OBSERVED_BASES, type ObservedCounts } from '../../src/model/observation.ts'
import { packObserved, unpackObserved, unpackReach } from '../../src/store/packed-observation.ts'

const number = fc.nat({ max: 3_000_000 })
const available = fc
  .record({ serves: number, located: number, publisher: number, records: number, possible: number })
  .map((count) => ({ ...count, services: count.serves + count.located + count.publisher }))
const counts = fc
  .record({
    AVAILABLE: available,
    serves: number,
    located: number,
    publisher: number,
    records: number,
    possible: number,
  })
  .map(({ AVAILABLE, records, possible, ...of }): ObservedCounts => {
    const none = { serves: 0, located: 0, publisher: 0, possible: 0 }
    return {
      AVAILABLE,
      SERVES: { ...none, services: of.serves, serves: of.serves, records, possible },
      LOCATED: { ...none, services: of.located, located: of.located, records },
      PUBLISHER: { ...none, services: of.publisher, publisher: of.publisher, records },
    }
  })
const reach = fc.constantFrom<FeedReach>('NONE', 'PART', 'WHOLE')

it('gives all counts back as they were packed', () => {
  fc.assert(
    fc.property(counts, reach, reach, (packed, publisher, others) => {
      expect(unpackObserved(packObserved(packed))).toEqual(packed)
      expect(unpackReach(packObserved(packed, { publisher, others }))).toEqual({
        reach: { publisher, others },
        counts: packed,
      })
    }),
  )
})

it('takes no bytes for what counts nothing', () => {
  const none = { services: 0, records: 0, serves: 0, located: 0, publisher: 0, possible: 0 }
  const nothing: ObservedCounts = { AVAILABLE: none, SERVES: none, LOCATED: none, PUBLISHER: none }
  expect(packObserved(nothing)).toHaveLength(0)
  expect(packObserved(undefined)).toHaveLength(0)
  for (const basis of OBSERVED_BASES) expect(unpackObserved(new Uint8Array())[basis]).toEqual(none)
})

import { describe, expect, it } from 'vitest'
import { everyPart } from '../../../src/catalogue/search/filter-parts.ts'
import type { ServiceFilter } from '../../../src/catalogue/service-query.ts'

describe('everyPart', () => {
  it('says of each part where it stands, and whether it must hold for the whole to hold', () => {
    const filter: ServiceFilter = {
      age: 7,
      and: [{ free: true }],
      or: [{ text: 'yoga' }, { not: { attending: ['ONLINE'] } }],
      not: { not: { accessible: true } },
    }
    const parts = [...everyPart(filter)].map(({ path, isNegated, isAlternative }) => [
      path.join('.'),
      isNegated,
      isAlternative,
    ])
    expect(parts).toEqual([
      ['where', false, false],
      ['where.and.0', false, false],
      ['where.or.0', false, true],
      ['where.or.1', false, true],
      ['where.or.1.not', true, true],
      ['where.not', true, true],
      ['where.not.not', false, true],
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { weighToken } from '../../src/merge/corpus.ts'
import { findCandidates } from '../../src/merge/match-index.ts'
import { createMatchIndex } from '../../src/merge/memory-index.ts'
import type { BlockLimit } from '../../src/merge/match-index.ts'
import { judgePair } from '../../src/merge/judge-pair.ts'
import { eastholt, placedAt, record, westmere } from './service-fixture.ts'

describe('candidates', () => {
  const target = record(westmere, {
    id: 'target',
    name: 'Zither Evening',
    phones: [{ number: '0117 922 2000' }],
    ...placedAt('1 Mill Road', 'BS1 1JT', { latitude: 51.45, longitude: -2.59 }),
  })

  it.each([
    ['a phone', { name: 'Other', phones: [{ number: '+441179222000' }] }],
    ['a postcode and the start of the name', { name: 'Zithers', ...placedAt('9 Mill Road', 'BS1 1JT') }],
    ['an address', { name: 'Other', ...placedAt('1 Mill Rd', '') }],
    ['a rare word nearby', { name: 'The Zither Players', ...placedAt('', '', { latitude: 51.451, longitude: -2.59 }) }],
    ['a rare word where one is not placed', { name: 'The Zither Players' }],
  ])('share %s', (_, stated) => {
    const other = record(eastholt, { id: 'other', ...stated })
    expect([...findCandidates(createMatchIndex([target, other]), target)]).toEqual(['eastholt/other'])
  })

  it('do not share a rare word alone across towns', () => {
    const far = record(eastholt, {
      id: 'far',
      name: 'Zither Players',
      ...placedAt('', '', { latitude: 53.5, longitude: -0.6 }),
    })
    expect(findCandidates(createMatchIndex([target, far]), target).size).toBe(0)
  })

  it('of a block too large are those whose names begin alike, and the limit is stated', () => {
    const phones = [{ number: '0117 922 2000' }]
    const crowd = Array.from({ length: 80 }, (_, at) =>
      record(eastholt, { id: `${at}`, name: `Activity${at % 2 === 0 ? '' : 'z'} ${at}`, phones }),
    )
    const index = createMatchIndex([...crowd, record(eastholt, { id: 'like', name: 'Zithering', phones }), target])
    const limits: BlockLimit[] = []
    expect([...findCandidates(index, target, (limit) => limits.push(limit))]).toEqual(['eastholt/like'])
    expect(limits).toContainEqual({ block: 'phone:+441179222000', size: 82, reason: 'SPLIT_BY_NAME' })
    const crowded = crowd[0]
    limits.length = 0
    if (crowded !== undefined) findCandidates(index, crowded, (limit) => limits.push(limit))
    expect(limits).toContainEqual({ block: 'phone:+441179222000', size: 82, reason: 'DROPPED_TOO_LARGE' })
  })
})

describe('the index', () => {
  it('forgets a removed record altogether', () => {
    const index = createMatchIndex([record(westmere, { phones: [{ number: '0117 922 2000' }] })])
    index.remove('westmere/1')
    index.remove('westmere/1')
    expect([index.records.size, index.blocks.size, index.corpus.tokenCounts.size, index.corpus.users.size]).toEqual([
      0, 0, 0, 0,
    ])
  })

  it('replaces a record of the same key', () => {
    const index = createMatchIndex([record(westmere, { name: 'Old' })])
    index.put(record(westmere, { name: 'New' }))
    expect(index.records.size).toBe(1)
    expect([...index.corpus.tokenCounts.keys()]).toEqual(['new'])
  })

  it('weighs rare words above common ones and generic ones least', () => {
    const index = createMatchIndex(
      Array.from({ length: 20 }, (_, at) => record(westmere, { id: `${at}`, name: at === 0 ? 'Zither' : 'Yoga' })),
    )
    const [zither, yoga, group] = ['zither', 'yoga', 'group'].map((token) => weighToken(index.corpus, token))
    expect(zither).toBeGreaterThan(yoga ?? 1)
    expect(group).toBeLessThanOrEqual(0.35)
  })

  it('takes a host that six organizations use for no evidence', () => {
    const listed = (count: number) =>
      createMatchIndex(
        Array.from({ length: count }, (_, at) =>
          record(at % 2 === 0 ? westmere : eastholt, {
            id: `${at}`,
            name: `Club ${at}`,
            url: 'https://portal.example/',
            organization: { name: `Body number${at}` },
          }),
        ),
      )
    const featuresOf = (count: number) => {
      const index = listed(count)
      const [a, b] = [...index.records.values()]
      return a === undefined || b === undefined
        ? []
        : judgePair(a, b, index.corpus).evidence.map((each) => each.feature)
    }
    expect(listed(6).corpus.countSharers('portal.example')).toBe(6)
    expect(featuresOf(5)).toContain('contact.host')
    expect(featuresOf(6)).not.toContain('contact.host')
  })
})

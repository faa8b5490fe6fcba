import { describe, expect, it } from 'vitest'
import { createNameIndex } from '../../../src/catalogue/suggest/name-index.ts'

const index = createNameIndex(
  ['lunch clubs', 'club for lunch', 'clubs', 'allotments', 'club club'].map((name) => ({
    name,
    words: name.split(' '),
  })),
)

describe('names by the beginnings of their words', () => {
  it.each([
    [['club'], ['lunch clubs', 'club for lunch', 'clubs', 'club club']],
    [['clubs'], ['lunch clubs', 'clubs']],
    [
      ['lun', 'clu'],
      ['lunch clubs', 'club for lunch'],
    ],
    [
      ['clu', 'lun'],
      ['lunch clubs', 'club for lunch'],
    ],
    [['a'], ['allotments']],
    [['zoo'], []],
    [['clubss'], []],
    [[], []],
  ])('finds %j', (beginnings, names) => {
    expect(index.find(beginnings).map(({ name }) => name)).toEqual(names)
  })

  it.each([
    ['clu', true],
    ['clubs', true],
    ['clubt', false],
    ['a', true],
    ['zzz', false],
  ])('knows whether a word begins with %s', (beginning, isOne) => {
    expect(index.isBeginning(beginning)).toBe(isOne)
  })

  it('holds nothing of no names', () => {
    const empty = createNameIndex([])
    expect(empty.find(['a'])).toEqual([])
    expect(empty.isBeginning('a')).toBe(false)
  })
})

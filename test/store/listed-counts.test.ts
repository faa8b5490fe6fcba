import { expect, it } from 'vitest'
import { createListedCounts } from '../../src/store/listed-counts.ts'

it('counts each number of its lists apart for what they are of, however far apart the numbers lie', () => {
  const counts = createListedCounts()
  counts.add(1, '3,400000,3')
  counts.add(2, '3')
  counts.add(1, '255,256')
  expect(counts.of(1)).toEqual([
    [3, 2],
    [255, 1],
    [256, 1],
    [400_000, 1],
  ])
  expect(counts.of(2)).toEqual([[3, 1]])
  expect(counts.of(3)).toEqual([])
})

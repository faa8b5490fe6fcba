import { expect, it } from 'vitest'

import { clipRing } from '../../src/web/map/clip-ring.ts'

type Points = readonly (readonly [number, number])[]

const BOX = [
  [0, 0],
  [10, 10],
] as const

it.each<[what: string, ring: Points, clipped: Points]>([
  [
    'a ring within the box as it is',
    [
      [1, 1],
      [9, 1],
      [5, 9],
    ],
    [
      [1, 1],
      [9, 1],
      [5, 9],
    ],
  ],
  [
    'nothing of a ring beside it',
    [
      [11, 1],
      [19, 1],
      [15, 9],
    ],
    [],
  ],
  [
    'the box of a ring around it',
    [
      [-5, -5],
      [15, -5],
      [15, 15],
      [-5, 15],
    ],
    [
      [10, 0],
      [10, 10],
      [0, 10],
      [0, 0],
    ],
  ],
  [
    'what lies within of a ring over an edge',
    [
      [5, 2],
      [15, 2],
      [15, 8],
      [5, 8],
    ],
    [
      [5, 2],
      [10, 2],
      [10, 8],
      [5, 8],
    ],
  ],
])('keeps %s', (_, ring, clipped) => {
  const result = clipRing(ring, BOX)

  // In the order of the ring, wherever it begins.
  const start = result.findIndex(([x, y]) => x === clipped[0]?.[0] && y === clipped[0]?.[1])
  expect([...result.slice(start), ...result.slice(0, start)].slice(0, clipped.length)).toEqual(clipped)
})

it('keeps nothing of no ring', () => {
  expect(clipRing([], BOX)).toEqual([])
})

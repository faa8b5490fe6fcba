import { describe, expect, it } from 'vitest'
import { createReplicaDoubt } from '../../src/ship/fill-replica.ts'

type Event = readonly ['differ' | 'agree', number] | 'filled'

/** What a replica that saw these is filled with: a snapshot of which entry at least; undefined where it is not to be filled. */
function neededAfter(events: readonly Event[]): number | undefined {
  const doubt = createReplicaDoubt()
  for (const event of events) {
    if (event === 'filled') doubt.filled()
    else doubt[event[0]](event[1])
  }
  return doubt.isDoubted() ? doubt.needed() : undefined
}

describe('a replica', () => {
  it.each<[string, number | undefined, readonly Event[]]>([
    ['that agrees is not filled', undefined, [['agree', 4]]],
    [
      'that differs is filled with any snapshot',
      0,
      [
        ['agree', 4],
        ['differ', 8],
      ],
    ],
    ['that was filled is not filled again', undefined, [['differ', 8], 'filled', ['agree', 8]]],
    [
      'that differs after that for the first time takes any',
      0,
      [['differ', 8], 'filled', ['agree', 8], ['differ', 12]],
    ],
    ['that comes to the same needs a newer one', 8, [['differ', 8], 'filled', ['differ', 8]]],
    ['does so also where it agreed on the way there', 8, [['differ', 8], 'filled', ['agree', 4], ['differ', 8]]],
    ['differs further on', 12, [['differ', 8], 'filled', ['differ', 8], 'filled', ['agree', 4], ['differ', 12]]],
    ['is healed by the newer one', undefined, [['differ', 8], 'filled', ['differ', 8], 'filled', ['agree', 12]]],
  ])('%s', (_, needed, events) => {
    expect(neededAfter(events)).toBe(needed)
  })

  it('that was filled while nobody leads doubts no entry of the log as it was then', () => {
    const doubt = createReplicaDoubt()
    doubt.filled(8)
    expect([7, 8, 9].map((position) => doubt.isSettled(position))).toStrictEqual([true, true, false])
    doubt.filled()
    expect(doubt.isSettled(1)).toBe(false)
  })
})

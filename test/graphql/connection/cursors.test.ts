import { describe, expect, it } from 'vitest'
import type { Anchor } from '../../../src/catalogue/service-query.ts'
import { createCursorBinding, decodeCursor, encodeCursor } from '../../../src/graphql/connection/cursors.ts'

const binding = createCursorBinding('services', { feeds: ['north'] }, 'NAME')

describe('a cursor', () => {
  it.each<Anchor>([
    { value: 'Äpfel & “quotes”', uid: 'n/1' },
    { value: 12.75, uid: 'n/2' },
    { value: null, uid: 'n/3' },
  ])('gives back where it stands: %j', (anchor) => {
    expect(decodeCursor(binding, encodeCursor(binding, anchor), 'after')).toEqual(anchor)
  })

  const good = encodeCursor(binding, { value: 'a', uid: 'b' })
  it.each([
    [
      'of another filter',
      encodeCursor(createCursorBinding('services', { feeds: ['south'] }, 'NAME'), { value: 'a', uid: 'b' }),
    ],
    [
      'of another order',
      encodeCursor(createCursorBinding('services', { feeds: ['north'] }, 'DISTANCE'), { value: 'a', uid: 'b' }),
    ],
    [
      'of another field',
      encodeCursor(createCursorBinding('locations', { feeds: ['north'] }, 'NAME'), { value: 'a', uid: 'b' }),
    ],
    ['cut short', good.slice(0, -3)],
    ['altered', `${good.slice(0, -4)}AAAA`],
    ['empty', ''],
    ['no cursor at all', 'page 2, please'],
  ])('%s is refused by name', (_why, cursor) => {
    expect(() => decodeCursor(binding, cursor, 'before')).toThrow(
      expect.objectContaining({ name: 'InputError', code: 'BAD_CURSOR', path: ['before'] }),
    )
  })
})

import { describe, expect, it } from 'vitest'

import { describeLeast, type Compared } from '../../src/web/region/who-has-least.ts'
import { wordsIn } from '../../src/web/texts/translate.ts'

function area(name: string, value: number | null, low = 0, high = 1, more: Partial<Compared> = {}): Compared {
  return { name, serviceCount: 5, rate: value === null ? null : { value, ci95: { low, high } }, ...more }
}

const CERTAIN = 'That is certain as far as the councils’ lists go'
const OVERLAPS = 'its interval overlaps with that of'

describe('who has least', () => {
  it.each<[string, readonly Compared[], readonly string[], readonly string[]]>([
    [
      'is certain where the intervals lie apart',
      [area('A', 1, 0.8, 1.2), area('B', 2, 1.5, 2.5)],
      ['A has', CERTAIN],
      [OVERLAPS],
    ],
    ['is not where they meet', [area('A', 1, 0.8, 1.5), area('B', 2, 1.5, 2.5)], [`${OVERLAPS} B`], [CERTAIN]],
    [
      'names those alone that overlap',
      [area('A', 1, 0.8, 1.5), area('B', 2, 1.4, 2.5), area('C', 9, 8, 10)],
      [`${OVERLAPS} B.`],
      ['C'],
    ],
    ['is shared where rates are equal', [area('A', 1), area('B', 1), area('C', 2)], ['A and B share'], [CERTAIN]],
    [
      'leaves out whose number is not known, and says so',
      [area('A', 0, 0, 0.5, { state: 'NOT_CLASSIFIED' }), area('B', 2, 1, 3), area('C', 4, 3.5, 5)],
      ['B has', 'Nothing certain is known of A'],
      ['A has'],
    ],
    [
      'counts one that has none for certain',
      [area('A', 0, 0, 0.1, { state: 'ABSENT' }), area('B', 2, 1, 3, { state: 'PRESENT' })],
      ['A has', CERTAIN],
      [],
    ],
    [
      'leaves out an area without people',
      [area('A', null), area('B', 2, 1, 3), area('C', 4, 3.5, 5)],
      ['B has', 'of A'],
      [],
    ],
    ['is not said of one area', [area('A', 1), area('B', null)], ['too few areas'], ['has the lowest']],
    ['is not said of none', [], ['too few areas'], []],
  ])('%s', (_, areas, said, unsaid) => {
    const text = describeLeast(areas, wordsIn('en')).join(' ')
    for (const part of said) expect(text).toContain(part)
    for (const part of unsaid) expect(text).not.toContain(part)
  })

  it('names the first of many, and how many more', () => {
    const areas = Array.from({ length: 20 }, (_, at) => area(`Area ${at}`, at + 1, 0, 30))
    expect(describeLeast(areas, wordsIn('en')).join(' ')).toMatch(/overlaps with that of Area 1, .* and 12 others\./)
  })
})

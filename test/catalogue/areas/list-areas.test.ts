import { describe, expect, it } from 'vitest'
import { sliceAreas } from '../../../src/catalogue/areas/list-areas.ts'
import type { Slice } from '../../../src/catalogue/service-query.ts'
import type { Area } from '../../../src/geography/area.ts'

const area = (code: string, name: string): Area => ({
  code,
  name,
  type: 'DISTRICT',
  otherNames: [],
  parents: [],
  successors: [],
})
const AREAS = [area('E1', 'Ambleby'), area('E2', 'Easton'), area('E3', 'Easton'), area('E4', 'Westham')]
const at = (name: string, code: string) => ({ value: name, uid: code })

describe('a slice of areas', () => {
  it.each<[string, Slice, readonly string[], boolean, boolean]>([
    ['begins at the first', { limit: 2, backward: false }, ['E1', 'E2'], true, false],
    ['ends at the last, backward', { limit: 2, backward: true }, ['E3', 'E4'], false, true],
    [
      'goes on after one of two of a name',
      { limit: 9, backward: false, after: at('Easton', 'E2') },
      ['E3', 'E4'],
      false,
      true,
    ],
    [
      'goes back before one of two of a name',
      { limit: 9, backward: true, before: at('Easton', 'E3') },
      ['E1', 'E2'],
      true,
      false,
    ],
    [
      'goes on where the area of the cursor is gone',
      { limit: 1, backward: false, after: at('Corham', 'E9') },
      ['E2'],
      true,
      true,
    ],
    ['is empty after the last', { limit: 1, backward: false, after: at('Westham', 'E4') }, [], false, true],
    ['of no length says whether there are any', { limit: 0, backward: false }, [], true, false],
  ])('%s', (_, slice, codes, hasNext, hasPrevious) => {
    const page = sliceAreas(AREAS, slice)
    expect(page.hits.map(({ key }) => key)).toEqual(codes)
    expect([page.hasNext, page.hasPrevious]).toEqual([hasNext, hasPrevious])
  })
})

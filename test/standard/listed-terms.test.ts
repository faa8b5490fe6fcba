import { describe, expect, it } from 'vitest'
import { joinListedTerms, withListedTerms } from '../../src/standard/listed-terms.ts'

const LISTED = joinListedTerms(
  [
    { id: 'T1', name: 'Shared meals', taxonomy_id: 'x1', parent_id: 't2' },
    { id: 't2', name: 'Food', taxonomy: 'Own words' },
    { id: 'a', name: 'A', parent_id: 'b' },
    { id: 'b', name: 'B', parent_id: 'a' },
  ],
  [{ id: 'x1', name: 'Local categories' }],
)
const MEALS = {
  id: 'T1',
  name: 'Shared meals',
  taxonomy_id: 'x1',
  parent_id: 't2',
  taxonomy_detail: { id: 'x1', name: 'Local categories' },
  parent: { id: 't2', name: 'Food', taxonomy: 'Own words' },
}

describe('a term of the feed’s own list', () => {
  it.each<[how: string, attribute: object, filled?: object]>([
    ['by its id alone', { taxonomy_term_id: 't1' }, { taxonomy_term_id: 't1', taxonomy_term: MEALS }],
    [
      'by an object with its id alone',
      { taxonomy_term: { id: 't1', name: '' } },
      { taxonomy_term: { ...MEALS, id: 't1' } },
    ],
    ['with a name of its own', { taxonomy_term: { id: 't1', name: 'Lunch' } }],
    ['by an id that is not listed', { taxonomy_term_id: 't9' }],
    ['by nothing', { value: 'Yes' }],
  ])('is put in place of one named %s', (_how, attribute, filled = attribute) => {
    const inPlace = (member: object) => ({ attributes: [member], organization: { attributes: [member] } })
    expect(withListedTerms(inPlace(attribute), LISTED)).toEqual(inPlace(filled))
  })

  it('ends where broader terms go round in a circle', () => {
    expect(JSON.stringify(LISTED.get('a')).match(/"parent":/g)).toHaveLength(20)
  })
})

import { describe, expect, it } from 'vitest'
import { detailIssues } from '../../../src/intake/records/detail-issues.ts'

const paths = (list: object, detail: object) => detailIssues({ ...list }, { ...detail }).map(({ path }) => path)

describe('a list item and its detail', () => {
  it.each<[what: string, list: object, detail: object, expected: readonly string[]]>([
    ['a text', { name: 'Quay' }, { name: 'Pier' }, ['name']],
    ['a number', { minimum_age: 5 }, { minimum_age: 6 }, ['minimum_age']],
    ['two members', { name: 'A', fees: '£1' }, { name: 'B', fees: '£2' }, ['name', 'fees']],
    ['another object', { organization: { id: 'o1' } }, { organization: { id: 'o2' } }, ['organization.id']],
    [
      'a member of an object',
      { organization: { id: 'o1', email: 'a@quay.org.uk' } },
      { organization: { id: 'o1', email: 'b@quay.org.uk' } },
      ['organization.email'],
    ],
    [
      'a member of a list by its id',
      {
        phones: [
          { id: 2, number: '111' },
          { id: 1, number: '101' },
        ],
      },
      {
        phones: [
          { id: 1, number: '999' },
          { id: 2, number: '111' },
        ],
      },
      ['phones[0].number'],
    ],
    [
      'a text under one date',
      { name: 'A', last_modified: '2026-01-01' },
      { name: 'B', last_modified: '2026-01-01' },
      ['name'],
    ],
    ['a text that the detail alone dates', { name: 'A' }, { name: 'B', last_modified: '2026-01-01' }, ['name']],
  ])('differ in %s', (_what, list, detail, expected) => {
    expect(paths(list, detail)).toEqual(expected)
  })

  it.each<[what: string, list: object, detail: object]>([
    [
      'the same',
      { name: 'Quay', phones: [{ id: 1, number: '111' }] },
      { name: 'Quay', phones: [{ id: 1, number: '111' }] },
    ],
    ['less', { name: 'Quay', fees: null, url: '' }, { name: 'Quay', fees: '£2', url: 'https://quay.org.uk' }],
    ['more', { name: 'Quay', fees: '£2' }, { name: 'Quay' }],
    ['in other letters and spaces', { name: 'quay  club ' }, { name: 'Quay club' }],
    ['as a text', { minimum_age: '5' }, { minimum_age: 5 }],
    ['without markup', { description: 'Come and join' }, { description: '<p>Come and <b>join</b></p>' }],
    ['cut short', { description: 'Come and…' }, { description: 'Come and join us' }],
    ['cut short without a mark', { description: 'x'.repeat(60) }, { description: 'x'.repeat(90) }],
    ['of another date', { name: 'A', last_modified: '2026-01-01' }, { name: 'B', last_modified: '2026-02-01' }],
    [
      'fewer in a list',
      { languages: ['en'], phones: [{ id: 1 }] },
      { languages: ['en', 'cy'], phones: [{ id: 2 }, { id: 1 }] },
    ],
  ])('do not differ where the list says %s', (_what, list, detail) => {
    expect(paths(list, detail)).toEqual([])
  })

  it('that differ in everything are noted twenty times', () => {
    const all = (value: string) => Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`m${at}`, value]))
    expect(paths(all('a'), all('b'))).toHaveLength(20)
  })
})

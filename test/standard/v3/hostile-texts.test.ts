import { describe, expect, it } from 'vitest'
import { serviceOf } from '../pages.ts'

describe('hostile texts', () => {
  const long = 300_000
  it.each([
    ['tags', { description: '<b>'.repeat(long) }],
    ['half tags', { description: '<a '.repeat(long) }],
    ['cells', { description: '<td></td>'.repeat(long / 10) }],
    ['comments', { description: '<!--'.repeat(long) }],
    ['entities', { description: '&amp;'.repeat(long) }],
    ['blanks', { name: `x${' '.repeat(long)}x`, fees: `<p>${' '.repeat(long)}` }],
    ['a number', { phones: [{ number: `1${' '.repeat(long)}x1` }, { number: '01 '.repeat(long) }] }],
    [
      'a day',
      { schedules: [{ byday: `MO${' '.repeat(long)}x`, opens_at: ' '.repeat(long), bymonthday: '1,'.repeat(long) }] },
    ],
    ['an address', { url: 'a.'.repeat(long), email: `${'a'.repeat(long)}@${'b.'.repeat(long)}` }],
    ['a date', { last_modified: `01/01/2020${' '.repeat(long)}x`, assured_date: '2'.repeat(long) }],
    ['a path', { attributes: [{ taxonomy_term: { name: 'a>'.repeat(long) } }] }],
    ['words of a state', { status: ' -_'.repeat(long) }],
    [
      'links',
      {
        organization: { id: 'o' },
        link_taxonomy: Array.from({ length: 20_000 }, () => ({
          link_type: 'organization',
          link_id: 'o',
          taxonomy: { id: 't' },
        })),
      },
    ],
  ])('of %s are read in no time to speak of', (_, raw) => {
    const quirks = ['hierarchy-in-labels', 'audience-as-terms']
    expect(serviceOf(raw, 'ORUK-1.0', quirks).id).toBe('s1')
  })
})

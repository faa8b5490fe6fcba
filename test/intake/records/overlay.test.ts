import { expect, it } from 'vitest'
import { overlay } from '../../../src/intake/records/overlay.ts'

it.each([
  ['a member', { name: 'A', url: 'u' }, { name: 'B' }, { name: 'B', url: 'u' }],
  [
    'an object under the same id',
    { organization: { id: 'o1', name: 'A', logo: 'l' } },
    { organization: { id: 'o1', name: 'B' } },
    { organization: { id: 'o1', name: 'B', logo: 'l' } },
  ],
  [
    'an object under another id',
    { organization: { id: 'o1', name: 'A', logo: 'l' } },
    { organization: { id: 'o2', name: 'B' } },
    { organization: { id: 'o2', name: 'B' } },
  ],
  [
    'members of a list by their ids',
    {
      phones: [
        { id: 1, number: '111', type: 'voice' },
        { id: 2, number: '999' },
      ],
    },
    {
      phones: [
        { id: 3, number: '101' },
        { id: 1, number: '112' },
      ],
    },
    {
      phones: [
        { id: 3, number: '101' },
        { id: 1, number: '112', type: 'voice' },
      ],
    },
  ],
  [
    'what stands inside them',
    { service_at_locations: [{ id: 'a', location: { id: 'l', name: 'Hall', latitude: 51 } }] },
    { service_at_locations: [{ id: 'a', location: { id: 'l', name: 'Barn' } }] },
    { service_at_locations: [{ id: 'a', location: { id: 'l', name: 'Barn', latitude: 51 } }] },
  ],
  ['a list without ids', { languages: ['en', 'cy'] }, { languages: ['en'] }, { languages: ['en'] }],
  ['a list where a text stood', { fees: 'free' }, { fees: [] }, { fees: [] }],
])('lays %s over what is older', (_what, older, newer, merged) => {
  expect(overlay(older, newer)).toEqual(merged)
})

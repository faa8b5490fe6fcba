import { describe, expect, it } from 'vitest'
import { readingOf, stated } from '../pages.ts'

describe('a status', () => {
  it.each([
    ['ACTIVE', ['active', 'Active ', 'ACTIVE']],
    ['INACTIVE', ['Inactive', 'inactive']],
    ['DEFUNCT', ['defunct']],
    ['TEMPORARILY_CLOSED', ['temporarily closed', 'Temporarily_Closed', 'temporarily-closed']],
  ])('of the standard is %s however it is written', (status, words) => {
    for (const word of words) {
      const { record, issues } = readingOf({ status: word })
      expect([word, record.status, stated(issues)]).toEqual([word, status, []])
    }
  })

  it.each([
    [
      'ACTIVE',
      [
        'Live',
        'published',
        'Open',
        'ongoing',
        'on-going',
        'Currently active',
        'actve',
        'acitve',
        'activ',
        'actives',
        true,
        'Active - verified',
        'Verified – active',
        'ACTIVE (checked March 2026)',
        'Active, last reviewed 12/03/2026',
        'Active / published',
        'open & available',
        'Status: active',
        'Active service',
        'active since 2019',
        'Active - accepting referrals',
        'Taking bookings',
      ],
    ],
    [
      'DEFUNCT',
      [
        'Closed (confirmed)',
        'Service closed',
        'Closed since May 2025',
        'Closed',
        'permanently closed',
        'Closed permanently',
        'archived',
        'deleted',
        'expired',
        'withdrawn',
        'cancelled',
        'discontinued',
        'Ceased trading',
        'Wound up',
        'no longer running',
        'No longer active',
      ],
    ],
    [
      'TEMPORARILY_CLOSED',
      [
        'Suspended - reviewed May 2026',
        'suspended',
        'paused',
        'on hold',
        'on-hold',
        'temporarily suspended',
        'temporary closed',
        'closed until further notice',
        'currently closed',
      ],
    ],
    ['INACTIVE', ['not active', 'Not active - verified', 'disabled', 'not currently running', 'unavailable', false]],
  ])('in another word is %s, and that is said', (status, words) => {
    for (const word of words) {
      const { record, issues } = readingOf({ status: word })
      expect([word, record.status, stated(issues)]).toEqual([word, status, ['STATUS_WORD status']])
    }
  })

  it.each([
    'draft',
    'pending',
    'Awaiting review',
    'native',
    'closed to new referrals',
    'opening soon',
    'active?',
    3,
    'verified',
    'Active - unverified',
    'Active - not verified',
    'not yet verified, active',
    'Active - to be confirmed',
    'Active - pending review',
    'Active - closed',
    'Active until 2025',
    'Active - not accepting referrals',
    'Closed - accepting referrals',
    'Published - draft',
    'no longer verified, active',
    'No service',
    'partly active',
  ])('that is not plainly active is OTHER, its word in an issue: %s', (word) => {
    const { record, issues } = readingOf({ status: word })
    expect(record.status).toBe('OTHER')
    expect(issues).toMatchObject([{ code: 'STATUS_OTHER', path: 'status', sample: String(word) }])
  })

  it.each([null, '', ' ', undefined])('that is not provided is none: %j', (word) => {
    const { record, issues } = readingOf({ status: word })
    expect(record).not.toHaveProperty('status')
    expect(issues).toEqual([])
  })
})

import { hash } from 'node:crypto'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'

import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'

const KEY = 'correct-horse-battery-staple'
const ENVIRONMENT = {
  NORTH: KEY,
  SOUTH: 'another-key-of-the-same-kind',
  SHORT: 'nineteen-characters',
  SPACED: `${KEY} `,
}

function readAccess(access: unknown, environment: Readonly<Record<string, string>> = ENVIRONMENT) {
  return parseFeedsConfig('the file', JSON.stringify({ feeds: [], access }), {}, '.', environment).access
}

describe('access', () => {
  it('is everybody’s for all where the file says nothing', () => {
    expect(readAccess(undefined)).toBeUndefined()
  })

  it('has keys by their digests, and their values nowhere', () => {
    const access = readAccess({
      keys: { north: { key: { env: 'NORTH' } }, south: { key: { env: 'SOUTH' }, opens: ['exports'] } },
      keyForExports: true,
      keyForCostOver: 5_000,
      rates: [{ network: '10.0.0.0/8', requestsPerSecond: 500 }],
    })
    expect(access).toEqual({
      keys: [
        { name: 'north', digest: hash('sha256', KEY, 'buffer'), opens: ['EXPORTS', 'OPERATIONS'] },
        { name: 'south', digest: hash('sha256', ENVIRONMENT.SOUTH, 'buffer'), opens: ['EXPORTS'] },
      ],
      isKeyNeededForExports: true,
      keyNeededOverCost: 5_000,
      rates: [{ network: '10.0.0.0/8', requestsPerSecond: 500, isTogether: false }],
    })
    expect(inspect(access, { depth: null })).not.toContain(KEY)
  })

  it.each<[what: string, access: unknown, problem: RegExp]>([
    ['a value itself', { keys: { north: { key: KEY } } }, /access\.keys\.north\.key must say where the value stands/],
    ['no value', { keys: { north: { key: { env: 'NOWHERE' } } } }, /NOWHERE, which is not set\.$/],
    ['a short one', { keys: { north: { key: { env: 'SHORT' } } } }, /north\.key has under 20 characters.*openssl rand/],
    ['one with a blank', { keys: { north: { key: { env: 'SPACED' } } } }, /some that no header can carry/],
    [
      'one value twice',
      { keys: { north: { key: { env: 'NORTH' } }, again: { key: { env: 'NORTH' } } } },
      /keys\.again\.key has the value of another key/,
    ],
    ['exports that no key opens', { keyForExports: true }, /access\.keyForExports lets nobody in/],
    [
      'operations that no key opens',
      { keys: { north: { key: { env: 'NORTH' }, opens: ['exports'] } }, keyForCostOver: 0 },
      /access\.keyForCostOver lets nobody in/,
    ],
    ['a key that opens nothing', { keys: { north: { key: { env: 'NORTH' }, opens: [] } } }, /opens nothing/],
    ['a cost that none may have', { keyForCostOver: 20_001 }, /is over 20,000/],
    ['an address', { rates: [{ network: '10.0.0.1', requestsPerSecond: 1 }] }, /rates\[0\]\.network must be a network/],
    ['half an IPv6 client', { rates: [{ network: '2001:db8::/65', requestsPerSecond: 1 }] }, /is smaller than \/64/],
    ['a misspelt name', { keyForExport: true }, /access\.keyForExport is not known: did you mean keyForExports/],
  ])('is refused with %s, with the path and how to mend it', (_what, access, problem) => {
    expect(() => readAccess(access)).toThrow(problem)
  })

  it('shows no value of a key in a problem', () => {
    expect(() => readAccess({ keys: { north: { key: { env: 'SHORT' } } } })).not.toThrow(/nineteen/)
  })
})

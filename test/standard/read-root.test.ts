import { describe, expect, it } from 'vitest'
import { readRoot } from '../../src/standard/read-root.ts'

describe("a feed's root document", () => {
  it.each([
    ['3.0', 'HSDS-3.0'],
    ['3.1.1', 'HSDS-3.1'],
    ['HSDS-3.2.3', 'HSDS-3.2'],
    [3.2, 'HSDS-3.2'],
    ['HSDS-UK-3.0', 'HSDS-UK-3.0'],
    ['hsds-uk 3.1', 'HSDS-UK-3.1'],
    ['1.0', 'ORUK-1.0'],
    ['v3', undefined],
    [null, undefined],
  ])('of version %s names its standard: %s', (version, standard) => {
    expect(readRoot({ version })?.standard).toBe(standard)
  })

  it('names the UK profile where its profile does', () => {
    const profile = 'https://docs.openreferraluk.org/hsds-uk/'
    expect(readRoot({ version: '3.0', profile })?.standard).toBe('HSDS-UK-3.0')
  })

  it('states its publisher', () => {
    const publisher = {
      name: 'Town Council',
      identifier: 'GB-LAE-TWN',
      website: 'https://town.gov.uk',
      email: 'data@town.gov.uk',
    }
    expect(readRoot({ version: '3.2.1', publisher })).toEqual({ standard: 'HSDS-3.2', publisher })
    expect(readRoot({ publisher: 'Town Council' })).toEqual({ publisher: { name: 'Town Council' } })
    expect(readRoot({ publisher: { name: ' ' } })).toEqual({})
  })

  it.each(['<html>', null, [1]])('that is no object states nothing: %j', (body) => {
    expect(readRoot(body)).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { isOwnHost, readEmailHost, readLink } from '../../src/merge/normalise-link.ts'
import { readNameTokens, readOrganizationTokens } from '../../src/merge/normalise-name.ts'
import { compareIdentifiers, readIdentifiers } from '../../src/merge/read-identifiers.ts'
import { readAddress } from '../../src/merge/read-sites.ts'

describe('a name', () => {
  it.each([
    ['The Lunch Club', 'Lunch Clubs'],
    ['Mums & Toddlers', 'mums and toddlers'],
    ['St. Mary’s Café', 'Saint Marys Cafe'],
    ['Men’s Shed (Group 2)', 'mens shed group two'],
    ['Art Center', 'Arts Centre'],
  ])('%s is %s in tokens', (a, b) => {
    expect(readNameTokens(a)).toEqual(readNameTokens(b))
  })

  it('keeps its numbers', () => {
    expect(readNameTokens('Shout 85258')).toEqual(['shout', '85258'])
  })

  it('made of little words alone keeps them', () => {
    expect(readNameTokens('With You')).toEqual(['you'])
    expect(readNameTokens('The And')).toEqual(['the', 'and'])
  })

  it.each([
    ['Rowan Carers Ltd', 'Rowan Carers CIC'],
    ['Westmere City Council', 'Westmere Borough Council'],
    ['Alder Trust', 'Alder'],
  ])('of an organization: %s and %s are one', (a, b) => {
    expect(readOrganizationTokens(a)).toEqual(readOrganizationTokens(b))
  })
})

describe('a link', () => {
  it.each([
    ['https://www.Thimble.example/', { host: 'thimble.example', path: '' }],
    ['thimble.example/Yoga/?utm=1#top', { host: 'thimble.example', path: '/yoga' }],
    ['http://thimble.example/index.html', { host: 'thimble.example', path: '' }],
    ['not a link', undefined],
    ['mailto:a@b.example', undefined],
  ])('%s is %j', (url, link) => {
    expect(readLink(url)).toEqual(link)
  })

  it.each([
    ['thimble.example', true],
    ['facebook.com', false],
    ['westmere.gov.uk', false],
    ['my.westmere.gov.uk', false],
    ['leeds.nhs.uk', false],
    ['directory.westmere.example', false],
  ])('host %s is the provider’s own: %s', (host, own) => {
    expect(isOwnHost(host, ['directory.westmere.example'])).toBe(own)
  })

  it('gives the host of an e-mail address', () => {
    expect(readEmailHost('Info@Thimble.example')).toBe('thimble.example')
    expect(readEmailHost('nobody')).toBeUndefined()
  })
})

describe('an address', () => {
  it.each([
    [
      { address1: '12a High St', postalCode: 'bs11jt' },
      { postcode: 'BS1 1JT', premise: '12a', street: 'highstreet' },
    ],
    [
      { address1: 'Flat 2, 14 Mill Road', postalCode: 'HP22 4PE' },
      { postcode: 'HP22 4PE', premise: '14', street: 'millroad' },
    ],
    [
      { address1: 'Community Centre', address2: '7 Church Lane' },
      { premise: '7', street: 'churchlane' },
    ],
    [{ address1: 'Village Hall', postalCode: 'LU7 ONY' }, {}],
  ])('%j is %j', (address, site) => {
    expect(readAddress(address)).toEqual(site)
  })
})

describe('numbers of an organization', () => {
  it('are one however scheme and number are spelt', () => {
    const read = (identifierScheme: string, identifierType: string, identifier: string) =>
      readIdentifiers({ organizationIdentifiers: [{ identifierScheme, identifierType, identifier }] })
    expect(read('GB-CHC', 'Charity number', '123 4567')).toEqual(['GB-CHC:1234567'])
    expect(read('', 'Registered charity', 'GB-CHC-1234567')).toEqual(['GB-CHC:1234567'])
    expect(read('GB-COH', '', '00123456')).toEqual(['GB-COH:123456'])
    expect(read('GB-SC', 'Scottish charity', 'SC012345')).toEqual(['GB-SC:SC012345'])
    expect(read('local', 'Our own id', '998877')).toEqual([])
  })

  it('decide only within one scheme', () => {
    expect(compareIdentifiers(['GB-CHC:1', 'GB-COH:2'], ['GB-COH:2'])?.same).toBe(true)
    expect(compareIdentifiers(['GB-CHC:1'], ['GB-CHC:3'])?.same).toBe(false)
    expect(compareIdentifiers(['GB-CHC:1'], ['GB-COH:3'])).toBeUndefined()
  })
})

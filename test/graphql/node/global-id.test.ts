import { describe, expect, it } from 'vitest'
import { decodeGlobalId, decodeRecordId, encodeKeyId, encodeRecordId } from '../../../src/graphql/node/global-id.ts'

describe('a global id', () => {
  it('stands for one record, whatever its origin id looks like', () => {
    const id = encodeRecordId('Service', 'north', 'a:b/ü')
    expect(decodeGlobalId(id)).toEqual({ type: 'Service', ref: { feed: 'north', originId: 'a:b/ü' } })
  })

  it.each(['Feed', 'Taxonomy', 'TaxonomyTerm'] as const)('of a %s stands for its key', (type) => {
    expect(decodeGlobalId(encodeKeyId(type, 'https://terms.example/#a:1'))).toEqual({
      type,
      key: 'https://terms.example/#a:1',
    })
  })

  it('of another type is not taken', () => {
    expect(decodeRecordId(encodeRecordId('Location', 'north', '1'), 'Service')).toBeUndefined()
  })

  const id = encodeRecordId('Service', 'north', '1')
  const forge = (text: string): string => Buffer.from(text).toString('base64url')
  it.each([
    ['nothing', ''],
    ['plain text', 'Service:north:1'],
    ['padding added', `${id}==`],
    ['stray characters', `${id.slice(0, 4)} ${id.slice(4)}`],
    ['an unknown type', forge('Person:north:1')],
    ['no feed', forge('Service:')],
    ['no origin id', forge('Service:north:')],
    ['no key', forge('Feed:')],
  ])('that the gateway never gave stands for nothing: %s', (_what, forged) => {
    expect(decodeGlobalId(forged)).toBeUndefined()
  })
})

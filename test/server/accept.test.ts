import { describe, expect, it } from 'vitest'
import { chooseCoding, preferType } from '../../src/server/accept.ts'
import { chooseMediaType } from '../../src/server/choose-media-type.ts'

const NEWER = 'application/graphql-response+json'
const OLDER = 'application/json'

describe('the media type of an answer', () => {
  it.each([
    [undefined, OLDER],
    ['', OLDER],
    ['*/*', OLDER],
    ['application/*', OLDER],
    [OLDER, OLDER],
    ['APPLICATION/JSON; charset=utf-8', OLDER],
    [NEWER, NEWER],
    [`${NEWER}, ${OLDER}`, NEWER],
    [`${OLDER}, ${NEWER}`, NEWER],
    [`${NEWER};q=0.5, ${OLDER}`, OLDER],
    [`${NEWER};q=0.5, ${OLDER};q=0.4`, NEWER],
    [`${NEWER}, */*`, NEWER],
    [`${NEWER};q=0.1, */*;q=0.9`, OLDER],
    [`${NEWER};q=0, ${OLDER}`, OLDER],
    [`${OLDER};q=0, */*`, NEWER],
    [`${OLDER};q=2`, OLDER],
    ['text/html, application/xhtml+xml, */*;q=0.8', OLDER],
  ])('for Accept: %s is %s', (accept, mediaType) => {
    expect(chooseMediaType(accept)).toBe(mediaType)
  })

  it.each(['text/html', 'image/png, text/*', `${OLDER};q=0`, '*/*;q=0', `*/*;q=0.0, ${NEWER};q=0`, 'application/xml'])(
    'is none for Accept: %s',
    (accept) => {
      expect(() => chooseMediaType(accept)).toThrow(/accept one of them/)
    },
  )
})

it('prefers the more specific range over a wildcard of more quality', () => {
  expect(preferType('text/csv;q=0, text/*', ['text/csv'])).toBeUndefined()
  expect(preferType('text/csv;q=0.2, text/*;q=0.9', ['text/csv', 'text/html'])).toBe('text/html')
})

it.each([
  ['gzip, deflate, br', 'br'],
  ['gzip;q=0.5', 'gzip'],
  ['gzip;q=0', undefined],
  ['gzip;q=0.000', undefined],
  ['gzip;q=1, br;q=0.9', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['xgzip', undefined],
  ['deflate', undefined],
  ['*', 'br'],
  ['*;q=0', undefined],
  ['br;q=0, *', 'gzip'],
  ['identity, gzip;q=0.5', undefined],
  ['identity;q=0.5, gzip', 'gzip'],
  ['identity;q=0, gzip;q=0.1', 'gzip'],
  ['', undefined],
  [undefined, undefined],
])('Accept-Encoding: %s has an answer packed as %s', (accept, coding) => {
  expect(chooseCoding(accept)).toBe(coding)
})

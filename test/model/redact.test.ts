import { describe, expect, it } from 'vitest'
import { redact, redactAll } from '../../src/model/redact.ts'

describe('an address', () => {
  it.each([
    'key',
    'KEY',
    'api_key',
    'api-key',
    'apiKey',
    'apikey',
    'x-functions-key',
    'subscription-key',
    'token',
    'access_token',
    'accessToken',
    'sig',
    'signature',
    'X-Amz-Signature',
    'X-Amz-Security-Token',
    'X-Amz-Credential',
    'code',
    'secret',
    'client_secret',
    'password',
    'pwd',
    'auth',
    'Authorization',
    'jwt',
    'sas',
    'api%5Fkey',
    '%6bey',
  ])('shows no value of %s', (name) => {
    const address = `https://council.example/api?area=5&${name}=s3cret%2Fvalue&page=2`
    expect(redact(address)).toBe(`https://council.example/api?area=5&${name}=REDACTED&page=2`)
  })

  it.each([
    'https://council.example/api/services?page=2&per_page=100',
    'https://council.example/api?postcode=TA1+1AA&zipcode=1&area_code=E07&keyword=lunch&tokens=3&keys',
    'https://council.example/key/services',
    'no address at all: key=1',
  ])('stays as it is where nothing is secret: %s', (address) => {
    expect(redact(address)).toBe(address)
  })

  it.each([
    ['pin', 'https://c.example/?PIN=1234&page=2', 'https://c.example/?PIN=REDACTED&page=2'],
    ['my_id', 'https://c.example/?my-id=1&page=2', 'https://c.example/?my-id=REDACTED&page=2'],
  ])('shows no value of a parameter that is configured as %s', (name, address, shown) => {
    expect(redact(address, [name])).toBe(shown)
  })

  it('shows no user name and password', () => {
    expect(redact('https://user:pass@council.example/api')).toBe('https://council.example/api')
  })

  it('is found in the midst of a text, each time', () => {
    const line = '{"url":"https://a.example/?key=one","err":"GET http://b.example/x?y=1&token=two failed"}'
    expect(redact(line)).toBe(
      '{"url":"https://a.example/?key=REDACTED","err":"GET http://b.example/x?y=1&token=REDACTED failed"}',
    )
  })

  it('shows in a log no parameter at all but small numbers', () => {
    expect(redactAll('https://c.example/services?page=12&per_page=100&owner=abc&id=12345678901')).toBe(
      'https://c.example/services?page=12&per_page=100&owner=REDACTED&id=REDACTED',
    )
  })
})

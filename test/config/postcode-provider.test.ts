import { expect, it } from 'vitest'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'

const parse = (postcodeProvider: unknown, allowPrivateHosts: readonly string[] = []) =>
  parseFeedsConfig('feeds.config.json', JSON.stringify({ feeds: [], postcodeProvider, allowPrivateHosts }))

it('takes the address of a postcode provider, and none where none is named', () => {
  expect(parse({ url: 'https://postcodes.example/api' }).postcodeProvider).toEqual({
    url: 'https://postcodes.example/api',
  })
  expect(parse({ url: 'http://127.0.0.1:8000' }, ['127.0.0.1']).postcodeProvider?.url).toBe('http://127.0.0.1:8000')
  expect(parse(undefined).postcodeProvider).toBeUndefined()
})

it.each([
  [{ url: 'http://127.0.0.1:8000' }, /postcodeProvider\.url leads to the private host/],
  [{ url: 'ftp://postcodes.example' }, /postcodeProvider\.url is no http\(s\) address/],
  [{}, /postcodeProvider\.url must be an http\(s\) address/],
  [{ url: 'https://postcodes.example', uri: 'x' }, /postcodeProvider\.uri is not known: did you mean url/],
])('refuses %j and says why', (provider, message) => {
  expect(() => parse(provider)).toThrow(message)
})

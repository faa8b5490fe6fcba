import { expect, it } from 'vitest'
import { mayAsk } from '../../src/mcp/may-ask.ts'

const HOSTS = ['gateway.example']

it.each([
  'http://localhost:4000',
  'http://127.0.0.1:4000',
  'http://[::1]:4000',
  'http://203.0.113.7',
  'https://gateway.example',
  'http://GATEWAY.example:443',
])('%s may ask', (origin) => {
  expect(mayAsk(origin, HOSTS)).toBe(true)
})

it.each([
  'http://rebound.example',
  'http://gateway.example.evil.example',
  'https://evil.example/gateway.example',
  'http://',
  'null',
  '',
])('%s may not', (origin) => {
  expect(mayAsk(origin, HOSTS)).toBe(false)
})

import { expect, it } from 'vitest'
import { createSaidOnce } from '../../src/cli/said-once.ts'

const HOUR_MS = 3_600_000

it('says a warning that comes again once an hour, and how often it came meanwhile', () => {
  let nowMs = 0
  const say = createSaidOnce(() => nowMs)
  const details = { feed: 'north', code: 'TIMEOUT' }
  expect(say('The feed did not answer.', details)).toEqual({})
  nowMs = HOUR_MS - 1
  expect(say('The feed did not answer.', details)).toBeUndefined()
  expect(say('The feed did not answer.', details)).toBeUndefined()
  nowMs = HOUR_MS
  expect(say('The feed did not answer.', details)).toEqual({ repeats: 2 })
  nowMs = 2 * HOUR_MS
  expect(say('The feed did not answer.', details)).toEqual({})
})

it.each([
  ['of another feed', 'The feed did not answer.', { feed: 'south', code: 'TIMEOUT' }],
  ['of another code', 'The feed did not answer.', { feed: 'north', code: 'HTTP_STATUS' }],
  ['of another message', 'The feed answers 500.', { feed: 'north', code: 'TIMEOUT' }],
  ['with an error', 'The feed did not answer.', { feed: 'north', code: 'TIMEOUT', err: new Error('one') }],
])('says a warning %s at once', (_, message, details) => {
  const say = createSaidOnce(() => 0)
  say('The feed did not answer.', { feed: 'north', code: 'TIMEOUT' })
  expect(say(message, details)).toEqual({})
  expect(say(message, details)).toBeUndefined()
})

it('says two errors of one message each, where they are of different causes', () => {
  const say = createSaidOnce(() => 0)
  expect(say('A request failed.', { err: new Error('one') })).toEqual({})
  expect(say('A request failed.', { err: new Error('two') })).toEqual({})
  expect(say('A request failed.', { err: new Error('one') })).toBeUndefined()
})

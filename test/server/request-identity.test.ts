import { describe, expect, it } from 'vitest'
import { createClientNames, createDailyKey, identifyRequest } from '../../src/server/request-identity.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'

describe('identifyRequest', () => {
  it.each(['abc', 'a.b:c-d_9', 'x'.repeat(128)])('keeps the client’s plain id %s', (id) => {
    expect(identifyRequest({ headers: { 'x-request-id': id } })).toEqual({ requestId: id })
  })

  it.each(['', 'a b', 'x'.repeat(129), '{"a":1}', 'é', 'a,b'])('makes an id of its own in place of “%s”', (id) => {
    expect(identifyRequest({ headers: { 'x-request-id': id } }).requestId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it.each([`00-${TRACE}-${SPAN}-01`, `00-${TRACE}-${SPAN}-00`, `01-${TRACE}-${SPAN}-01-of-a-later-version`])(
    'takes the trace of %s',
    (traceparent) => expect(identifyRequest({ headers: { traceparent } }).traceId).toBe(TRACE),
  )

  it.each([
    `ff-${TRACE}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE}-01`,
    'nonsense',
  ])('takes no trace of %s', (traceparent) => {
    expect(identifyRequest({ headers: { traceparent } })).not.toHaveProperty('traceId')
  })
})

const KEY = () => Buffer.alloc(32)

describe('createClientNames', () => {
  it('hashes an address alike within a day and otherwise after it, and nothing of it stands in the name', () => {
    let nowMs = 0
    const name = createClientNames(
      'hashed',
      createDailyKey(() => nowMs),
    )
    const first = name('192.0.2.7')
    expect(first).toMatch(/^[0-9a-f]{12}$/)
    nowMs = 86_399_999
    expect(name('192.0.2.7')).toBe(first)
    expect(name('192.0.2.8')).not.toBe(first)
    nowMs = 86_400_000
    expect(name('192.0.2.7')).not.toBe(first)
  })

  it('hashes otherwise in another process', () => {
    const create = () =>
      createClientNames(
        'hashed',
        createDailyKey(() => 0),
      )
    const [one, other] = [create(), create()]
    expect(one('192.0.2.7')).not.toBe(other('192.0.2.7'))
  })

  it('says the address, or nothing, where it is set so', () => {
    expect(createClientNames('address', KEY)('192.0.2.7')).toBe('192.0.2.7')
    expect(createClientNames('off', KEY)('192.0.2.7')).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { classifyFault } from '../../src/feeds/classify-fault.ts'

const PLACE = { feed: 'northmoor', url: 'https://oruk.example/services' }

function withCode(code: string, cause?: unknown): Error {
  return Object.assign(new Error(code, { cause }), { code })
}

describe('a fault that can not be played here', () => {
  it.each([
    ['EAI_AGAIN', 'DNS'],
    ['ENOTFOUND', 'DNS'],
    ['EHOSTUNREACH', 'CONNECT_REFUSED'],
    ['ETIMEDOUT', 'CONNECT_TIMEOUT'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'TLS'],
    ['CERT_HAS_EXPIRED', 'TLS'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'TLS'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'TLS'],
    ['EPIPE', 'RESET'],
  ])('%s is %s', (code, expected) => {
    expect(classifyFault(withCode(code), 'headers', PLACE)?.code).toBe(expected)
  })

  it.each([
    ['CERT_HAS_EXPIRED', /has expired.* renew/],
    ['CERT_NOT_YET_VALID', /not valid yet.* clock/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /another name.* url/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /network\.authorities/],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', /network\.authorities/],
  ])('says what to do about a certificate: %s', (code, message) => {
    expect(classifyFault(withCode(code), 'headers', PLACE)?.message).toMatch(message)
  })

  it('is found inside what wraps it', () => {
    const refused = new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')])
    expect(classifyFault(refused, 'headers', PLACE)?.code).toBe('CONNECT_REFUSED')
    expect(classifyFault(new Error('failed', { cause: refused }), 'headers', PLACE)?.code).toBe('CONNECT_REFUSED')
  })

  it('is RESET before the body and TRUNCATED within it', () => {
    expect(classifyFault(withCode('UND_ERR_SOCKET'), 'headers', PLACE)?.code).toBe('RESET')
    expect(classifyFault(withCode('UND_ERR_SOCKET'), 'body', PLACE)?.code).toBe('TRUNCATED')
  })

  it('is not made up for what is no fault of a feed', () => {
    expect(classifyFault(new TypeError('our own bug'), 'body', PLACE)).toBeUndefined()
    expect(classifyFault('a string', 'body', PLACE)).toBeUndefined()
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LookupFunction } from 'node:net'
import { isPublicAddress } from '../../src/feeds/connect-guard.ts'
import { createFeedDispatcher } from '../../src/feeds/feed-dispatcher.ts'
import { type FaultServer, startFaultServer } from './fault-server.ts'
import { createReaderUnderTest, SMALL_LIMITS } from './reader-under-test.ts'

describe('an address', () => {
  it.each([
    ['93.184.216.34', true],
    ['2a00:1450:4009:80b::200e', true],
    ['64:ff9b::5db8:d822', true],
    ['0.0.0.0', false],
    ['10.1.2.3', false],
    ['100.64.0.1', false],
    ['127.0.0.1', false],
    ['127.255.255.254', false],
    ['169.254.169.254', false],
    ['172.16.0.1', false],
    ['192.168.1.1', false],
    ['192.0.2.1', false],
    ['198.18.0.1', false],
    ['224.0.0.1', false],
    ['240.0.0.1', false],
    ['255.255.255.255', false],
    ['::', false],
    ['::1', false],
    ['::ffff:7f00:1', false],
    ['::ffff:10.0.0.1', false],
    ['::7f00:1', false],
    ['64:ff9b::a00:1', false],
    ['64:ff9b:1::a00:1', false],
    ['2002:7f00:1::', false],
    ['2001:db8::1', false],
    ['fe80::1', false],
    ['fe80::1%eth0', false],
    ['fc00::1', false],
    ['fec0::1', false],
    ['ff02::1', false],
    ['not an address', false],
  ])('%s is public: %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic)
  })
})

describe('a connection', () => {
  let server: FaultServer

  beforeAll(async () => {
    server = await startFaultServer()
  })
  afterAll(() => server.close())

  function ask(host: string, { allowPrivateHosts = [] as readonly string[], lookup = answerOf('127.0.0.1') } = {}) {
    const dispatcher = createFeedDispatcher({ allowPrivateHosts, limits: SMALL_LIMITS, lookup })
    const url = `http://${host}:${server.port}/fine`
    const { reader } = createReaderUnderTest({ url, dispatcher, hosts: {} })
    return reader.fetchPage(1, 10).then(
      () => 'answered',
      (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
    )
  }

  it.each(['127.0.0.1', '[::ffff:7f00:1]', '2130706433', '0x7f.1', '127.1', '0.0.0.0'])(
    'to the literal address %s is not opened',
    async (host) => {
      expect(await ask(host)).toBe('BLOCKED_ADDRESS')
    },
  )

  it.each(['localhost', 'council.example', 'council.example.'])(
    'to %s is not opened when the name leads home',
    async (host) => {
      expect(await ask(host)).toBe('BLOCKED_ADDRESS')
    },
  )

  it('is opened to private hosts that the configuration names, with or without the port', async () => {
    expect(await ask('127.0.0.1', { allowPrivateHosts: ['127.0.0.1'] })).toBe('answered')
    expect(await ask('council.example', { allowPrivateHosts: ['Council.example'] })).toBe('answered')
    expect(await ask('council.example', { allowPrivateHosts: [`council.example:${server.port}`] })).toBe('answered')
    expect(await ask('council.example', { allowPrivateHosts: ['council.example:1'] })).toBe('BLOCKED_ADDRESS')
  })

  it('distinguishes a name that is gone from an address that is blocked', async () => {
    const lookup: LookupFunction = (_host, _options, callback) =>
      callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), [])
    expect(await ask('gone.example', { lookup })).toBe('DNS')
  })

  it('notices a name that turns private after a first good answer', async () => {
    const answers = ['127.0.0.1', '10.0.0.1']
    const lookup: LookupFunction = (_host, _options, callback) =>
      callback(null, [{ address: answers.shift() ?? '', family: 4 }])
    expect(await ask('rebinding.example', { lookup, allowPrivateHosts: ['rebinding.example'] })).toBe('answered')
    expect(await ask('rebinding.example', { lookup })).toBe('BLOCKED_ADDRESS')
  })
})

function answerOf(address: string): LookupFunction {
  return (_host, _options, callback) => callback(null, [{ address, family: 4 }])
}

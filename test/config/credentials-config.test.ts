import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'
import { createSelfSigned } from '../feeds/self-signed.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

const FEED = { slug: 'northam', name: 'Northam', publisher: 'Northam Council', url: 'https://northam.example/api' }

function parse(
  feed: Readonly<Record<string, unknown>>,
  environment: Readonly<Record<string, string>> = {},
  more: Readonly<Record<string, unknown>> = {},
  folder = '.',
) {
  const text = JSON.stringify({ feeds: [{ ...FEED, ...feed }], ...more })
  return parseFeedsConfig('the file', text, {}, folder, environment)
}

function credentialsOf(credentials: unknown, environment?: Readonly<Record<string, string>>, folder?: string) {
  return parse({ credentials }, environment, {}, folder).credentials?.get('northam')
}

const ENVIRONMENT = { KEY: 'swordfish', USER_NAME: 'us:er', SECRET: 'pässword', TOKEN: 'abc' }

describe('credentials', () => {
  it.each([
    [
      'headers',
      { headers: { 'X-Api-Key': { env: 'KEY' } } },
      { headers: { 'X-Api-Key': 'swordfish' }, parameters: {} },
    ],
    ['parameters', { parameters: { apikey: { env: 'KEY' } } }, { headers: {}, parameters: { apikey: 'swordfish' } }],
    ['a bearer token', { bearer: { env: 'TOKEN' } }, { headers: { authorization: 'Bearer abc' }, parameters: {} }],
    [
      'user and password',
      { basic: { user: { env: 'USER_NAME' }, password: { env: 'SECRET' } } },
      { headers: { authorization: `Basic ${Buffer.from('us:er:pässword').toString('base64')}` }, parameters: {} },
    ],
    [
      'an OAuth client',
      { oauth: { tokenUrl: 'https://id.example/token', clientId: { env: 'USER_NAME' }, clientSecret: { env: 'KEY' } } },
      {
        headers: {},
        parameters: {},
        oauth: { tokenUrl: 'https://id.example/token', clientId: 'us:er', clientSecret: 'swordfish', sendIn: 'header' },
      },
    ],
  ])('are read: %s', (_, stated, expected) => {
    expect(credentialsOf(stated, ENVIRONMENT)).toEqual(expected)
  })

  it('are read from files beside the feeds file, without the line break at their end', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'key'), 'swordfish\n')
    expect(credentialsOf({ headers: { 'X-Api-Key': { file: 'key' } } }, {}, folder)?.headers).toEqual({
      'X-Api-Key': 'swordfish',
    })
  })

  it('are no part of the feed that threads, logs and answers see', () => {
    const config = parse({ credentials: { bearer: { env: 'TOKEN' } } }, ENVIRONMENT)
    expect(JSON.stringify(config.feeds)).not.toMatch(/abc|TOKEN|credentials/)
  })

  it.each([
    ['a value itself', { bearer: 'abc' }, /credentials\.bearer must say where the value stands/],
    [
      'a variable that is not set',
      { bearer: { env: 'NOWHERE' } },
      /credentials\.bearer names the environment variable NOWHERE, which is not set/,
    ],
    [
      'a file that is not there',
      { bearer: { file: '/nowhere' } },
      /credentials\.bearer names the file \/nowhere, which can not be read \(ENOENT\)/,
    ],
    ['a folder', { bearer: { file: '/' } }, /credentials\.bearer names the file \//],
    [
      'two ways at once',
      { bearer: { env: 'TOKEN' }, basic: { user: { env: 'KEY' }, password: { env: 'KEY' } } },
      /more than one of bearer, basic and oauth/,
    ],
    [
      'a header that the gateway sets',
      { headers: { Host: { env: 'KEY' } } },
      /is a header that the gateway sets itself/,
    ],
    [
      'what no header can carry',
      { headers: { 'X-Key': { env: 'BREAK' } } },
      /headers\.X-Key has a value with characters that no header can carry/,
    ],
    [
      'a server of tokens in the clear',
      { oauth: { tokenUrl: 'http://id.example/token', clientId: { env: 'KEY' }, clientSecret: { env: 'KEY' } } },
      /tokenUrl is not https/,
    ],
  ])('are refused with what to do: %s', (_, credentials, problem) => {
    expect(() => credentialsOf(credentials, { ...ENVIRONMENT, BREAK: 'a\nb' })).toThrow(problem)
  })

  it('are refused where certificate and key cannot be shown, without either', () => {
    const certificate = { cert: { env: 'CERT' }, key: { env: 'CLIENT_KEY' } }
    const [one, other] = [createSelfSigned('one'), createSelfSigned('other')]
    expect(credentialsOf({ certificate }, { CERT: one.cert, CLIENT_KEY: one.key })?.certificate?.key).toBe(
      one.key.trim(),
    )
    for (const key of [other.key, 'swordfish']) {
      const refused = () => credentialsOf({ certificate }, { CERT: one.cert, CLIENT_KEY: key })
      expect(refused).toThrow(
        /credentials\.certificate cannot be used \(ERR_\w+\): give cert and key that belong together/,
      )
      expect(refused).not.toThrow(/swordfish|PRIVATE/)
    }
  })

  it('never show a value in a refusal', () => {
    expect(() =>
      credentialsOf(
        { bearer: { env: 'TOKEN' }, headers: { 'X-Key': { env: 'BREAK' } } },
        { TOKEN: 'abc', BREAK: 'sword\nfish' },
      ),
    ).toThrow(expect.objectContaining({ message: expect.not.stringMatching(/sword|abc/) }))
  })

  it('of a feed that is not enabled need not be there', () => {
    expect(
      parse({ enabled: false, reason: 'no key yet', credentials: { bearer: { env: 'NOWHERE' } } }).credentials?.size,
    ).toBe(0)
  })
})

describe('the network', () => {
  const proxy = 'http://proxy.example:3128'

  it('is as the environment says, in either case, this machine apart', () => {
    expect(
      parse({}, { https_proxy: proxy, HTTP_PROXY: 'http://other:1', NO_PROXY: '.example, 192.0.2.1' }).outbound,
    ).toEqual({
      httpsProxy: proxy,
      httpProxy: 'http://other:1',
      noProxy: 'localhost,127.0.0.1,::1,.example,192.0.2.1',
    })
  })

  it('is as the file says before it', () => {
    const network = { proxy, noProxy: ['near.example'], sourceAddress: '192.0.2.7' }
    expect(parse({}, { HTTPS_PROXY: 'http://other:1', NO_PROXY: 'x' }, { network }).outbound).toEqual({
      httpsProxy: proxy,
      httpProxy: proxy,
      noProxy: 'localhost,127.0.0.1,::1,near.example',
      sourceAddress: '192.0.2.7',
    })
  })

  it.each([
    [
      'a proxy with its password',
      { proxy: 'http://user:secret@proxy.example:3128' },
      /network\.proxy must be an address/,
    ],
    [
      'authorities that are not there',
      { authorities: 'nowhere.pem' },
      /network\.authorities names the file nowhere\.pem, which can not be read/,
    ],
    ['authorities that are none', { authorities: 'README.md' }, /README\.md, which holds no certificates as PEM/],
    [
      'a SOCKS proxy',
      { proxy: 'socks5://proxy.example:1080' },
      /network\.proxy names a SOCKS proxy, which feeds cannot/,
    ],
    ['a name it does not know', { prox: proxy }, /network\.prox is not known: did you mean proxy/],
  ])('is refused with what to do: %s', (_, network, problem) => {
    expect(() => parse({}, {}, { network })).toThrow(problem)
  })

  it.each([
    ['socks5h://proxy.example:1080', /HTTPS_PROXY names a SOCKS proxy/],
    ['ftp://us:er@proxy.example', /HTTPS_PROXY does not name a proxy that speaks HTTP/],
  ])('is refused with what to do where the environment has the proxy %s', (stated, problem) => {
    expect(() => parse({}, { HTTPS_PROXY: stated })).toThrow(problem)
    expect(() => parse({}, { HTTPS_PROXY: stated })).not.toThrow(/us:er/)
  })

  it('may leave http:// out of a proxy’s address, as other programs have it', () => {
    expect(parse({}, { HTTPS_PROXY: 'proxy.example:3128' }).outbound?.httpsProxy).toBe(proxy)
  })
})

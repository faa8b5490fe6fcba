import { describe, expect, it } from 'vitest'

import { ConfigError, type ConfigProblem } from '../../src/config/config-error.ts'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'

const FEED = {
  slug: 'northam',
  name: 'Northam directory',
  publisher: 'Northam Council',
  url: 'https://northam.example/api',
}

function parse(file: Record<string, unknown>) {
  return parseFeedsConfig('feeds.config.json', JSON.stringify({ feeds: [FEED], ...file }), {
    quirks: ['ages-in-months'],
  })
}

function problemsOf(read: () => unknown): readonly ConfigProblem[] {
  try {
    read()
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('a feeds file', () => {
  it('needs four facts of a feed and states the rest itself', () => {
    expect(parse({})).toEqual({
      showAssurers: false,
      outbound: { noProxy: 'localhost,127.0.0.1,::1' },
      credentials: new Map(),
      allowPrivateHosts: [],
      hosts: [],
      feeds: [{ ...FEED, areas: [], quirks: [], enabled: true, pageSize: 100, refreshIntervalMs: 3_600_000 }],
    })
  })

  it('counts in human units and gives them back in milliseconds', () => {
    const config = parse({
      refreshIntervalMinutes: 90,
      hosts: { 'Example.org': { requestsPerSecond: 2 } },
      feeds: [
        FEED,
        {
          ...FEED,
          slug: 'b',
          url: 'https://b.example',
          refreshIntervalMinutes: 5,
          budget: { requests: 100, perMinutes: 15 },
        },
      ],
    })
    expect(config.feeds.map((feed) => feed.refreshIntervalMs)).toEqual([5_400_000, 300_000])
    expect(config.feeds[1]?.budget).toEqual({ requests: 100, perMs: 900_000 })
    expect(config.hosts).toEqual([{ host: 'example.org', budget: { requests: 2, perMs: 1_000 } }])
  })

  it.each<[what: string, file: Record<string, unknown>, path: string, problem: string]>([
    ['a mistyped key', { showAsurers: true }, 'showAsurers', 'did you mean showAssurers'],
    ['a mistyped key of a feed', { feeds: [{ ...FEED, licens: 'x' }] }, 'feeds[0].licens', 'did you mean licence'],
    ['a key far from all', { feeds: [{ ...FEED, zzzzzzzz: 1 }] }, 'feeds[0].zzzzzzzz', 'take it out'],
    ['a slug with spaces', { feeds: [{ ...FEED, slug: 'North Am' }] }, 'feeds[0].slug', 'may have only'],
    [
      'a slug twice',
      { feeds: [FEED, { ...FEED, url: 'https://b.example' }] },
      'feeds[1].slug',
      'is that of feeds[0] too',
    ],
    ['an address twice', { feeds: [FEED, { ...FEED, slug: 'b' }] }, 'feeds[1].url', 'list a feed once'],
    [
      'an address that is not http',
      { feeds: [{ ...FEED, url: 'ftp://x.example' }] },
      'feeds[0].url',
      'is no http(s) address',
    ],
    [
      'an address with a password',
      { feeds: [{ ...FEED, url: 'https://a:b@x.example' }] },
      'feeds[0].url',
      'take it out',
    ],
    [
      'a private address',
      { feeds: [{ ...FEED, url: 'http://192.168.0.7/' }] },
      'feeds[0].url',
      'add "192.168.0.7" to allowPrivateHosts',
    ],
    ['this machine, in disguise', { feeds: [{ ...FEED, url: 'http://0x7f.1/' }] }, 'feeds[0].url', 'add "127.0.0.1"'],
    ['this machine, in IPv6', { feeds: [{ ...FEED, url: 'http://[::ffff:7f00:1]/' }] }, 'feeds[0].url', 'private host'],
    ['a name without a dot', { feeds: [{ ...FEED, url: 'http://directory/' }] }, 'feeds[0].url', 'private host'],
    [
      'a code that is no GSS code',
      { feeds: [{ ...FEED, areas: ['E0600002'] }] },
      'feeds[0].areas[0]',
      'is no GSS code',
    ],
    ['a feed off without a reason', { feeds: [{ ...FEED, enabled: false }] }, 'feeds[0].reason', 'say why'],
    [
      'a quirk nobody knows',
      { feeds: [{ ...FEED, quirks: ['age-in-months'] }] },
      'feeds[0].quirks',
      'did you mean "ages-in-months"',
    ],
    [
      'a budget in other words',
      { feeds: [{ ...FEED, budget: { perSecond: 5 } }] },
      'feeds[0].budget',
      'requestsPerSecond',
    ],
    ['an interval under a minute', { refreshIntervalMinutes: 0 }, 'refreshIntervalMinutes', 'is under a minute'],
    ['a page too large', { feeds: [{ ...FEED, pageSize: 5_000 }] }, 'feeds[0].pageSize', 'is over 1,000'],
    [
      'a ceiling for an address',
      { hosts: { 'http://x.example': { requestsPerSecond: 1 } } },
      'hosts.http://x.example',
      'is no host',
    ],
    ['a private host that is an address', { allowPrivateHosts: ['http://x'] }, 'allowPrivateHosts[0]', 'is no host'],
    ['no list of feeds', { feeds: {} }, 'feeds', 'must be a list of feeds'],
  ])('with %s is refused with its path and the mend', (_what, file, path, problem) => {
    expect(problemsOf(() => parse(file))).toEqual([{ path, problem: expect.stringContaining(problem) }])
  })

  it('is refused with all its problems at once', () => {
    const feeds = [
      { ...FEED, slug: 'A B', enabled: false },
      { ...FEED, url: 'http://10.0.0.1', area: [] },
    ]
    const paths = problemsOf(() => parse({ feeds, showAsurers: true })).map(({ path }) => path)
    expect(paths.toSorted()).toEqual([
      'feeds[0].reason',
      'feeds[0].slug',
      'feeds[1].area',
      'feeds[1].url',
      'showAsurers',
    ])
  })

  it('may be on a private host that it names', () => {
    const file = { allowPrivateHosts: ['127.0.0.1'], feeds: [{ ...FEED, url: 'http://127.0.0.1:4010/a' }] }
    expect(parse(file).feeds[0]?.url).toBe('http://127.0.0.1:4010/a')
  })

  it('that is no JSON says where', () => {
    expect(problemsOf(() => parseFeedsConfig('f', '{"feeds": [}'))[0]?.problem).toContain('It is not JSON')
  })
})

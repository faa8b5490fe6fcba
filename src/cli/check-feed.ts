import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { ConfigError } from '../config/config-error.ts'
import type { FeedsConfig } from '../config/feeds-config.ts'
import { createGateway, type Gateway } from '../gateway.ts'
import { hostOf } from '../model/host-budget.ts'
import type { Log } from '../model/log.ts'
import { redact } from '../model/redact.ts'
import { describeFeedCheck } from './describe-feed-check.ts'
import { type FeedCheck, summariseIssues } from './feed-check.ts'
import { present } from '../model/present.ts'
import { findEntry, readStatedFile, readWays } from './ways-to-feed.ts'

const SLUG_LONGEST = 40
const MOST_ISSUES = 20_000

/**
 * Reads the feed at any address, or the one of this slug in the feeds file, as the gateway would: through the file's network and
 * with its credentials, in a catalogue that is thrown away. Prints how it fares: a report for a person, or JSON. Sets exit code 1
 * where it fails. A private host is asked only because the person named it.
 */
export async function checkFeed(named: string, options: { json?: boolean; details: string }): Promise<void> {
  const mostDetails = readCount(options.details)
  const file = await readStatedFile()
  const { url, credentials } = findEntry(file, named) ?? { url: named, credentials: undefined }
  const check = await checkAddress(url, {
    mostDetails,
    say: (line) => console.error(line),
    configured: readWays(file, url, credentials),
  })
  console.log(options.json === true ? JSON.stringify(check, undefined, 2) : describeFeedCheck(check))
  if (check.outcome === 'FAIL') process.exitCode = 1
}

/** How a feed is checked. */
interface CheckOptions {
  readonly mostDetails: number
  /** Says a line to whoever waits. */
  say(line: string): void
  /** How feeds are reached and what opens its only one. */
  readonly configured: FeedsConfig
}

/** How the feed at any address fares; at most `mostDetails` of its details are read. ConfigError where it is no address. */
export async function checkAddress(url: string, { mostDetails, say, configured }: CheckOptions): Promise<FeedCheck> {
  const config = configOf(url, configured)
  const folder = await mkdtemp(join(tmpdir(), 'oruk-gateway-check-'))
  try {
    const gateway = await createGateway(config, {
      dataDir: folder,
      log: progressLog(say),
      isScheduled: false,
      mostDetails,
    })
    try {
      say(`Looking at ${redact(url)}: its root, pages, details and filters.`)
      await gateway.inspectAll()
      say('Reading its list.')
      await gateway.refreshAll()
      return readCheck(gateway, config)
    } finally {
      await gateway.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function configOf(text: string, { allowPrivateHosts, outbound, credentials }: FeedsConfig): FeedsConfig {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new ConfigError('The address', [
      { path: '', problem: `"${text}" is no http(s) address: write one such as https://example.org/api` },
    ])
  const feed = {
    slug: slugOf(url),
    name: url.hostname,
    publisher: url.hostname,
    url: text,
    areas: [],
    quirks: [],
    enabled: true,
    refreshIntervalMs: 3_600_000,
    pageSize: 100,
  }
  const [opened] = [...(credentials?.values() ?? [])]
  return {
    ...{ feeds: [feed], hosts: [], showAssurers: false, allowPrivateHosts },
    ...present({ outbound }),
    ...(opened !== undefined && { credentials: new Map([[feed.slug, opened]]) }),
  }
}

/** The host's name; where that is a number, the last word of the path says more. */
function slugOf({ hostname, pathname }: URL): string {
  const named = /^[\d.]+$|:/.test(hostname)
    ? (pathname.split('/').findLast((part) => part !== '') ?? hostname)
    : hostname
  const words = named
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/[^a-z0-9]+/g, '-')
  return words.slice(0, SLUG_LONGEST).replace(/^-+|-+$/g, '') || 'feed'
}

function readCount(text: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text)
  throw new ConfigError('The arguments', [{ path: '--details', problem: `is "${text}": write a whole number` }])
}

/** What the rooms log, as lines for the person who waits. */
function progressLog(say: (line: string) => void): Log {
  const info: Log['info'] = (details, message) => {
    const figures = Object.entries(details).filter(([name, value]) => name !== 'feed' && typeof value === 'number')
    if (figures.length > 0)
      say(`  ${message}: ${figures.map(([name, value]) => `${name} ${String(value)}`).join(', ')}`)
  }
  const warn: Log['warn'] = (_details, message) => say(`  ${message}`)
  return { info, warn, error: warn }
}

function readCheck(gateway: Gateway, config: FeedsConfig): FeedCheck {
  const [feed] = config.feeds
  const [standing] = gateway.standings()
  if (feed === undefined || standing === undefined) throw new Error('the feed to check is not in the catalogue')
  const { reader, feedHealth } = gateway.createContext({})
  const { verification, filters } = reader.feeds.feedInspection(feed.slug)
  const privateHosts = config.allowPrivateHosts.filter((host) => host === hostOf(feed.url))
  const isUnread = standing.state === 'MISSING' || standing.state === 'PARTIAL'
  const counts = reader.feeds.feedCounts(feed.slug)
  const publisher = reader.feeds.feedRoot(feed.slug)?.publisher?.name ?? new URL(feed.url).hostname
  return {
    url: redact(feed.url),
    ...present({ standard: standing.dialect }),
    outcome: isUnread ? 'FAIL' : (verification?.outcome ?? 'FAIL'),
    report: standing,
    isReadable: !isUnread && counts.services > 0,
    counts,
    health: feedHealth(feed.slug),
    ...present({ verification }),
    filters,
    content: reader.feeds.feedContent(feed.slug),
    issues: summariseIssues(reader.feeds.feedIssues(feed.slug, {}, MOST_ISSUES).issues),
    configuration: {
      slug: feed.slug,
      name: publisher,
      publisher,
      url: redact(feed.url),
      areas: [],
    },
    ...(privateHosts.length === 0 ? {} : { allowPrivateHosts: privateHosts }),
  }
}

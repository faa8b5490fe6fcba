import { resolve } from 'node:path'
import type { z } from 'zod'

import type { FeedConfig, RequestBudget } from '../model/feed.ts'
import { AccessFile, readAccess } from './access-file.ts'
import { checkFeeds } from './check-feeds.ts'
import { ConfigError, type ConfigProblem } from './config-error.ts'
import type { BudgetFile, FeedFile, FeedsConfig, TaxonomiesConfig } from './feeds-config.ts'
import { FeedsFile, TaxonomiesFile } from './feeds-config.ts'
import { checkCredentials, readCredentials } from './credentials-file.ts'
import { NetworkFile, readOutbound } from './network-file.ts'
import { createSecretReader } from './secret.ts'
import { findNearest } from './nearest.ts'
import { PostcodeProviderFile } from './postcode-provider-file.ts'
import { readSite, SiteFile } from './site-file.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Names the rest of the program knows, so that a wrong one is refused instead of ignored. */
export interface KnownNames {
  readonly quirks?: readonly string[]
  readonly dialects?: readonly string[]
}

/**
 * Reads the text of a feeds file; throws a `ConfigError` with every problem, each with its path and the mend. `folder` is
 * where the paths of other files in it begin: the feeds file's own.
 */
export function parseFeedsConfig(
  source: string,
  text: string,
  known: KnownNames = {},
  folder = '.',
  environment: Environment = process.env,
): FeedsConfig {
  const raw = parseFeedsJson(source, text)
  const parsed = FeedsFile.safeParse(raw)
  const shape = parsed.success ? [] : parsed.error.issues.flatMap((issue) => describeIssue(issue))
  const problems = [...shape, ...checkFeeds(raw, known)]
  if (!parsed.success || problems.length > 0) throw new ConfigError(source, problems)
  const config = toConfig(parsed.data, folder, environment, problems)
  if (problems.length > 0) throw new ConfigError(source, problems)
  return config
}

/** The JSON of a feeds file's text, whatever it states; a `ConfigError` where it is none. */
export function parseFeedsJson(source: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw new ConfigError(source, [{ path: '', problem: `It is not JSON${placeOf(cause)}` }])
  }
}

/** Where it stops being JSON; the words of the error itself show what is there, and the path may lead to what is not ours to show. */
function placeOf({ message }: SyntaxError): string {
  const place = /\(line \d+ column \d+\)/.exec(message)?.[0] ?? ''
  return place === '' ? '' : ` ${place}`
}

function describeIssue(issue: z.core.$ZodIssue): ConfigProblem[] {
  if (issue.code === 'invalid_key')
    return [{ path: showPath(issue.path), problem: issue.issues[0]?.message ?? issue.message }]
  if (issue.code !== 'unrecognized_keys') return [{ path: showPath(issue.path), problem: issue.message }]
  const known = knownKeys(issue.path[0])
  return issue.keys.map((key) => {
    const nearest = findNearest(key, known)
    const mend = nearest === undefined ? `take it out; known are ${known.join(', ')}` : `did you mean ${nearest}`
    return { path: showPath([...issue.path, key]), problem: `is not known: ${mend}` }
  })
}

function knownKeys(part: PropertyKey | undefined): readonly string[] {
  if (part === 'feeds') return Object.keys(FeedsFile.shape.feeds.element.shape)
  if (part === 'access') return Object.keys(AccessFile.shape)
  if (part === 'network') return Object.keys(NetworkFile.shape)
  if (part === 'site') return Object.keys(SiteFile.shape)
  if (part === 'postcodeProvider') return Object.keys(PostcodeProviderFile.shape)
  return Object.keys(part === 'taxonomies' ? TaxonomiesFile.shape : FeedsFile.shape)
}

function showPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((shown, part) => {
    if (typeof part === 'number') return `${shown}[${part}]`
    return shown === '' ? String(part) : `${shown}.${String(part)}`
  }, '')
}

/** What can't be had of the values that are not in the file is noted at `problems`. */
function toConfig(file: FeedsFile, folder: string, environment: Environment, problems: ConfigProblem[]): FeedsConfig {
  const read = createSecretReader(problems, (path) => resolve(folder, path), environment)
  const credentials = file.feeds.flatMap(({ slug, enabled, credentials: stated }, index) => {
    if (stated === undefined || !enabled) return []
    const path = `feeds[${index}].credentials`
    const found = readCredentials(stated, path, read)
    problems.push(...checkCredentials(found, path))
    return [[slug, found] as const]
  })
  return {
    outbound: readOutbound(file.network, read, environment, problems),
    credentials: new Map(credentials),
    ...(file.contact !== undefined && { contact: file.contact }),
    showAssurers: file.showAssurers,
    ...(file.postcodeProvider && { postcodeProvider: file.postcodeProvider }),
    allowPrivateHosts: file.allowPrivateHosts.map((host) => host.toLowerCase()),
    hosts: Object.entries(file.hosts).map(([host, budget]) => ({ host: host.toLowerCase(), budget: toBudget(budget) })),
    feeds: file.feeds.map((feed) => toFeed(feed, file.refreshIntervalMinutes)),
    ...(file.access && { access: readAccess(file.access, read, problems) }),
    ...(file.countDemand && { countDemand: true }),
    ...(file.historyOf.length > 0 && { historyOf: file.historyOf }),
    ...(file.site && { site: readSite(file.site, (path) => resolve(folder, path), problems) }),
    ...(file.synonyms && { synonyms: file.synonyms }),
    ...(file.taxonomies && { taxonomies: toTaxonomies(file.taxonomies, folder) }),
  }
}

function toTaxonomies({ schemes, crosswalks, proposeByLabel }: TaxonomiesFile, folder: string): TaxonomiesConfig {
  const inFolder = (path: string): string => resolve(folder, path)
  return { schemes: schemes.map(inFolder), crosswalks: crosswalks.map(inFolder), proposeByLabel }
}

function toFeed(file: FeedFile, defaultMinutes: number): FeedConfig {
  const {
    refreshIntervalMinutes,
    budget,
    licence,
    attribution,
    scope,
    dialect,
    reason,
    requirePass,
    crawlWindow,
    secretParameters,
    trust,
    credentials: _,
    ...rest
  } = file
  return {
    ...rest,
    ...(licence !== undefined && { licence }),
    ...(attribution !== undefined && { attribution }),
    ...(scope !== undefined && { scope }),
    ...(dialect !== undefined && { dialect }),
    ...(reason !== undefined && { reason }),
    refreshIntervalMs: (refreshIntervalMinutes ?? defaultMinutes) * 60_000,
    ...(budget && { budget: toBudget(budget) }),
    ...(requirePass && { requirePass }),
    ...(crawlWindow && { crawlWindow }),
    ...(secretParameters && { secretParameters }),
    ...(trust !== undefined && { trust }),
  }
}

function toBudget(file: BudgetFile): RequestBudget {
  if ('requestsPerSecond' in file) return { requests: file.requestsPerSecond, perMs: 1_000 }
  return { requests: file.requests, perMs: file.perMinutes * 60_000 }
}

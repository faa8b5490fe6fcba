import { redact } from '../model/redact.ts'
import type { ConfigProblem } from './config-error.ts'
import { findNearest } from './nearest.ts'
import type { KnownNames } from './parse-feeds-config.ts'
import { isPrivateHost } from './private-host.ts'

type RawObject = Readonly<Record<string, unknown>>

/**
 * What no single value shows: repeated slugs and addresses, addresses that can not be asked, a feed switched off without
 * a reason, names nobody knows. Looks only at values of the right type, so that it runs beside every other problem.
 */
export function checkFeeds(raw: unknown, known: KnownNames): ConfigProblem[] {
  if (!isObject(raw) || !Array.isArray(raw['feeds'])) return []
  const allowed = new Set(listTexts(raw['allowPrivateHosts']).map((host) => host.toLowerCase()))
  const feeds = raw['feeds'].map((feed: unknown) => (isObject(feed) ? feed : {}))
  const problems = feeds.flatMap((feed, index) => [
    ...checkRepeat(feeds, index, 'slug', 'give every feed its own'),
    ...checkRepeat(feeds, index, 'url', 'list a feed once'),
    ...checkUrl(feed['url'], `feeds[${index}].url`, allowed, listTexts(feed['secretParameters'])),
    ...checkTokenUrl(feed, index, allowed),
    ...checkReason(feed, index),
    ...checkNames(listTexts(feed['quirks']), known.quirks, `feeds[${index}].quirks`),
    ...checkNames(listTexts([feed['dialect']]), known.dialects, `feeds[${index}].dialect`),
  ])
  const provider = raw['postcodeProvider']
  const url = isObject(provider) ? provider['url'] : undefined
  return [...checkUrl(url, 'postcodeProvider.url', allowed), ...problems]
}

function checkRepeat(feeds: readonly RawObject[], index: number, key: string, mend: string): ConfigProblem[] {
  const value = feeds[index]?.[key]
  const first = feeds.findIndex((feed) => feed[key] === value)
  if (typeof value !== 'string' || first === index) return []
  return [
    {
      path: `feeds[${index}].${key}`,
      problem: `is that of feeds[${first}] too, "${redact(value, listTexts(feeds[index]?.['secretParameters']))}": ${mend}`,
    },
  ]
}

function checkUrl(
  value: unknown,
  path: string,
  allowed: ReadonlySet<string>,
  secretParameters: readonly string[] = [],
): ConfigProblem[] {
  if (typeof value !== 'string') return []
  const url = URL.parse(value)
  if (!url || !/^https?:$/.test(url.protocol)) {
    const shown = redact(value, secretParameters)
    return [{ path, problem: `is no http(s) address, "${shown}": write one such as https://example.org/api` }]
  }
  const problems: string[] = []
  if (url.username || url.password) problems.push('carries a user name or password: take it out, feeds are open data')
  if (url.hash) problems.push('has a part after #: take it out')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isPrivateHost(host) && !allowed.has(host)) {
    problems.push(`leads to the private host ${host}: add "${host}" to allowPrivateHosts if you mean it`)
  }
  return problems.map((problem) => ({ path, problem }))
}

/** Names and secrets go there: never in the clear, but on this machine. */
function checkTokenUrl(feed: RawObject, index: number, allowed: ReadonlySet<string>): ConfigProblem[] {
  const { credentials } = feed
  const oauth = isObject(credentials) ? credentials['oauth'] : undefined
  const value = isObject(oauth) ? oauth['tokenUrl'] : undefined
  const path = `feeds[${index}].credentials.oauth.tokenUrl`
  const problems = checkUrl(value, path, allowed)
  const url = typeof value === 'string' ? URL.parse(value) : null
  if (problems.length > 0 || url === null || url.protocol === 'https:' || isPrivateHost(url.hostname)) return problems
  return [{ path, problem: 'is not https: a secret would be sent in the clear' }]
}

function checkReason(feed: RawObject, index: number): ConfigProblem[] {
  if (feed['enabled'] !== false || feed['reason'] !== undefined) return []
  return [{ path: `feeds[${index}].reason`, problem: 'is missing: say why the feed is not enabled' }]
}

function checkNames(names: readonly string[], known: readonly string[] | undefined, path: string): ConfigProblem[] {
  if (!known) return []
  return names.flatMap((name) => {
    if (known.includes(name)) return []
    const nearest = findNearest(name, known)
    const mend = nearest === undefined ? `known are ${known.join(', ') || 'none'}` : `did you mean "${nearest}"`
    return [{ path, problem: `names "${name}", which is not known: ${mend}` }]
  })
}

function listTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function isObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

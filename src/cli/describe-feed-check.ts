import type { FeedCheck } from './feed-check.ts'

const WIDTH = 22

/** The report of a check for a person to read: the verdict first, then what it rests on, at last the entry to paste. */
export function describeFeedCheck(check: FeedCheck): string {
  return [
    describeVerdict(check),
    describeReading(check),
    describeVerification(check),
    describeFilters(check),
    describeContent(check),
    describeIssues(check),
    describeConfiguration(check),
  ]
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')
}

function describeVerdict({ url, standard, outcome, isReadable, report }: FeedCheck): string[] {
  const meaning = {
    PASS: 'It keeps the standard.',
    WARN: 'It keeps what the standard requires; some advice is not followed.',
    FAIL: isReadable ? 'It can be read, but does not keep the standard.' : describeUnread(report),
  }
  return [`${outcome}  ${url}`, `${meaning[outcome]}${standard === undefined ? '' : ` It speaks ${standard}.`}`]
}

function describeUnread({ lastErrorCode, lastErrorMessage }: FeedCheck['report']): string {
  if (lastErrorMessage === undefined) return 'It can not be read: its list has no services.'
  return `It can not be read: ${lastErrorCode}. ${lastErrorMessage}`
}

function describeReading({ standard, report, counts, health }: FeedCheck): string[] {
  // Of a feed that was not reached, that is all there is to say.
  if (standard === undefined) return []
  const detailed = Math.floor(100 * (report.detailedShare ?? 0))
  const speed = health.p50Ms === undefined ? '' : ` Half of the answers took ${Math.round(health.p50Ms)} ms or less.`
  return [
    'What was read',
    `  ${counts.services} services (${detailed} % in full detail), ${counts.organizations} organizations, ${counts.locations} locations, ${counts.taxonomyTerms} terms; ${counts.quarantined} records set aside.`,
    `  ${health.requestsLastDay} requests were made.${speed}`,
  ]
}

function describeVerification({ standard, verification }: FeedCheck): string[] {
  if (standard === undefined) return []
  if (verification === undefined) return ['Verification', '  The feed did not answer long enough to be verified.']
  const lines = verification.checks.map(({ id, outcome, requirement, tried, failed, examples }) => {
    const failure = failed === 0 ? '' : ` ${failed} of ${tried} failed: ${examples.join('; ')}`
    return `  ${outcome}  ${id.padEnd(WIDTH)} ${requirement}${failure}`
  })
  return [`Verification: ${verification.outcome}`, ...lines]
}

function describeFilters({ filters }: FeedCheck): string[] {
  if (filters.length === 0) return []
  const lines = filters.map(({ parameter, result, recall }) => {
    // What ignores a parameter finds everything, of whatever is asked.
    const found =
      recall === undefined || result === 'IGNORED' ? '' : `  found ${Math.round(100 * recall)} % of what it should`
    return `  ${parameter.padEnd(WIDTH)} ${result}${found}`
  })
  return ['Filters', ...lines]
}

function describeContent({ content, counts, report }: FeedCheck): string[] {
  if (counts.services === 0) return []
  const { detailedShare = 1 } = report
  const { d90, d180, d365, older, unknown } = content.freshness
  const names = { taxonomyTerm: 'taxonomy term', serviceArea: 'service area' }
  const shares = Object.entries(content.shares).map(([name, share]) => {
    const shown = name in names ? names[name as keyof typeof names] : name
    return `  ${`with ${shown}`.padEnd(WIDTH)} ${Math.round(100 * share)} %`
  })
  const assured = `  assured: ${d90} in the last 90 days, ${d180} in 180, ${d365} in a year, ${older} before, ${unknown} not known`
  const rest = `  Details were had of ${Math.floor(100 * detailedShare)} % alone (--details is how many to ask for); a list says less.`
  return ['What active services hold', ...shares, assured, ...(detailedShare < 1 ? [rest] : [])]
}

function describeIssues({ issues }: FeedCheck): string[] {
  if (issues.length === 0) return []
  const lines = issues.map(({ code, count, message, path, originId }) => {
    const where = [originId, path].filter(Boolean).join(' ')
    return `  ${String(count).padStart(5)} × ${code}: ${message}${where === '' ? '' : ` (first: ${where})`}`
  })
  return ['Found in the data', ...lines]
}

function describeConfiguration({ standard, outcome, configuration, allowPrivateHosts }: FeedCheck): string[] {
  if (standard === undefined) return []
  const hosts = allowPrivateHosts?.map((host) => `"${host}"`).join(', ')
  return [
    `To read it${outcome === 'FAIL' ? ' all the same' : ''}, complete this entry and add it to \`feeds\` in your feeds file:`,
    JSON.stringify(configuration, undefined, 2),
    ...(hosts === undefined ? [] : [`Its host is private: add ${hosts} to \`allowPrivateHosts\` too.`]),
  ]
}

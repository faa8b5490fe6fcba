import type { FeedStanding } from '../catalogue/catalogue-reader.ts'
import type { Gateway } from '../gateway.ts'

const EVERY_MS = 1_000

/** Prints a line whenever the first refresh has brought more or another feed fails, each once, until every feed is held in full detail or it is stopped. */
export function showProgress(gateway: Pick<Gateway, 'standings'>, print: (line: string) => void): { stop(): void } {
  const said = new Set<string>()
  const timer = setInterval(() => {
    const standings = gateway.standings()
    for (const line of describeProgress(standings).filter((each) => !said.has(each))) {
      said.add(line)
      print(line)
    }
    if (standings.every(isComplete)) stop()
  }, EVERY_MS)
  function stop(): void {
    clearInterval(timer)
  }
  return { stop }
}

/** What is held so far, and a line for each feed that fails. */
export function describeProgress(standings: readonly FeedStanding[]): readonly string[] {
  const services = standings.reduce((sum, standing) => sum + standing.services, 0)
  const detailed = standings.reduce((sum, standing) => sum + standing.services * (standing.detailedShare ?? 0), 0)
  const listed = standings.filter(({ state }) => state === 'FRESH' || state === 'STALE').length
  const share = services === 0 ? 0 : Math.floor((100 * detailed) / services)
  const failing = standings.filter(({ consecutiveFailures }) => consecutiveFailures > 0)
  return [
    `${listed} of ${standings.length} feeds listed to their end, ${services} services, ${share} % in full detail.`,
    ...failing.map(({ slug, lastErrorMessage }) => `  ${slug}: ${lastErrorMessage ?? 'does not answer'}`),
  ]
}

function isComplete({ state, detailedShare }: FeedStanding): boolean {
  return state === 'FRESH' && detailedShare === 1
}

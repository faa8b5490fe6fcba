import type { FeedsReader, FeedIssue, FeedStanding } from '../catalogue/catalogue-reader.ts'
import type { FeedInspection } from '../model/inspection.ts'
import type { FeedTraffic } from '../model/keeper.ts'
import { present } from '../model/present.ts'

/** All that checking a feed showed. */
export interface FeedCheck extends FeedInspection {
  readonly url: string
  /** The dialect recognised; absent where no page could be read. */
  readonly standard?: string
  /** That of the verification; FAIL too where the list could not be read to its end. */
  readonly outcome: 'PASS' | 'WARN' | 'FAIL'
  /** Its list was read to its end and has services: it can be read, whether or not it keeps the standard. */
  readonly isReadable: boolean
  readonly report: FeedStanding
  readonly counts: ReturnType<FeedsReader['feedCounts']>
  readonly health: FeedTraffic
  readonly content: ReturnType<FeedsReader['feedContent']>
  /** The most frequent first. */
  readonly issues: readonly IssueCount[]
  /** An entry for `feeds` in the feeds file, to be completed. */
  readonly configuration: Readonly<Record<string, unknown>>
  /** What `allowPrivateHosts` must name besides. */
  readonly allowPrivateHosts?: readonly string[]
}

/** The same defect all over a feed. */
export interface IssueCount {
  readonly code: string
  readonly severity: FeedIssue['severity']
  readonly count: number
  readonly message: string
  /** Where it was met first. */
  readonly path: string
  readonly originId?: string
}

/** Issues by code, the most frequent first. */
export function summariseIssues(issues: readonly FeedIssue[]): readonly IssueCount[] {
  const byCode = new Map<string, IssueCount>()
  for (const { code, severity, message, path, originId } of issues) {
    const known = byCode.get(code)
    const first = { code, severity, message, path, ...present({ originId }) }
    byCode.set(code, { ...(known ?? first), count: (known?.count ?? 0) + 1 })
  }
  return [...byCode.values()].toSorted((one, other) => other.count - one.count || one.code.localeCompare(other.code))
}

export type Severity = 'ERROR' | 'WARNING' | 'INFO'

/**
 * A defect found in what a feed sent: repaired, or left out. Never an exception: the record and its page survive.
 * `path` is in the publisher's own words (`service_at_locations[0].location.latitude`), `sample` the offending value
 * cut short, absent where the value could name a person.
 */
export interface RecordIssue {
  readonly code: IssueCode
  readonly severity: Severity
  readonly path: string
  readonly message: string
  readonly sample?: string
}

/** Open list: what the rooms that read and judge records report. UPPER_CASE, stable, shown to clients. */
export type IssueCode = Uppercase<string>

/** What a reading gives: the canonical record, where there is one to keep, and all that was noticed on the way. */
export interface Reading<T> {
  readonly record: T
  readonly issues: readonly RecordIssue[]
}

/** A record that can't be kept (no id, no name, not an object): set aside, counted, shown as an issue of its feed. */
export interface SetAside {
  readonly originId?: string
  readonly issue: RecordIssue
}

import type { UnreadableMember } from '../../model/schedule.ts'
import type { StandardIssueCode } from '../issue-codes.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { isUnstated } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'

/** Reads the members of one schedule and notes those that could not be. */
export interface MemberReader {
  readonly raw: RawObject
  readonly issues: IssueCollector
  /** Grows while members are read. */
  readonly unreadable: Set<UnreadableMember>
  /** What `toValue` makes of the member under `key`; undefined where it is absent, or could not be read: then reported, noted and kept in the extensions. */
  read<T>(
    key: string,
    member: UnreadableMember,
    toValue: (value: unknown) => T | undefined,
    code?: StandardIssueCode,
  ): T | undefined
}

/** A reader of the schedule `raw`. */
export function createMemberReader(raw: RawObject, issues: IssueCollector): MemberReader {
  const unreadable = new Set<UnreadableMember>()
  return {
    raw,
    issues,
    unreadable,
    read(key, member, toValue, code = 'BAD_RECURRENCE') {
      const value = issues.take(raw, key)
      if (isUnstated(value) || (Array.isArray(value) && value.length === 0)) return undefined
      const read = toValue(value)
      if (read === undefined) {
        issues.report(code, key, Array.isArray(value) ? value[0] : value)
        unreadable.add(member)
        issues.keepUnread(key, value)
      }
      return read
    },
  }
}

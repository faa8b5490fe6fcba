import { createIssueCollector, type IssueCollector } from '../../../src/standard/issue-collector.ts'
import type { RawObject } from '../../../src/standard/reading-context.ts'

/** What a field reader makes of one value: the value read, then the codes reported. */
export function readOne<T>(
  read: (raw: RawObject, key: string, issues: IssueCollector) => T,
  value: unknown,
): readonly [T, ...string[]] {
  const issues = createIssueCollector()
  const result = read({ field: value }, 'field', issues)
  return [result, ...issues.issues.map(({ code }) => code)]
}

import { isUnstated } from '../raw-object.ts'
import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'

/** The value that `values` gives for the word under `key`, in any case and with `_` or `-` for spaces. */
export function readEnum<T>(
  raw: RawObject,
  key: string,
  issues: IssueCollector,
  values: ReadonlyMap<string, T>,
): T | undefined {
  const value = issues.take(raw, key)
  if (isUnstated(value)) return undefined
  const known = typeof value === 'string' ? (values.get(value) ?? values.get(plainWord(value))) : undefined
  if (known === undefined) issues.report('UNKNOWN_VALUE', key, value)
  return known
}

/** The word in lower case, one space for each run of spaces, `_` and `-`. */
export function plainWord(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
}

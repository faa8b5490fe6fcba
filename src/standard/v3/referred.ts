import { readId } from '../fields/text.ts'
import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'

/**
 * The object nested in `raw`, by the id under `key` where it has none of its own, or all that is known of it: that id.
 * An id that names another object than the nested one is reported, and the nested one stands. Undefined where neither is.
 */
export function referred<T extends { readonly id?: string }>(
  raw: RawObject,
  key: string,
  nested: T | undefined,
  issues: IssueCollector,
): T | { readonly id: string } | undefined {
  const id = readId(raw, key, issues)
  if (id === undefined) return nested
  if (nested === undefined) return { id }
  if (nested.id === undefined) return { ...nested, id }
  if (nested.id.toLowerCase() !== id.toLowerCase()) {
    issues.report('REFERENCE_CONTRADICTS', key, id)
    issues.keepUnread(key, id)
  }
  return nested
}

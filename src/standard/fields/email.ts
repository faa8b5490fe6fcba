import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { isPlaceholderHost } from './placeholder.ts'
import { readString } from './text.ts'

const ADDRESS = /^[^\s@<>()[\]",;:\\]{1,64}@((?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63})$/i
const BETWEEN_ADDRESSES = /[\s,;/]+/

/** An e-mail address; of several the first; undefined where none, a placeholder or no address. */
export function readEmail(raw: RawObject, key: string, issues: IssueCollector): string | undefined {
  const value = raw[key]
  // Line breaks smuggle headers into mail programs.
  const isInjected = typeof value === 'string' && /[\r\n]|%0[ad]/i.test(value.trim())
  const told = readString(raw, key, issues)
  if (told === undefined || told === '') return undefined
  const address = told.replace(/^mailto:/i, '').replace(/\.$/, '')
  const candidates = address.split(BETWEEN_ADDRESSES).filter((part) => part.includes('@'))
  const first = ADDRESS.test(address) ? address : candidates[0]
  const host = first === undefined ? undefined : ADDRESS.exec(first)?.[1]
  if (isInjected || host === undefined || first === undefined) {
    issues.report('BAD_EMAIL', key)
    return undefined
  }
  if (isPlaceholderHost(host)) {
    issues.report('PLACEHOLDER', key)
    return undefined
  }
  if (candidates.length > 1 || told.endsWith('.')) issues.report('EMAIL_REPAIRED', key)
  return first
}

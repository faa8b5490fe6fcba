import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { isPlaceholderHost } from './placeholder.ts'
import { readString } from './text.ts'

const ADDRESS = /^[^\s@<>()[\]",;:\\]{1,64}@((?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63})$/i
const MAX_CHARACTERS = 2_000
const MARKS = /^[<("'[]+|[>)"'\].,;:]+$/g
const BETWEEN_ADDRESSES = /[\s,;/<>()"]+/
const MAILTO = /\bmailto:\s*|\?(?:subject|body|cc)=.*$/gis

/** An e-mail address, also out of other words, marks or a `mailto:`; of several the first; undefined where none, a placeholder or no address. */
export function readEmail(raw: RawObject, key: string, issues: IssueCollector): string | undefined {
  const value = raw[key]
  // Line breaks smuggle headers into mail programs.
  const isInjected = typeof value === 'string' && /[\r\n]|%0[ad]/i.test(value.trim())
  const published = readString(raw, key, issues)
  if (published === undefined || published === '') return undefined
  const plain = isInjected ? undefined : ADDRESS.exec(published)?.[1]
  if (plain !== undefined && !isPlaceholderHost(plain)) return published
  const addresses = isInjected || published.length > MAX_CHARACTERS ? [] : addressesIn(published)
  const [first] = addresses
  const host = first === undefined ? undefined : ADDRESS.exec(first)?.[1]
  if (first === undefined || host === undefined) {
    issues.report('BAD_EMAIL', key)
    if (!isInjected) issues.keepUnread(key, published)
    return undefined
  }
  if (isPlaceholderHost(host)) {
    issues.report('PLACEHOLDER', key)
    return undefined
  }
  if (addresses.length > 1) issues.keepUnread(key, published)
  if (first !== published.replace(/^mailto:/i, '')) issues.report('EMAIL_REPAIRED', key)
  return first
}

function addressesIn(text: string): readonly string[] {
  if (ADDRESS.test(text)) return [text]
  const words = text
    .replaceAll(MAILTO, ' ')
    .replaceAll(/\s*(?:@|\[at\]|\(at\))\s*/gi, '@')
    .split(BETWEEN_ADDRESSES)
  return [...new Set(words.map((word) => word.replaceAll(MARKS, '')).filter((word) => ADDRESS.test(word)))]
}

import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { isPlaceholderHost } from './placeholder.ts'
import { repairUrl } from './repair-url.ts'
import { readString } from './text.ts'

const MAX_URL_CHARACTERS = 2_000
const WEB = /^https?:\/\//i
const UNSAFE = /^(?:javascript|data|vbscript|file|blob):/i
const PLAIN =
  /^https?:\/\/((?:(?!xn--)[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z]{2,63})(?:\/[\w~%/-]*(?:[.=?+][\w~%/-]+)*)?$/
const ANY_SCHEME = /^[a-z][a-z0-9+.-]*:\S+$/i

/** A web address as published, or put right where a slip leaves no doubt which one is meant; undefined where none or no usable one. */
export function readUrl(raw: RawObject, key: string, issues: IssueCollector): string | undefined {
  const published = readString(raw, key, issues)
  if (published === undefined || published === '') return undefined
  if (isPlain(published)) return published
  const url = published.length > MAX_URL_CHARACTERS ? undefined : (sound(published) ?? sound(repairUrl(published)))
  const defect = defectOf(url, published)
  if (defect === 'BAD_URL') issues.keepUnread(key, published)
  if (defect !== undefined) issues.report(defect, key, published)
  else if (url !== published) issues.report('URL_REPAIRED', key, published)
  return defect === undefined ? url : undefined
}

/** An identifier: a web address or any other absolute URI; undefined where none, a placeholder or one that could run. */
export function readUri(raw: RawObject, key: string, issues: IssueCollector): string | undefined {
  const published = readString(raw, key, issues)
  if (published === undefined || published === '') return undefined
  if (WEB.test(published) || isUnsafe(published) || !ANY_SCHEME.test(published)) return readUrl(raw, key, issues)
  return published
}

/** Whether it is an address in plain letters that a browser opens as it is, and of a real host. */
function isPlain(published: string): boolean {
  const host = published.length > MAX_URL_CHARACTERS ? undefined : PLAIN.exec(published)?.[1]
  return host !== undefined && !isPlaceholderHost(host)
}

function defectOf(url: string | undefined, published: string): 'URL_UNSAFE' | 'BAD_URL' | 'PLACEHOLDER' | undefined {
  if (isUnsafe(published)) return 'URL_UNSAFE'
  if (isPlaceholderHost(hostOf(url ?? published))) return 'PLACEHOLDER'
  return url === undefined ? 'BAD_URL' : undefined
}

// Browsers pass over spaces and breaks in a scheme.
function isUnsafe(text: string): boolean {
  return UNSAFE.test(text.slice(0, 100).replaceAll(/\s/g, ''))
}

/** The address itself where a browser can open it as it is. */
function sound(url: string | undefined): string | undefined {
  if (url === undefined || !WEB.test(url) || /[\s\\<>"]|&amp;/.test(url) || !URL.canParse(url)) return undefined
  const host = hostOf(url)
  const isName = /^[\p{L}\p{N}](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}])?\.?$/u.test(host) && host.includes('.')
  return isName && !host.includes('..') && !/[.,;]$/.test(url) && !/^https?:\/\/https?[:/]/i.test(url) ? url : undefined
}

function hostOf(url: string): string {
  return /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]*)/i.exec(url)?.[1] ?? ''
}

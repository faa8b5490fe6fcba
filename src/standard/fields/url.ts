import type { IssueCollector } from '../issue-collector.ts'
import type { RawObject } from '../reading-context.ts'
import { isPlaceholderHost } from './placeholder.ts'
import { readString } from './text.ts'

const MAX_URL_CHARACTERS = 2_000
const WEB = /^https?:\/\//i
const UNSAFE = /^\s*(?:javascript|data|vbscript|file|blob)\s*:/i
const SLIPPED_SCHEME = /^(https?):\/?(?=[a-z0-9])/i
const HOST_FIRST = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?=$|[/?#:])/i
const ANY_SCHEME = /^[a-z][a-z0-9+.-]*:\S+$/i
const HOST = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i

/** A web address as published; one without a scheme is given https://; undefined where none or no usable one. */
export function readUrl(raw: RawObject, key: string, issues: IssueCollector): string | undefined {
  const told = readString(raw, key, issues)
  if (told === undefined || told === '') return undefined
  if (UNSAFE.test(told)) return refuse('URL_UNSAFE')
  const url = told.length > MAX_URL_CHARACTERS || WEB.test(told) ? told : repair(told)
  if (url === undefined || url.length > MAX_URL_CHARACTERS || /\s/.test(url) || !URL.canParse(url))
    return refuse('BAD_URL')
  if (isPlaceholderHost(hostOf(url))) return refuse('PLACEHOLDER')
  if (!hostOf(url).includes('.')) return refuse('BAD_URL')
  if (url !== told) issues.report('URL_REPAIRED', key, told)
  return url

  function refuse(code: 'URL_UNSAFE' | 'BAD_URL' | 'PLACEHOLDER'): undefined {
    issues.report(code, key, told)
  }
}

/** An identifier: a web address or any other absolute URI; undefined where none, a placeholder or one that could run. */
export function readUri(raw: RawObject, key: string, issues: IssueCollector): string | undefined {
  const told = readString(raw, key, issues)
  if (told === undefined || told === '') return undefined
  if (WEB.test(told) || UNSAFE.test(told) || !ANY_SCHEME.test(told)) return readUrl(raw, key, issues)
  return told
}

function repair(told: string): string | undefined {
  const slipped = told.replace(SLIPPED_SCHEME, '$1://')
  if (slipped !== told) return slipped
  return HOST_FIRST.test(told) ? `https://${told}` : undefined
}

function hostOf(url: string): string {
  return HOST.exec(url)?.[1] ?? ''
}

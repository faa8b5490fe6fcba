import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

import type { Answer } from './exchange.ts'

/** By GET it may be kept by anybody, and be shown while it is asked for again or the gateway is away; by POST nobody keeps it unasked. */
const POLICIES = {
  GET: 'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400',
  POST: 'no-cache',
} as const

/**
 * An answer that councils were not asked for and that has no errors, with how long others may keep it and what it is known
 * again by. All other answers are kept by nobody (`send-answer.ts`). The tag is weak: it is the same however the body is
 * packed (RFC 9110 §8.8.1).
 */
export function markKeepable(answer: Answer, method: keyof typeof POLICIES): Answer {
  const etag = `W/"${hash('sha256', answer.body, 'base64url').slice(0, 22)}"`
  return { ...answer, headers: { ...answer.headers, etag, 'cache-control': POLICIES[method] } }
}

/** The answer, or 304 without a body where the client has it already. A query by POST changes nothing, so that it is answered alike. */
export function answerIfChanged(answer: Answer, request: IncomingMessage): Answer {
  const { etag, 'content-type': _, ...headers } = answer.headers
  if (etag === undefined || !isNamed(etag, request.headers['if-none-match'])) return answer
  return { status: 304, headers: { ...headers, etag }, body: '' }
}

/** Whether If-None-Match names the tag: compared weakly (RFC 9110 §13.1.2), as proxies that pack weaken tags; `*` names any. */
export function isNamed(etag: string, ifNoneMatch: string | undefined): boolean {
  const opaque = (tag: string): string => tag.trim().replace(/^W\//, '')
  return (ifNoneMatch ?? '').split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag))
}

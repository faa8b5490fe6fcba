import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

import type { Answer } from './exchange.ts'

/** By GET it may be kept by anybody, and be shown while it is asked for again or the gateway is away; by POST nobody keeps it unasked. */
export const POLICIES = {
  GET: 'public, max-age=60, stale-while-revalidate=600, stale-if-error=86400',
  POST: 'no-cache',
} as const

/**
 * An answer that councils were not asked for and that has no errors, with how long others may keep it and what it is known
 * again by: the mark of what it follows from, where that decides it, and one of its body, which another state of the data may
 * have too. All other answers are kept by nobody (`send-answer.ts`). The tag is weak: it is the same however the body is
 * packed (RFC 9110 §8.8.1).
 */
export function markKeepable(answer: Answer, method: keyof typeof POLICIES, state?: string): Answer {
  const body = digest(answer.body).slice(0, 22)
  const etag = `W/"${state === undefined ? body : `${state}.${body}`}"`
  return { ...answer, headers: { ...answer.headers, etag, 'cache-control': POLICIES[method] } }
}

/** A digest in letters, digits, `-` and `_`. */
export function digest(of: string | Uint8Array): string {
  return hash('sha256', of, 'base64url')
}

/** The answer, or 304 without a body where the client has it already. A query by POST changes nothing, so that it is answered alike. */
export function answerIfChanged(answer: Answer, request: IncomingMessage): Answer {
  const { etag, 'content-type': _, ...headers } = answer.headers
  if (etag === undefined || !isNamed(etag, request.headers['if-none-match'])) return answer
  return { status: 304, headers: { ...headers, etag }, body: '' }
}

/** 304 where the client names an answer of this state: it is the one that would be made. Undefined where one has to be made, as of an unknown state. */
export function answerOfState(
  state: string | undefined,
  ifNoneMatch: string | undefined,
  method: keyof typeof POLICIES,
): Answer | undefined {
  if (state === undefined) return undefined
  const etag = tagsIn(ifNoneMatch).find((tag) => opaque(tag).split('.')[0] === state)
  if (etag === undefined) return undefined
  return { status: 304, headers: { etag, 'cache-control': POLICIES[method] }, body: '' }
}

/**
 * Whether If-None-Match names the tag: compared weakly (RFC 9110 §13.1.2), as proxies that pack weaken tags; `*` names any. Of a
 * tag with a mark of what the answer follows from the body alone is compared.
 */
export function isNamed(etag: string, ifNoneMatch: string | undefined): boolean {
  return tagsIn(ifNoneMatch).some((tag) => tag === '*' || bodyOf(tag) === bodyOf(etag))
}

function tagsIn(header = ''): readonly string[] {
  return header.split(',').map((tag) => tag.trim())
}

function opaque(tag: string): string {
  return tag.replace(/^W\//, '').replace(/^"(.*)"$/, '$1')
}

function bodyOf(tag: string): string {
  return opaque(tag).replace(/^[\w-]{16}\.(?=[\w-]{22}$)/, '')
}

import type { FetchedBody } from '../standard/reading-context.ts'
import { BadBody } from './errors/bad-body.ts'
import { BadStatus } from './errors/bad-status.ts'
import { BadProtocol } from './errors/bad-protocol.ts'
import type { FeedError } from './errors/feed-error.ts'
import type { Answer } from './exchange.ts'
import { readRetryAfter } from './retry-after.ts'

/** The body of a successful answer. Throws the fault that the status, or an empty body, stands for (F18 to F23). */
export function readAnswer(answer: Answer, feed: string, nowMs: number): FetchedBody {
  const { bytes, contentType, url } = answer
  const place = { feed, url: url.href }
  const fault = faultOfStatus(answer, place, nowMs)
  if (fault) throw fault
  if (bytes.length === 0) throw new BadBody('EMPTY', place)
  return { bytes, url: url.href, ...(contentType && { contentType }) }
}

function faultOfStatus(
  { status, retryAfter, isAuthorized }: Answer,
  place: { feed: string; url: string },
  nowMs: number,
): FeedError | undefined {
  if (status >= 200 && status < 300) return undefined
  if (status === 404 || status === 410) return new BadStatus('NOT_FOUND', place)
  if (status === 401 || status === 403) return new BadStatus(isAuthorized ? 'CREDENTIALS_REFUSED' : 'REFUSED', place)
  if (status === 429) return new BadStatus('RATE_LIMITED', place, readRetryAfter(retryAfter, nowMs))
  if (status >= 500) return new BadStatus('UPSTREAM_5XX', place, readRetryAfter(retryAfter, nowMs))
  if (status >= 400) return new BadStatus('UPSTREAM_4XX', place)
  // What is left is 304 and its like, which nobody asked for.
  return new BadProtocol('PROTOCOL', place)
}

import type { Dispatcher } from 'undici'
import type { Authorization } from './authorization.ts'
import type { MayAsk } from './proxied-guard.ts'
import { ACCEPT_ENCODING, readBody } from './read-body.ts'
import { classifyFault, type ExchangeStage } from './classify-fault.ts'
import type { Validators } from './answer-memory.ts'
import { type Deadline, startDeadline } from './deadline.ts'
import { BadRedirect } from './errors/bad-redirect.ts'
import type { FaultPlace } from './errors/feed-error.ts'
import { TooSlow } from './errors/too-slow.ts'
import type { FeedLimits } from './feed-limits.ts'
import { isRedirect, redirectTarget } from './follow-redirect.ts'

/** What a feed answered, whatever the status; `bytes` are read only where the status is success. */
export interface Answer {
  readonly status: number
  /** The last address, after redirects. */
  readonly url: URL
  readonly contentType?: string
  readonly retryAfter?: string
  /** Value of `Access-Control-Allow-Origin`. */
  readonly allowOrigin?: string
  readonly validators: Validators
  /** Credentials went with the request. */
  readonly isAuthorized: boolean
  readonly bytes: Uint8Array
}

export interface ExchangeRequest {
  readonly url: URL
  readonly feed: string
  readonly dispatcher: Dispatcher
  readonly userAgent: string
  readonly limits: FeedLimits
  /** What goes with each request to a feed that does not answer everybody. */
  readonly authorization?: Authorization
  /** Rejects where the address may not be asked; absent: connecting decides. */
  readonly mayAsk?: MayAsk
  /** Of the answer already held: the feed may say that it still holds (304). */
  readonly validators?: Validators
  /** Longest time for all of it, in milliseconds. */
  readonly totalMs: number
  readonly signal?: AbortSignal
  /** Called for each redirect that is followed, and for a try with a new token: one more request to the feed. */
  onRedirect(): void
}

type HeaderValue = string | string[] | undefined

const NOTHING = new Uint8Array()

/** One GET with its redirects, once. Rejects with a `FeedError`, with the signal's reason, or with what is a fault of ours. */
export async function exchange(request: ExchangeRequest): Promise<Answer> {
  const deadline = startDeadline(request.totalMs, request.signal)
  try {
    return await follow(request, deadline)
  } finally {
    deadline.clear()
  }
}

async function follow(request: ExchangeRequest, deadline: Deadline): Promise<Answer> {
  const { authorization } = request
  let url = authorization?.bare(request.url) ?? request.url
  let isRenewed = false
  for (let redirects = 0; ; redirects += 1) {
    const place = { feed: request.feed, url: url.href }
    let stage: ExchangeStage = 'headers'
    try {
      const response = await send(url, request, deadline.signal)
      stage = 'body'
      if (response.statusCode === 401 && !isRenewed && authorization?.renew() === true) {
        isRenewed = true
        await response.body.dump({ limit: request.limits.headerBytes, signal: deadline.signal })
        request.onRedirect()
        continue
      }
      if (!isRedirect(response.statusCode)) return await receive(response, url, request, place, deadline.signal)
      await response.body.dump({ limit: request.limits.headerBytes, signal: deadline.signal })
      if (redirects === request.limits.redirects) throw new BadRedirect('REDIRECT', place)
      const target = redirectTarget(first(response.headers['location']), url, place)
      url = authorization?.bare(target) ?? target
      request.onRedirect()
    } catch (error) {
      const fault = classifyFault(error, stage, place)
      // Connecting is not stopped at the deadline: a proxy that is not reached by then is why.
      if (deadline.isOver && fault?.code !== 'PROXY') throw new TooSlow('TOTAL_TIMEOUT', { ...place, cause: error })
      request.signal?.throwIfAborted()
      throw fault ?? error
    }
  }
}

async function send(
  url: URL,
  { dispatcher, userAgent, limits, authorization, mayAsk, validators = {} }: ExchangeRequest,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  await mayAsk?.(url)
  const { url: signed, headers } = (await authorization?.sign(url, signal)) ?? { url, headers: {} }
  return dispatcher.request({
    origin: signed.origin,
    path: signed.pathname + signed.search,
    method: 'GET',
    headers: {
      accept: 'application/json, */*;q=0.1',
      'accept-encoding': ACCEPT_ENCODING,
      'user-agent': userAgent,
      ...headers,
      ...(validators.etag && { 'if-none-match': validators.etag }),
      ...(validators.lastModified && { 'if-modified-since': validators.lastModified }),
    },
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.gapMs,
    signal,
  })
}

async function receive(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  url: URL,
  { limits, authorization }: ExchangeRequest,
  place: FaultPlace,
  signal: AbortSignal,
): Promise<Answer> {
  const isSuccess = statusCode >= 200 && statusCode < 300
  const contentType = first(headers['content-type'])
  const retryAfter = first(headers['retry-after'])
  const allowOrigin = first(headers['access-control-allow-origin'])
  const encoding = headers['content-encoding']
  if (!isSuccess) await body.dump({ limit: limits.headerBytes, signal })
  const bytes = isSuccess ? await readBody({ body, encoding, maxBytes: limits.bodyBytes, place }) : NOTHING
  return {
    status: statusCode,
    url,
    bytes,
    isAuthorized: authorization !== undefined,
    validators: validatorsOf(headers),
    ...(contentType && { contentType }),
    ...(retryAfter && { retryAfter }),
    ...(allowOrigin && { allowOrigin }),
  }
}

function validatorsOf(headers: Dispatcher.ResponseData['headers']): Validators {
  const [etag, lastModified] = [first(headers['etag']), first(headers['last-modified'])]
  return { ...(etag && { etag }), ...(lastModified && { lastModified }) }
}

function first(value: HeaderValue): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

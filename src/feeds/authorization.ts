import type { Dispatcher } from 'undici'
import { z } from 'zod'
import type { FeedCredentials, OauthClient } from '../model/credentials.ts'
import { classifyFault } from './classify-fault.ts'
import { startDeadline } from './deadline.ts'
import { BadStatus } from './errors/bad-status.ts'
import type { FeedLimits } from './feed-limits.ts'
import { readBody } from './read-body.ts'

/** What goes with a request to a feed that does not answer everybody. */
export interface Authorization {
  /** The address and headers with which `url` is asked; gets a token first where one is needed. Rejects with a `FeedError`. */
  sign(url: URL, signal: AbortSignal): Promise<Signed>
  /** The address without what is secret in it, which feeds repeat in links to their next page. */
  bare(url: URL): URL
  /** The feed refused what was sent. Whether asking once more may help, with a new token. */
  renew(): boolean
}

interface Signed {
  /** Never shown: it may hold a key. */
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
}

interface AuthorizationParts {
  readonly feed: string
  readonly dispatcher: Dispatcher
  readonly userAgent: string
  readonly limits: FeedLimits
  readonly monotonicNow: () => number
}

const TOKEN_BYTES = 100_000
/** A token that ends so soon is not begun with. */
const SPARE_MS = 30_000
/** Where the server does not say how long a token holds. */
const HELD_MS = 300_000

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).optional(),
})

interface Token {
  readonly text: string
  readonly untilMs: number
}

/** What goes with each request to a feed. Redirects stay on the feed's host, so that nothing of it reaches another. */
export function createAuthorization(credentials: FeedCredentials, parts: AuthorizationParts): Authorization {
  const { oauth } = credentials
  let token: Promise<Token> | undefined

  /** One for all who ask meanwhile; one that could not be had is asked for again. */
  async function currentToken(client: OauthClient): Promise<string> {
    const held = token
    if (held !== undefined) {
      const { text, untilMs } = await held
      if (untilMs > parts.monotonicNow()) return text
      if (token === held) token = undefined
    }
    token ??= beginToken(client)
    return (await token).text
  }

  function beginToken(client: OauthClient): Promise<Token> {
    const begun = fetchToken(client, parts)
    begun.catch(() => (token = undefined))
    return begun
  }

  return {
    async sign(url) {
      const signed = new URL(url)
      for (const [name, value] of Object.entries(credentials.parameters)) signed.searchParams.set(name, value)
      const bearer = oauth && { authorization: `Bearer ${await currentToken(oauth)}` }
      return { url: signed, headers: { ...credentials.headers, ...bearer } }
    },
    bare(url) {
      const bare = new URL(url)
      for (const name of Object.keys(credentials.parameters)) bare.searchParams.delete(name)
      return bare
    },
    renew() {
      const hadToken = token !== undefined
      token = undefined
      return hadToken
    },
  }
}

async function fetchToken(client: OauthClient, parts: AuthorizationParts): Promise<Token> {
  const { feed, dispatcher, userAgent, limits, monotonicNow } = parts
  const url = new URL(client.tokenUrl)
  const place = { feed, url: url.href }
  const deadline = startDeadline(limits.totalMs)
  try {
    const { statusCode, headers, body } = await dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': userAgent,
        ...(client.sendIn === 'header' && { authorization: basicOf(client) }),
      },
      body: formOf(client),
      headersTimeout: limits.headersMs,
      bodyTimeout: limits.gapMs,
      signal: deadline.signal,
    })
    const bytes = await readBody({ body, encoding: headers['content-encoding'], maxBytes: TOKEN_BYTES, place })
    if (statusCode !== 200) throw new BadStatus(statusCode >= 500 ? 'UPSTREAM_5XX' : 'TOKEN_REFUSED', place)
    return readToken(bytes, monotonicNow()) ?? failUnread(place)
  } catch (error) {
    throw classifyFault(error, 'headers', place) ?? error
  } finally {
    deadline.clear()
  }
}

function failUnread(place: { readonly feed: string; readonly url: string }): never {
  throw new BadStatus('TOKEN_REFUSED', place)
}

function readToken(bytes: Uint8Array, nowMs: number): Token | undefined {
  const parsed = TokenAnswer.safeParse(parseJson(new TextDecoder().decode(bytes)))
  if (!parsed.success) return undefined
  const { access_token: text, expires_in: seconds } = parsed.data
  const heldMs = seconds === undefined ? HELD_MS : seconds * 1_000
  return { text, untilMs: nowMs + Math.max(heldMs - SPARE_MS, heldMs / 2) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function formOf({ clientId, clientSecret, scope, audience, sendIn }: OauthClient): string {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    ...(sendIn === 'body' && { client_id: clientId, client_secret: clientSecret }),
    ...(scope !== undefined && { scope }),
    ...(audience !== undefined && { audience }),
  }).toString()
}

/** Name and secret are encoded as a form's values before they are joined (RFC 6749 §2.3.1). */
function basicOf({ clientId, clientSecret }: OauthClient): string {
  const encode = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1)
  return `Basic ${Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString('base64')}`
}

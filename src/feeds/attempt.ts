import type { Dispatcher } from 'undici'
import { inSpan, type SpanName } from '../model/in-span.ts'
import type { Authorization } from './authorization.ts'
import type { MayAsk } from './proxied-guard.ts'
import type { AnswerMemory } from './answer-memory.ts'
import { type CircuitBreaker, isFailureOfFeed } from './circuit-breaker.ts'
import { startDeadline } from './deadline.ts'
import { BudgetSpent } from './errors/budget-spent.ts'
import { CircuitOpen } from './errors/circuit-open.ts'
import { FeedError } from './errors/feed-error.ts'
import { exchange } from './exchange.ts'
import type { FeedBudget, RequestPurpose, Turn } from './feed-budget.ts'
import type { FeedLimits } from './feed-limits.ts'
import type { FetchedPage } from './feed-reader.ts'
import { readAnswer } from './read-answer.ts'
import type { RequestLog } from './request-log.ts'

/** One thing to ask a feed for. */
export interface FeedRequest {
  readonly url: URL
  readonly kind: 'root' | 'page' | 'detail'
  readonly purpose: RequestPurpose
  readonly signal?: AbortSignal
}

export interface AttemptParts {
  readonly feed: string
  readonly dispatcher: Dispatcher
  readonly userAgent: string
  readonly limits: FeedLimits
  /** Milliseconds since 1970, for dates alone. */
  readonly now: () => number
  /** Milliseconds on a clock that nobody sets, for whatever lasts. */
  readonly monotonicNow: () => number
  readonly budget: FeedBudget
  readonly breaker: CircuitBreaker
  readonly log: RequestLog
  readonly memory?: AnswerMemory
  /** What goes with each request; absent: it answers everybody. */
  readonly authorization?: Authorization
  /** Rejects where an address may not be asked; absent: connecting decides. */
  readonly mayAsk?: MayAsk
}

/** Asks once: waits its turn, keeps to the circuit, counts. Rejects with a `FeedError` or the signal's reason. */
export type Attempt = (request: FeedRequest) => Promise<FetchedPage>

/** One try at one feed. */
export function createAttempt(parts: AttemptParts): Attempt {
  const { breaker, feed } = parts
  /** The last that counted against the circuit: why it is open, where it is. */
  let counted: FeedError | undefined

  function assertCircuit(url: URL): void {
    if (!breaker.tryEnter()) throw new CircuitOpen({ feed, url: url.href, cause: counted }, breaker.retryInMs)
  }

  return async (request) => {
    // Known to be in vain, so not worth waiting for a turn.
    if (breaker.state !== 'CLOSED' && breaker.retryInMs > 0) assertCircuit(request.url)
    const turn = await takeTurn(request, parts)
    try {
      assertCircuit(request.url)
      return await inSpan(spanOf(request, feed), () => send(request, turn, parts))
    } catch (error) {
      if (error instanceof FeedError && isFailureOfFeed(error.code)) counted = error
      throw error
    } finally {
      turn.leave()
    }
  }
}

/** The address may hold a key. */
function spanOf({ kind, purpose }: FeedRequest, feed: string): SpanName {
  return {
    name: 'ask council',
    kind: 'client',
    attributes: { 'oruk.feed': feed, 'oruk.asked': kind, 'oruk.purpose': purpose },
  }
}

async function takeTurn({ url, purpose, signal }: FeedRequest, { budget, limits, feed }: AttemptParts): Promise<Turn> {
  if (purpose !== 'query') return budget.enter(purpose, Number.POSITIVE_INFINITY, signal)
  const patience = startDeadline(limits.queryTotalMs, signal)
  try {
    return await budget.enter(purpose, limits.queryTotalMs, patience.signal)
  } catch (error) {
    if (patience.isOver) throw new BudgetSpent({ feed, url: url.href, cause: error })
    throw error
  } finally {
    patience.clear()
  }
}

async function send(request: FeedRequest, turn: Turn, parts: AttemptParts): Promise<FetchedPage> {
  const { limits, now, monotonicNow, breaker, log, feed } = parts
  const { url, purpose, signal } = request
  const askedAtMs = now()
  const startedMs = monotonicNow()
  const totalMs = purpose === 'query' ? Math.max(1, limits.queryTotalMs - turn.waitedMs) : limits.totalMs
  function onRedirect(): void {
    turn.again()
    log.sent()
  }

  log.sent()
  try {
    // A client that waits wants the feed's own word, not a server's that calls everything unchanged (F61).
    const kept = purpose === 'query' ? undefined : parts.memory?.find(feed, url)
    const asked = { ...parts, url, totalMs, onRedirect, ...(signal && { signal }) }
    const answer = await exchange({ ...asked, ...(kept && { validators: kept.validators }) })
    const activeMs = monotonicNow() - startedMs
    log.answered(activeMs)
    if (answer.url.protocol !== url.protocol) log.moved(answer.url.origin)
    const isKept = answer.status === 304 && kept !== undefined
    const body = isKept ? await kept.read() : readAnswer(answer, feed, now())
    if (!isKept) await parts.memory?.keep(feed, url, body, answer.validators)
    breaker.succeed()
    return { ...body, askedAtMs, activeMs }
  } catch (error) {
    settle(error, request, parts)
    throw error
  }
}

function settle(error: unknown, { kind }: FeedRequest, { breaker, limits }: AttemptParts): void {
  if (!(error instanceof FeedError)) return breaker.abandon()
  // A feed without an info document may guard that address and nothing else.
  if (!isFailureOfFeed(error.code) || (error.code === 'REFUSED' && kind === 'root')) return breaker.succeed()
  breaker.fail()
  // Refused the list, there is nothing to try again soon.
  if (error.code === 'REFUSED' && kind === 'page') breaker.openFor(limits.circuitOpenMs)
}

import { setTimeout } from 'node:timers/promises'

import type { Pace } from '../graphql/context.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { createLimitRefusal, createRefusal } from './refusals.ts'
import { processorMs } from './processor-ms.ts'
import type { Turns } from './turns.ts'

/** The pace of one request, which counts the processor time that it takes and has its address pay for it. */
export interface RequestPace extends Pace {
  /** Resolves when the request may begin: requests that arrive together begin one after another, others having their turn between. */
  begin(): Promise<void>
  /** Sets aside what the request is estimated to take, in milliseconds; throws the refusal RATE_LIMITED where its address has none left. */
  reserve(ms: number): void
  /** Has the address pay for what was taken since it last paid, no longer for what was set aside. */
  pay(): void
  /** Between two parts of a long answer: pays, and waits until the address may have more work done. */
  rest(): Promise<void>
}

/** What a pace goes by. */
export interface PaceParts {
  readonly address: string
  readonly turns: Turns
  readonly rateLimiter: RateLimiter
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal
  /** Processor time that one request may take, in milliseconds. */
  readonly mostMs: number
}

/** From so long on a request's next step waits for another turn. */
const TURN_MS = 15
/** So long one request goes on before others have their turn, besides the field that it is at. */
const STRETCH_MS = 30

/** Starts to count. The thread's other requests are not counted while this one waits for its turn or for others. */
export function createPace({ address, turns, rateLimiter, signal, mostMs }: PaceParts): RequestPace {
  let takenMs = 0
  let reservedMs = 0
  let resumedAtMs: number | undefined = processorMs()
  let begunMs = performance.now()
  function suspend(): void {
    if (resumedAtMs !== undefined) takenMs += processorMs() - resumedAtMs
    resumedAtMs = undefined
  }
  function resume(): void {
    resumedAtMs = processorMs()
    begunMs = performance.now()
  }
  async function wait<T>(promise: Promise<T>): Promise<T> {
    suspend()
    try {
      return await promise
    } finally {
      resume()
    }
  }
  function pay(): void {
    const nowMs = processorMs()
    if (resumedAtMs !== undefined) takenMs += nowMs - resumedAtMs
    rateLimiter.spend(address, takenMs - reservedMs)
    takenMs = 0
    reservedMs = 0
    resumedAtMs = nowMs
    begunMs = performance.now()
  }
  return {
    async finish(step) {
      for (;;) {
        // Short steps share a turn: each might wait as long for its own as the thread is busy with others.
        while (performance.now() - begunMs < TURN_MS) {
          if (signal.aborted) throw createRefusal('GATEWAY_TIMEOUT')
          if (step()) return
        }
        suspend()
        if (takenMs > mostMs) throw createLimitRefusal('MAX_WORK_LIMIT', mostMs)
        await turns.next(address)
        resume()
      }
    },
    async begin() {
      const turn = turns.begin(address)
      if (turn !== undefined) await wait(turn)
      if (signal.aborted) throw createRefusal('GATEWAY_TIMEOUT')
    },
    isOverdue: () => performance.now() - begunMs > STRETCH_MS,
    wait,
    pay,
    async rest() {
      pay()
      const seconds = rateLimiter.waitSeconds(address)
      await wait(seconds === 0 ? turns.next(address) : setTimeout(seconds * 1000, undefined, { signal }))
    },
    reserve(ms) {
      const waitSeconds = rateLimiter.waitSeconds(address)
      if (waitSeconds > 0) throw createRefusal('RATE_LIMITED', { headers: { 'retry-after': String(waitSeconds) } })
      reservedMs += ms
      rateLimiter.spend(address, ms)
    },
  }
}

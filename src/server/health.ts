import type { Answer } from './exchange.ts'

/** Whether the gateway holds something to answer with; `reason` says why not. */
export interface Readiness {
  readonly ready: boolean
  readonly reason?: string
}

const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

/** 200 as long as the process answers at all. */
export function answerLiveness(): Answer {
  return { status: 200, headers: HEADERS, body: JSON.stringify({ status: 'live' }) }
}

/** 200 once ready, 503 with the reason before and while stopping. */
export function answerReadiness({ ready, reason }: Readiness): Answer {
  const body = JSON.stringify({ status: ready ? 'ready' : 'not ready', ...(reason !== undefined && { reason }) })
  return { status: ready ? 200 : 503, headers: HEADERS, body }
}

import type { Readiness } from '../model/readiness.ts'
import type { Answer } from './exchange.ts'

const HEADERS = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

/** 200 as long as the process answers at all. */
export function answerLiveness(): Answer {
  return { status: 200, headers: HEADERS, body: JSON.stringify({ status: 'live' }) }
}

/** 200 once ready, whichever feeds fail, which it names; 503 with the reason before and while stopping. */
export function answerReadiness({ ready, reason, warning, failing, role, keeper, shared }: Readiness): Answer {
  const body = JSON.stringify({ status: ready ? 'ready' : 'not ready', reason, warning, failing, role, keeper, shared })
  return { status: ready ? 200 : 503, headers: HEADERS, body }
}

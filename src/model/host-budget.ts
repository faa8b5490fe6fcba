import { isLoopback } from './is-loopback.ts'
import type { RequestBudget } from './feed.ts'

/** The ceiling a host's requests share: all feeds with the same `key` share it; no `budget`: no ceiling. */
export interface SharedBudget {
  readonly key: string
  readonly budget?: RequestBudget
}

const DEFAULT_BUDGET: RequestBudget = { requests: 5, perMs: 1_000 }

/** The host of an address, an IPv6 one without its brackets. */
export function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, '')
}

/** The budget of a host that nobody configured: 5 requests a second, none on this machine, whose names are `localhost` and all below it (RFC 6761). */
export function defaultHostBudget(host: string): SharedBudget {
  return isLoopback(host) ? { key: host } : { key: host, budget: DEFAULT_BUDGET }
}

import ipaddr from 'ipaddr.js'

import type { RequestBudget } from '../model/feed.ts'
import type { FeedsConfig } from './feeds-config.ts'

/** The ceiling a host's requests share: all feeds with the same `key` share it; no `budget`: no ceiling. */
export interface SharedBudget {
  readonly key: string
  readonly budget?: RequestBudget
}

const DEFAULT_BUDGET: RequestBudget = { requests: 5, perMs: 1_000 }

/** Finds the budget of a feed's host: the configured one nearest to its name, else 5 requests a second, none on this machine. */
export function findHostBudget(config: Pick<FeedsConfig, 'hosts'>, url: string): SharedBudget {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
  const configured = config.hosts
    .filter((entry) => host === entry.host || host.endsWith(`.${entry.host}`))
    .toSorted((a, b) => b.host.length - a.host.length)[0]
  if (configured) return { key: configured.host, budget: configured.budget }
  return isLoopback(host) ? { key: host } : { key: host, budget: DEFAULT_BUDGET }
}

function isLoopback(host: string): boolean {
  if (host === 'localhost') return true
  return ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback'
}

import { defaultHostBudget, hostOf, type SharedBudget } from '../model/host-budget.ts'
import type { FeedsConfig } from './feeds-config.ts'

/** Finds the budget of a feed's host: the configured one nearest to its name, else the default. */
export function findHostBudget(config: Pick<FeedsConfig, 'hosts'>, url: string): SharedBudget {
  const host = hostOf(url)
  const configured = config.hosts
    .filter((entry) => host === entry.host || host.endsWith(`.${entry.host}`))
    .toSorted((a, b) => b.host.length - a.host.length)[0]
  return configured ? { key: configured.host, budget: configured.budget } : defaultHostBudget(host)
}

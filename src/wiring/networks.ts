// Wires the way to the feeds as a configuration has it: proxies, authorities, credentials, budgets.
import type { FeedsConfig } from '../config/feeds-config.ts'
import type { AnswerMemory } from '../feeds/answer-memory.ts'
import { createFeedDispatcher } from '../feeds/feed-dispatcher.ts'
import type { FeedLimits } from '../feeds/feed-limits.ts'
import type { HostBudgets } from '../feeds/host-budgets.ts'
import { createPostcodeProvider } from '../feeds/postcode-provider.ts'
import { DIRECT } from '../model/outbound.ts'
import type { FeedNetwork } from '../refresh/live-feed.ts'
import { VERSION } from '../version.ts'

/** The way to the feeds under a configuration: the same one while nothing that concerns it changes, so that feeds go on undisturbed. */
export function createNetworks(
  hosts: HostBudgets,
  memory: AnswerMemory,
  limits: FeedLimits,
): (config: FeedsConfig) => FeedNetwork {
  let last: { readonly key: string; readonly network: FeedNetwork } | undefined
  return ({ allowPrivateHosts, contact, hosts: ceilings, postcodeProvider, outbound = DIRECT, credentials }) => {
    const stated = [allowPrivateHosts, contact, ceilings, postcodeProvider, outbound, [...(credentials ?? [])]]
    const key = JSON.stringify(stated)
    if (last?.key === key) return last.network
    const dispatcher = createFeedDispatcher({ allowPrivateHosts, limits, outbound })
    const userAgent = `oruk-gateway/${VERSION} (${contact ?? 'no contact configured'})`
    const network: FeedNetwork = {
      hosts,
      memory,
      limits,
      allowPrivateHosts,
      dispatcher,
      outbound,
      credentialsOf: (slug) => credentials?.get(slug),
      userAgent,
      ...(postcodeProvider === undefined
        ? {}
        : { postcodeProvider: createPostcodeProvider({ url: postcodeProvider.url, dispatcher, userAgent, limits }) }),
    }
    last = { key, network }
    return network
  }
}

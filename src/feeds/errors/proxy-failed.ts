import { FeedError, type FaultPlace } from './feed-error.ts'

const SENTENCES = {
  UNREACHED:
    'The proxy that feeds are asked through cannot be reached. Check it, and its address in network.proxy or HTTPS_PROXY.',
  REFUSED:
    "The proxy does not connect to the feed: it can't find or may not ask it. Check the feed's url, and what the proxy lets through.",
  UNKNOWN_TO_IT:
    'The proxy that feeds are asked through wants a user and a password. Give its address with both, by {"env": "NAME"} in network.proxy.',
} as const

/** No way through the proxy of the configuration: the feed itself was not reached. Asking again may help (F67). */
export class ProxyFailed extends FeedError {
  override readonly name = 'ProxyFailed'

  constructor(what: keyof typeof SENTENCES, place: FaultPlace) {
    super({ code: 'PROXY', message: SENTENCES[what], retryable: what !== 'UNKNOWN_TO_IT' }, place)
  }
}

import { FeedError, type FaultPlace } from './feed-error.ts'

const SENTENCES = {
  CONNECT_REFUSED:
    'The feed accepted no connection. It will be asked again; if this lasts, report it to its publisher.',
  CONNECT_TIMEOUT:
    'The feed took too long to accept a connection. It will be asked again; if this lasts, report it to its publisher.',
  DNS: "The feed's host name could not be found. Check its url in the configuration; where the way out is a proxy, name it in network.proxy or HTTPS_PROXY.",
} as const

/** No connection to the feed came about (F01, F02, F06); asking again may help. */
export class ConnectFailed extends FeedError {
  override readonly name = 'ConnectFailed'

  constructor(code: keyof typeof SENTENCES, place: FaultPlace) {
    super({ code, message: SENTENCES[code], retryable: true }, place)
  }
}

import { FeedError, type FaultPlace } from './feed-error.ts'

const SENTENCES = {
  PROTOCOL:
    "The feed's answer is not valid HTTP. Check the feed's address in the configuration, or report it to its publisher.",
  HEADERS_TOO_LARGE: "The feed's answer has larger headers than the gateway accepts. Report it to its publisher.",
} as const

/** What answered does not speak HTTP as we can accept it (F07, F08, F15, F27). */
export class BadProtocol extends FeedError {
  override readonly name = 'BadProtocol'

  constructor(code: keyof typeof SENTENCES, place: FaultPlace) {
    super({ code, message: SENTENCES[code], retryable: false }, place)
  }
}
